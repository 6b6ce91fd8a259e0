"""Rules about translations: they are of what the book has, and can stand in its place."""

from collections.abc import Iterator
from typing import Any

from claimbook.core.proofs.corrections import former_ids
from claimbook.core.records.dataset import unknown_id
from claimbook.core.records.editions import OF_SITE, ORIGINAL, SINGLE, Name, Translation
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import Reading
from claimbook.core.records.texts import VERSION_DIGITS, TextField, texts_of
from claimbook.core.records.vocabulary import LARGE, PLURALS, SAY_THEMSELVES
from claimbook.core.rules.drawings import BRACES
from claimbook.core.rules.registry import rule
from claimbook.core.text.files import EDITIONS
from claimbook.core.text.keeping import once
from claimbook.core.text.messages import usual_form
from claimbook.core.text.problems import Finding, Place, did_you_mean
from claimbook.core.text.settings import CONTRIBUTING

WITH_A_NUMBER = {
    *(("units", form) for form in ("words", "short", *PLURALS)),
    ("qualifiers", "words"),
}
"""The texts of the vocabulary in which a number stands: their list and field."""

_NEEDED = {
    "string_type": "text is needed here, and this is {given}",
    "a list": "text is needed here, and this is a list",
    "a mapping": "text is needed here, and this is a mapping",
    "tuple_type": "a list is needed here, and this is {given}",
    "string_too_long": "this is too long",
}
"""What is said of a value that cannot stand in a text's place; of all others, that it is empty."""


@once
def known_texts(reading: Reading) -> dict[Name, dict[str, TextField]]:
    """The texts of every record that fits its model, by its kind and id."""
    return {
        (draft.kind, "" if draft.kind in SINGLE else draft.id): texts_of(draft.record)
        for draft in reading.drafts
        if draft.record is not None
    }


def _translated(reading: Reading) -> Iterator[tuple[Translation, dict[str, TextField]]]:
    """Every translation of a record that could be read, with the texts of the original."""
    for one in reading.translations:
        if one.name in known_texts(reading):
            yield one, known_texts(reading)[one.name]


@rule("E110")
def translation_of_nothing(reading: Reading) -> Iterator[Finding]:
    """A file in an edition translates a record or a page that the book has, and bears its name.
    Pages for contributors exist in the book's own language only. Here a record is misspelled of
    which there is `editions/de/terms/cart.yml`.

    Bad:
        - id: crat

    Good:
        - id: cart
    """
    former = former_ids(reading)
    for one in reading.translations:
        if one.kind in KINDS and one.id not in reading.ids[one.kind]:
            message, help_text = unknown_id(one.kind, one.id, reading.ids.__getitem__, former)
            if one.id in former[one.kind]:
                help_text = f"rename this file: {former[one.kind][one.id]}.yml"
            elif "did you mean" not in help_text:
                help_text = "a translation has the name of the record's own file"
            yield Finding(one.located.place(()), message, help_text)
    names = {path.removeprefix("docs/") for path in reading.pages}
    for path in reading.edition_pages if names else ():
        name = path.split("/", 3)[3]
        place = Place(path)
        if name.startswith(CONTRIBUTING):
            help_text = "take it out: it is read in the original"
            yield Finding(place, "a page for contributors is not translated", help_text)
        elif name not in names:
            help_text = did_you_mean(name, names) or "it has the name of the original in docs/"
            yield Finding(
                place, f"there is no page docs/{name}, of which this would be one", help_text
            )


@rule("E111")
def translated_field_not_there(reading: Reading) -> Iterator[Finding]:
    """A translation names texts that the original has, by their paths. Ids, numbers, dates, names of
    sources and words that prove something are not translated.

    Bad:
        titel: Vierzig Karren am Tag

    Good:
        title: Vierzig Karren am Tag
    """
    for one, texts in _translated(reading):
        for path in one.data.keys() - texts.keys() - {ORIGINAL}:
            message = f"the original has no text '{path}' that is translated"
            help_text = did_you_mean(path, texts) or f"its texts: {', '.join(texts)}"
            yield Finding(one.key_place(path), message, help_text)
    for one in reading.translations:
        if one.kind == OF_SITE:
            for path in one.data.keys() - reading.shown.keys():
                message = f"mkdocs.yml says nothing to readers under '{path}'"
                help_text = (
                    did_you_mean(path, reading.shown) or f"it has: {', '.join(reading.shown)}"
                )
                yield Finding(one.key_place(path), message, help_text)


@rule("E112")
def translated_text_unfit(reading: Reading) -> Iterator[Finding]:
    """What stands in the place of a text is text, neither empty nor longer than the original may be;
    and `original` is the version of the original as `claimbook translations` gives it.

    Bad:
        title: 40

    Good:
        title: Vierzig Karren am Tag
    """
    for one, texts in _translated(reading):
        if one.located.data is not None and not isinstance(one.located.data, dict):
            yield Finding(one.located.place(()), "this is no list of texts by their paths")
        for path, given in one.given.items():
            if path in texts and (misfit := texts[path].misfit(given)):
                message = _NEEDED.get(misfit, "this is empty").format(given=f"'{given}'")
                yield Finding(one.place(path), message, _help(misfit, given))
        if one.of is not None and not _is_version(one.of):
            message = f"'{one.of}' is no version of an original"
            help_text = (
                f"it has {VERSION_DIGITS} hexadecimal digits; 'claimbook translations' says which"
            )
            yield Finding(one.place(ORIGINAL), message, help_text)
    for one in reading.translations:
        if one.kind == OF_SITE:
            for path, given in one.given.items():
                if not isinstance(given, str) or not given.strip():
                    yield Finding(one.place(path), "text is needed here", _help("", given))


def _help(misfit: str, given: Any) -> str:
    if misfit == "string_type":
        return f'as text: "{str(given).lower() if isinstance(given, bool) else given}"'
    if misfit == "string_too_long":
        return "say it in fewer words"
    return "a text that is not translated yet is left out"


def _is_version(written: str) -> bool:
    return len(written) == VERSION_DIGITS and set(written) <= set("0123456789abcdef")


@rule("E113")
def translated_placeholders_differ(reading: Reading) -> Iterator[Finding]:
    """A translation of a chart's answer names the rows that the original names, each in braces, and
    the words of a unit or a limit have one place for the number: `{}`, or `{large}` for an amount in
    plain ones with the large numbers of the language. Forms for one and two may do without it.

    Bad:
        units.carts.words: Karren

    Good:
        units.carts.words: "{} Karren"
    """
    for one, texts in _translated(reading):
        for path, given in one.given.items():
            if path not in texts or not isinstance(given, str):
                continue
            wanted = _places_for_numbers(one.kind, path, texts[path])
            found = [match[0] for match in BRACES.finditer(given)]
            if not found and path.rpartition(".")[2] in SAY_THEMSELVES:
                continue
            if wanted and LARGE in found and path.startswith("units."):
                found = ["{}" if name == LARGE else name for name in found]
            if wanted is not None and sorted(set(found)) != sorted(set(wanted)):
                more = [name for name in dict.fromkeys(found) if name not in wanted]
                less = [name for name in dict.fromkeys(wanted) if name not in found]
                what = f"'{more[0]}' is not in the original" if more else f"'{less[0]}' is missing"
                yield Finding(one.place(path), what, f"it has: {' '.join(dict.fromkeys(wanted))}")


def _places_for_numbers(kind: str, path: str, text: TextField) -> list[str] | None:
    """What stands in braces in the original; None for a text in which braces mean nothing."""
    form = path.partition(".")[0], path.rpartition(".")[2]
    if kind == "vocabulary" and form in WITH_A_NUMBER:
        return ["{}"]
    if kind == "series" and path == "chart.answer":
        return [match[0] for match in BRACES.finditer(str(text.said))]
    return None


@rule("E114")
def language_of_edition_unfit(reading: Reading) -> Iterator[Finding]:
    """The folder of an edition is named by the language tag (BCP 47) of another language than the
    book's, one that is known and in its usual form, as zh-Hant-TW; and no page stands at its
    address. Here a book in English with an edition in German says of itself that it is in German.

    Bad:
        theme: {name: material, language: de}

    Good:
        theme: {name: material, language: en}
    """
    for tag, place in reading.tags.items():
        usual = usual_form(tag)
        if usual is None:
            message = f"'{tag}' is no language that is known"
            yield Finding(
                place, message, "name the folder by a language tag, such as de or zh-Hant-TW"
            )
        elif usual != tag:
            yield Finding(
                place, f"'{tag}' is written '{usual}'", f"rename the folder: {EDITIONS}/{usual}"
            )
        elif tag.casefold() == reading.language.casefold():
            message = f"'{tag}' is the language of the book itself"
            yield Finding(place, message, "translations are into other languages")
        elif taken := [one for one in reading.pages if _is_at(one, tag)]:
            message = f"{taken[0]} stands where the edition in '{tag}' goes"
            yield Finding(place, message, "rename the page or its folder")


def _is_at(page: str, tag: str) -> bool:
    return page == f"docs/{tag}.md" or page.startswith(f"docs/{tag}/")
