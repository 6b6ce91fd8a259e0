"""Rules about prose: that every macro call can be answered, said before anything is rendered."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import starmap
from typing import Any

from claimbook.core.records.dataset import Dataset, unknown_figure, unknown_id
from claimbook.core.records.models import KINDS
from claimbook.core.rules.registry import rule, run_rules
from claimbook.core.text.problems import Finding, Place, Problem, did_you_mean, one_of, plural
from claimbook.prose import markup, numbers, translations, unused  # noqa: F401 - they register rules
from claimbook.prose.calls import UNKNOWN, MacroCall
from claimbook.prose.catalog import MACROS, MacroSpec, Parameter
from claimbook.prose.material import Prose, given, is_list, kind_given, name_of, named, place_of
from claimbook.prose.visible import outside_code
from claimbook.views.claim_charts import CLAIM_CHARTS
from claimbook.views.paths import generated_pages

ABOUT_RECORDS = {"E053", "E057", "W002", "W003"}
"""Rules that say what the book does not have, which is not known while a record cannot be read."""

TEXTS = {"text", "literal"}
"""The sorts of arguments that are any text."""

_PLACE = re.compile(r"\{\w+\}")
"""Where an example has an id of the book."""

_LINK = re.compile(r"\]\(<?([^()\s:#<>]+\.md)(?=[#)>\s])")
_SINGLE = re.compile(r"(?<!\{)\{ *([a-z_]+)\([^{}]*\) *\}(?!\})")


def check_prose(prose: Prose) -> list[Problem]:
    """Every problem of the hand-written pages, sorted by place."""
    return run_rules("prose", prose)


@rule("E050", "prose")
def page_syntax(prose: Prose) -> Iterator[Finding]:
    """The macro calls of a page can be read, and so can its front matter.

    Bad:
        {{ actor("ann-reed" }} counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for page in prose.pages:
        if page.error:
            place, detail, help_text = page.error
            yield Finding(place, f"this page cannot be read: {detail}", help_text)


@rule("E051", "prose")
def unknown_macro(prose: Prose) -> Iterator[Finding]:
    """A page calls only macros that exist.

    Bad:
        {{ actr("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for page in prose.pages:
        for call in page.calls:
            if call.name not in MACROS:
                help_text = did_you_mean(call.name, MACROS) or f"macros: {', '.join(MACROS)}"
                yield Finding(call.place, f"there is no macro '{call.name}'", help_text)


@rule("E052", "prose")
def wrong_macro_arguments(prose: Prose) -> Iterator[Finding]:
    """A macro is called with the arguments that it takes.

    Bad:
        {{ actor("ann-reed", word="She") }} counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed", words="She") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for _, call, spec in prose.calls():
        for problems in (_misplaced(prose, call, spec), _misshapen(prose, call, spec)):
            for message, help_text in problems:
                yield Finding(call.place, message, help_text)


@rule("E053", "prose")
def macro_names_what_is_not_there(prose: Prose) -> Iterator[Finding]:
    """The ids in a macro call are those of records, figures, charts and listed values.

    Bad:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-dy") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for page, call, spec in prose.calls():
        for parameter, one in named(call, spec):
            if found := _unknown(prose, parameter, one, kind_given(call, spec)):
                yield Finding(place_of(page, call, one), *found)


@rule("E055", "prose")
def unknown_name(prose: Prose) -> Iterator[Finding]:
    """What stands in double braces is a call of a macro, in which texts and ids are quoted.

    Bad:
        {{ claimbook }} counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for page in prose.pages:
        for name, place in page.names:
            if name in MACROS:
                help_text = f"write its values after it: {_example(prose, MACROS[name])}"
                yield Finding(place, f"the macro '{name}' is not called", help_text)
                continue
            near = did_you_mean(name, MACROS)
            quoted = f'an id goes in quotes: "{name}"'
            help_text = quoted if _is_id(prose, name) else near or quoted
            yield Finding(place, f"'{name}' is not known here", help_text)


def _is_id(prose: Prose, name: str) -> bool:
    return any(name in prose.data.records(kind) for kind in KINDS)


@rule("E056", "prose")
def single_braces(prose: Prose) -> Iterator[Finding]:
    """A macro is called in double braces; in single ones its call would be printed as it stands.

    Bad:
        { actor("ann-reed") } counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for match, place in _outside_code(prose, _SINGLE):
        if match[1] in MACROS:
            message = f"'{match[1]}' is called in single braces"
            yield Finding(place, message, f"write {{{match[0]}}}")


@rule("E057", "prose")
def link_to_no_page(prose: Prose) -> Iterator[Finding]:
    """A link to a Markdown file leads to a page of the book.

    Bad:
        See [the notes](notes.md).

    Good:
        See [the start](index.md).
    """
    made = generated_pages(prose.data, tuple(CLAIM_CHARTS))
    pages = {f"{prose.folder}/{name}" for name in prose.names}
    known = pages | {f"{prose.folder}/{page.src_uri}" for page in made}
    names = [name_of(path).removesuffix(".md") for path in known]
    for match, place in _outside_code(prose, _LINK):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), match[1]))
        # below a page there may be parts of it that are made with the site
        if target not in known and f"{posixpath.dirname(target)}.md" not in pages:
            near = did_you_mean(name_of(target).removesuffix(".md"), names)
            help_text = near or "the path begins in this page's folder; ../ leads one up"
            yield Finding(place, f"no page is at '{match[1]}', seen from this one", help_text)


def _outside_code(prose: Prose, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
    """Where a pattern fits the pages, but for their code; the place is that of its first group."""
    for page in prose.pages:
        for number, line in enumerate(outside_code(page.text).split("\n"), start=1):
            for match in pattern.finditer(line):
                yield match, Place(page.path, number, match.start(1) + 1, len(match[1]))


@rule("E054", "prose")
def macro_in_heading(prose: Prose) -> Iterator[Finding]:
    """A heading is plain words: contents and search read it before macros are filled in.

    Bad:
        # A bridge of {{ count("claims") }} claims

    Good:
        # A bridge and its claims

        There are {{ count("claims") }} of them.
    """
    for page in prose.pages:
        for place in page.headings:
            yield Finding(place, "a heading holds no macro", "say it in the text below")


def _misplaced(prose: Prose, call: MacroCall, spec: MacroSpec) -> Iterator[tuple[str, str]]:
    """What to say of arguments that are too many, unknown, doubled or missing."""
    names = [parameter.name for parameter in spec.parameters]
    by_place = [parameter.name for parameter in spec.parameters if not parameter.keyword]
    takes = f"it takes: {', '.join(names)}" if names else "it takes none"
    if len(call.args) > len(names) or (len(call.args) > len(by_place) == len(names)):
        yield f"'{call.name}' is given {len(call.args)} arguments", takes
    elif len(call.args) > len(by_place):
        count = plural(len(call.args), "argument")
        named_only = ", ".join(f"{name}=..." for name in names[len(by_place) :])
        takes_so = len(by_place) or "none"
        message = f"'{call.name}' is given {count} without a name, and takes {takes_so}"
        yield message, f"write a name before the value: {named_only}"
    for name in call.kwargs:
        if name not in names:
            yield f"'{call.name}' has no argument '{name}'", did_you_mean(name, names) or takes
        elif name in by_place[: len(call.args)]:
            yield f"'{call.name}' is given '{name}' twice", takes
    filled = {*by_place[: len(call.args)], *call.kwargs}
    for parameter in spec.parameters:
        if parameter.required and parameter.name not in filled:
            without = parameter.by_side and not prose.data.book.sides
            yield (
                f"'{call.name}' needs '{parameter.name}'",
                _NO_SIDES if without else f"for example {_example(prose, spec)}",
            )


def _misshapen(prose: Prose, call: MacroCall, spec: MacroSpec) -> Iterator[tuple[str, str]]:
    """What to say of lists of the wrong form, and of choices that a kind does not have."""
    kind, sides = kind_given(call, spec), len(prose.data.book.sides)
    for parameter, value in given(call, spec):
        if value is UNKNOWN:
            continue
        if parameter.by_side and not sides:
            yield f"'{call.name}' is of the book's sides, and the book has none", _NO_SIDES
        elif not _fits(parameter, value):
            form, help_text = _form(prose, parameter)
            yield f"'{call.name}' takes {form} as '{parameter.name}'", help_text
        elif parameter.by_side and len(value) != sides:
            help_text = f"the book has {plural(sides, 'side')}: one list for each, in that order"
            yield f"'{call.name}' is given {plural(len(value), 'list')}", help_text
        if parameter.only and value is not None and kind in [*KINDS] and kind != parameter.only:
            message = f"'{call.name}' knows no '{parameter.name}' of {kind}"
            yield message, f"'{parameter.name}' is only for {parameter.only}"


_NO_SIDES = "name two under 'sides:' in data/book.yml, or take the call out"


def _example(prose: Prose, spec: MacroSpec) -> str:
    """A call of a macro that fits the book, with ids to fill in."""
    of_sides = ", ".join(['["an-id"]'] * len(prose.data.book.sides))
    return _PLACE.sub("an-id", spec.example.replace("{sides}", of_sides))


def _form(prose: Prose, parameter: Parameter) -> tuple[str, str]:
    """What a parameter takes, and how that is written."""
    if parameter.sort == "flag":
        return "true or false", "write it without quotes"
    if parameter.sort in TEXTS:
        return "text", 'write it in quotes: "words"'
    if not parameter.many:
        return "one value", "write it without brackets"
    if parameter.by_side:
        lists = ", ".join(['["id"]'] * len(prose.data.book.sides))
        return "a list for each side", f"write them in square brackets: [{lists}]"
    pairs = ', each alone or as ("id", "words")' if parameter.pairs else ""
    return "a list", f'write ids in square brackets: ["id"]{pairs}'


def _fits(parameter: Parameter, value: Any) -> bool:
    """Whether a value is a list, of lists or with pairs, just where the parameter takes that."""
    if parameter.sort == "flag":
        return isinstance(value, bool)
    if parameter.sort in TEXTS:
        return isinstance(value, str)
    if not parameter.many or not is_list(value):
        return parameter.many == is_list(value)
    if parameter.by_side:
        return all(is_list(side) and not any(map(is_list, side)) for side in value)
    lengths = {len(item) for item in value if is_list(item)}
    return lengths <= ({len(("id", "words"))} if parameter.pairs else set())


def _unknown(prose: Prose, parameter: Parameter, value: Any, kind: Any) -> tuple[str, str] | None:
    """What to say of an argument that names nothing, or None when it names something."""
    sort, data, name = parameter.sort, prose.data, str(value)
    if sort == "dated":
        return None if kind is UNKNOWN else _undated(data, name, str(kind))
    if sort == "figures" and not (name in data.quantities or name in data.rows):
        return unknown_figure(data.figure_ids, name, data.former_homes)
    if sort == "charts" and name not in prose.charts:
        now = data.former_ids["series"].get(name)
        help_text = f"it is now '{now}'" if now else did_you_mean(name, prose.charts)
        return f"no chart has the id '{name}'", help_text
    closed: dict[str, Iterable[str]] = {"kinds": KINDS, "lists": data.entries}
    listed = data.entries.get(sort.removeprefix("list:"), ()) if ":" in sort else closed.get(sort)
    if listed is not None and name not in listed:
        return f"'{name}' is not in '{sort.removeprefix('list:')}'", one_of(name, listed)
    if sort in KINDS and name not in data.records(sort):
        return unknown_id(sort, name, data.records, data.former_ids)
    return None


def _undated(data: Dataset, record_id: str, kind: str) -> tuple[str, str] | None:
    if kind == "book":
        known = ["as_of", "evidence_until"]
        return None if record_id in known else (f"a book has no '{record_id}'", one_of("", known))
    if kind not in KINDS:
        return f"'{kind}' is no kind of record", one_of(kind, ["book", *KINDS])
    if record_id not in data.records(kind):
        return unknown_id(kind, record_id, data.records, data.former_ids)
    if data.date_of(kind, record_id) is None:
        return f"'{record_id}' has no date of its own", ""
    return None


@rule("E058", "prose")
def page_computes(prose: Prose) -> Iterator[Finding]:
    """In double braces stands one call of a macro whose values are written out. Nothing is computed
    on a page, it has no control blocks, and its front matter has no double braces.

    Bad:
        {{ "ann-reed".title() }} counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for page in prose.pages:
        yield from starmap(Finding, page.computed)


@rule("E044", "prose")
def front_matter_not_listed(prose: Prose) -> Iterator[Finding]:
    """The front matter of a page holds only the keys that are listed for it, each with a value of
    its kind, and stands between two lines of dashes.

    Bad:
        template: redirect.html

    Good:
        title: A bridge
    """
    for page in prose.pages:
        yield from starmap(Finding, page.front.faults)
