"""Keeps the catalogs of the interface's words in step with the code.

`python tests/catalogs.py` looks for messages in the code and writes them into `claimbook.pot` and
each language's file, where translations stay and what is gone is dropped. With `--check` nothing is
written, and what is missing, stale or cannot be filled is told; the exit code is then 1.
With a language, such as `fr`, a catalog is begun for it.
"""

import re
import sys
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ENGINE = Path(__file__).parent.parent / "macros/claimbook"
sys.path.insert(0, str(ENGINE.parent))  # the code beside this file, whatever is installed
from claimbook.editing.translating import stretches  # noqa: E402

STARTER = ENGINE / "starter"
LOCALE = ENGINE / "locale"
SOURCE = LOCALE / "claimbook.pot"

METHODS = [
    ("core/text/messages.py", "ignore"),
    ("starter/**", "ignore"),
    ("**.py", "python"),
    ("templates/**.j2", "jinja2.ext.babel_extract"),
    ("theme/**.html", "jinja2.ext.babel_extract"),
    ("theme/assets/js/*.js", "javascript"),
]
OPTIONS = {"templates/**.j2": {"trimmed": "true"}, "theme/**.html": {"trimmed": "true"}}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "later": None,
}
UNREAD = "nobody yet"
"""Who has read a catalog that nobody has read who speaks the language."""

UNITS, LARGE = "units", "large"
"""The messages that are forms of units, and what can stand for their number: see `LARGE` there."""

_NOT_KEPT = re.compile(
    rb'^"(?:POT-|PO-|Last-|Report-|Language-Team|Project-|Generated-).*\n', re.MULTILINE
)
"""The lines of a header that would differ each time, or name nobody."""

_KEPT = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|`[^`]*`")
"""What a translation of a page has as the page has it."""

_HEADER = "# The words of Claimbook's interface in {language}."
_READ = re.compile(r"^# Read by: (.+)$", re.MULTILINE)


def extracted() -> Catalog:
    """Every message in the code, with the comments for translators that stand above it."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    catalog.header_comment = "# The words of Claimbook's interface, for translators."
    found = extract_from_dir(
        ENGINE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=["e.g."], strip_comment_tags=False
    )
    for path, _, message, comments, context in found:
        catalog.add(message, None, [(path, None)], auto_comments=comments, context=context)
    for path in sorted(STARTER.rglob("*")):
        if path.suffix in {".md", ".yml"}:
            name = path.relative_to(STARTER).as_posix()
            for one in stretches(name, path.read_text("utf-8")):
                place = (f"starter/{name}", None)
                catalog.add(one.message, None, [place], context=one.context or None)
    return catalog


def names(text: str) -> set[str]:
    """The values that stand in braces in a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(message: Message) -> list[str]:
    """What is wrong with a translation."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(forms):
        return ["is not translated"]
    if message.fuzzy:
        return ["is marked as unsure (fuzzy)"]
    sources = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = set().union(*map(names, sources))
    told = []
    for form in forms:
        try:
            found = names(form)
        except ValueError:
            told.append(f"has braces that do not match: {form}")
            continue
        if message.context == UNITS and found == {LARGE}:
            found = wanted
        # a form for one thing can do without the number
        if not found <= wanted or (wanted - found) - may_lack(message):
            told.append(f"has {sorted(found)} where the message has {sorted(wanted)}: {form}")
        if sorted(_KEPT.findall(form)) != sorted(_KEPT.findall(sources[-1])):
            told.append(f"has other links, macro calls or code than the message: {form}")
    return told


def may_lack(message: Message) -> set[str]:
    """The values that a form of a message can do without: the number, which words can say."""
    is_unit = message.context == UNITS and isinstance(message.id, tuple)
    return {"count", ""} if is_unit else {"count"}


def read(path: Path) -> Catalog:
    """A catalog as its file has it."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path == SOURCE else path.stem)


def written(catalog: Catalog) -> bytes:
    """A catalog as it is kept: by message, without the lines where each stands."""
    file = BytesIO()
    write_po(file, catalog, width=100, sort_output=True, include_lineno=False, omit_header=False)
    return _NOT_KEPT.sub(b"", file.getvalue())


def read_by(catalog: Catalog) -> str:
    """Who has read a catalog and speaks its language, as its header says."""
    found = _READ.search(catalog.header_comment)
    return found[1] if found else ""


def begin(name: str) -> None:
    """Begin a catalog in which nothing is translated."""
    language = Locale.parse(name).get_display_name("en")
    catalog = Catalog(locale=name, charset="utf-8", fuzzy=False)
    catalog.header_comment = f"{_HEADER.format(language=language)}\n# Read by: {UNREAD}"
    (LOCALE / f"{name}.po").write_bytes(written(catalog))


def update() -> None:
    """Bring all catalogs up to the code."""
    source = extracted()
    SOURCE.write_bytes(written(source))
    for path in sorted(LOCALE.glob("*.po")):
        catalog = read(path)
        catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        path.write_bytes(written(catalog))


def check() -> list[str]:
    """What keeps the catalogs from saying all that the code asks of them."""
    source = extracted()
    wanted = {(one.context, one.id) for one in source if one.id}
    told = []
    for path in (SOURCE, *sorted(LOCALE.glob("*.po"))):
        catalog = read(path)
        has = {(one.context, one.id) for one in catalog if one.id}
        told += [f"{path.name}: lacks {one[1]!r}" for one in sorted(wanted - has, key=str)]
        told += [f"{path.name}: {one[1]!r} is in no code" for one in sorted(has - wanted, key=str)]
        if path != SOURCE:
            told += [f"{path.name}: {m.id!r} {f}" for m in catalog if m.id for f in faults(m)]
            if not read_by(catalog):
                told.append(f"{path.name}: does not say who has read it (# Read by: {UNREAD})")
    return told


def main() -> int:
    """Write or check the catalogs."""
    if sys.argv[1:] == ["--check"]:
        told = check()
        print(*told, sep="\n", end="\n" if told else "")  # noqa: T201 - it is a command
        return bool(told)
    for name in sys.argv[1:]:
        begin(name)
    update()
    return 0


if __name__ == "__main__":
    sys.exit(main())
