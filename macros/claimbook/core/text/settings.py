"""The settings in mkdocs.yml that a book depends on, and what is wrong with them."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from claimbook.core.text.addresses import in_its_form
from claimbook.core.text.characters import deceiving
from claimbook.core.text.files import A_LINK, NOT_A_FILE, NOT_PLAIN, TOPS, Listing
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import Fault

USUAL = ("mkdocs.yml", "mkdocs.yaml")
"""The names by which MkDocs finds the settings, the first before the second."""

MOST_BYTES = 100_000
"""Maximum size of the settings, in bytes."""

MERGE = "<<"
NOTHING = (None, "", "null", "Null", "NULL", "~")
TRUE = {"true", "yes", "on"}

PARTS = (*TOPS, ".git", ".github")
"""The folders of a book in which no site goes."""

PLUGINS = {
    "claimbook": "nothing of the book would be shown",
    "macros": "readers would see the calls of macros as they are written",
    "search": "readers could not search",
}
"""The plugins that a book needs, each with what would happen without it."""


FREE_OF_MACROS = {"verbose"}
"""The settings of mkdocs-macros by which no mistake of a page comes to be published."""


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Builds texts, lists and mappings alone, whatever tags there are; all that is looked at here."""


def _from_environment(loader: yaml.BaseLoader, node: yaml.Node) -> Any:
    """The first variable that is set, or else the last value, as MkDocs understands `!ENV`."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node) or [None]
        names, default = (names, default) if names else ([default], None)
    else:
        names, default = [node.value], None
    return next((os.environ[str(one)] for one in names if str(one) in os.environ), default)


_Loader.add_constructor("!ENV", _from_environment)


def usual(root: Path) -> str:
    """The name of the settings that MkDocs takes."""
    return next((name for name in USUAL if os.path.lexists(root / name)), USUAL[0])


def listed(root: Path, name: str) -> Listing:
    """The file of the settings as one that is read like any other of the book.

    Data may be checked without any; a build ends without them before the book is asked.
    """
    found, path = Listing(lambda path: (root / path).read_bytes()), root / name
    if path.is_symlink():
        found.refuse(name, A_LINK)
    elif path.is_file():
        found.sizes[name] = path.stat().st_size
    elif path.exists():
        found.refuse(name, NOT_A_FILE if path.is_dir() else NOT_PLAIN)
    return found


def faults(text: str, root: Path, name: str = USUAL[0]) -> Iterator[Fault]:
    """What keeps a book from being built with these settings, each at its line."""
    try:
        settings = yaml.load(text, Loader=_Loader)  # noqa: S506 - it builds less than the safe one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        detail = getattr(error, "problem", None) or "nested too deep, or with an odd value"
        yield Fault("settings", place, f"not readable as YAML: {detail}")
        return
    if not isinstance(settings, dict):
        yield Fault("settings", Place(name), "the settings are a mapping of names to values")
        return
    lines = text.split("\n")
    for key, detail in (*_of_making(settings), *_of_places(settings, root)):
        at = (number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
        yield Fault("settings", Place(name, next(at, 1)), detail)


def _of_making(settings: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with plugins, theme and other settings that decide how pages are made."""
    for key in ("INHERIT", MERGE):
        if key in settings:
            yield key, "settings that stand elsewhere are not taken over: write them out"
    if settings.get("use_directory_urls", "true").lower() not in TRUE:
        yield "use_directory_urls", "each page has a folder of its own: leave this out"
    plugins = _plugins(settings.get("plugins"))
    for plugin, else_ in PLUGINS.items():
        if plugin not in plugins:
            yield "plugins", f"'plugins' has to list '{plugin}': else {else_}"
    for setting in sorted(plugins.get("macros", {}).keys() - FREE_OF_MACROS):
        yield "plugins", f"leave '{setting}' of 'macros' out: 'claimbook' sets what is safe"
    if str(plugins.get("search", {}).get("enabled", "true")).lower() not in TRUE:
        yield "plugins", f"leave 'enabled' of 'search' out: else {PLUGINS['search']}"
    theme = settings.get("theme")
    if isinstance(theme, dict) and MERGE in theme:
        yield "theme", "settings that stand elsewhere are not taken over: write them out"
    elif (theme.get("name") if isinstance(theme, dict) else theme) != "material":
        yield "theme", "'theme' has to be 'material', into which the pages fit"


def _of_places(settings: dict[str, Any], root: Path) -> Iterator[tuple[str, str]]:
    """What is wrong with folders and addresses, each under its setting."""
    docs, site = settings.get("docs_dir", "docs"), settings.get("site_dir", "site")
    if not isinstance(docs, str) or os.path.normpath(docs) != "docs":
        yield "docs_dir", "'docs_dir' has to be 'docs', where pages are checked: leave it out"
    if not isinstance(site, str) or "\0" in site or is_of_book(root / site, root):
        yield "site_dir", "'site_dir' has to be a folder of its own, such as 'site'"
    extra = {} if settings.get("extra") in NOTHING else settings["extra"]
    if not isinstance(extra, dict) or MERGE in extra:
        yield "extra", "'extra' is a mapping of names to values, all written out"
    elif "repository" in extra:
        yield "extra", "'repository' stands under 'claimbook' in 'plugins'"
    own = _plugins(settings.get("plugins")).get("claimbook", {})
    named = own.get("charts")
    if named not in NOTHING:
        found = functions(root, named) if isinstance(named, str) else "it has to name one file"
        if isinstance(found, str):
            yield "plugins", f"'charts': {found}"
    for key, value, at in (
        *((key, settings.get(key), key) for key in ("site_url", "repo_url")),
        ("repository", own.get("repository"), "plugins"),
    ):
        if not _is_address(value):
            yield at, f"'{key}' has to be empty or an address such as https://example.org/"


def _settings(root: Path, name: str = "") -> dict[str, Any]:
    """The settings as far as they can be read.

    Args:
        root: the book's folder.
        name: the file of the settings in it; empty for the usual one.
    """
    path = root / (name or usual(root))
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
        return {}
    try:
        settings = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - as in `faults`
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return {}
    return settings if isinstance(settings, dict) else {}


def own_charts(root: Path, name: str = "") -> str:
    """The file of charts that a book names in its settings; empty where there is none."""
    named = _plugins(_settings(root, name).get("plugins")).get("claimbook", {}).get("charts")
    return named if isinstance(named, str) else ""


def language(root: Path, name: str = "") -> str:
    """The language in which a book is written, as a BCP 47 tag: that of its theme, or English."""
    theme = _settings(root, name).get("theme")
    written = theme.get("language") if isinstance(theme, dict) else None
    return written if isinstance(written, str) and written else "en"


def shown(root: Path, name: str = "") -> dict[str, str]:
    """What the settings say to readers, by the path under which an edition translates it.

    Beside the copyright and the description these are the names in the menu: `menu.` and the name.
    """
    settings = _settings(root, name)
    found = {one: settings.get(one) for one in ("copyright", "site_description")}
    found |= {f"{MENU}{one}": one for one in _names_in(settings.get("nav"))}
    return {path: text for path, text in found.items() if isinstance(text, str) and text}


MENU = "menu."
CONTRIBUTING = "contributing/"
"""The folder of pages about the work on a book, which exist in its own language only."""


def _names_in(menu: Any) -> Iterator[str]:
    """The names that a menu gives to pages and sections, but for those below one about the work."""
    for entry in menu if isinstance(menu, list) else ():
        for name, below in entry.items() if isinstance(entry, dict) else ():
            if isinstance(name, str):
                yield name
            if not all(path.startswith(CONTRIBUTING) for path in paths_in(below)):
                yield from _names_in(below)


def paths_in(menu: Any) -> Iterator[str]:
    """The pages that a part of a menu leads to."""
    if isinstance(menu, str):
        yield menu
    elif isinstance(menu, dict):
        yield from (path for below in menu.values() for path in paths_in(below))
    else:
        yield from (path for below in menu or () for path in paths_in(below))


def functions(root: Path, path: str) -> tuple[str, ...] | str:
    """The public functions of a Python file of a book, or why it cannot be used; nothing is run.

    Each is a kind of chart, its hyphens written as underscores.
    """
    file = Path(os.path.realpath(root / path)) if "\0" not in path else root
    if not path.endswith(".py") or not file.is_relative_to(os.path.realpath(root)):
        return f"'{path}' is no Python file in the book's folder"
    try:
        if (root / path).is_symlink() or file.stat().st_size > MOST_BYTES or not file.is_file():
            return f"there is no file '{path}'"
        module = ast.parse(file.read_bytes())
    except OSError:
        return f"there is no file '{path}'"
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        at = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
        return f"'{path}' is not readable as Python{at}: {getattr(error, 'msg', error)}"
    named = [one.name for one in module.body if isinstance(one, ast.FunctionDef)]
    return tuple(name.replace("_", "-") for name in named if not name.startswith("_"))


def own_kinds(root: Path, name: str = "") -> tuple[str, ...]:
    """The kinds of charts that a book brings."""
    path = own_charts(root, name)
    found = functions(root, path) if path else ()
    return found if isinstance(found, tuple) else ()


def is_of_book(site: Path, book: Path) -> bool:
    """Whether a folder for the site holds the book, or is one in which the book's files are."""
    place, home = (Path(os.path.realpath(one)) for one in (site, book))
    return home.is_relative_to(place) or any(place.is_relative_to(home / part) for part in PARTS)


def _plugins(written: Any) -> dict[str, dict[str, Any]]:
    """The plugins that are listed, each with its own settings."""
    found: dict[str, dict[str, Any]] = {}
    for one in written if isinstance(written, list) else [written]:
        for name, own in one.items() if isinstance(one, dict) else [(one, None)]:
            if isinstance(name, str):
                found[name.removeprefix("material/")] = own if isinstance(own, dict) else {}
    return found


def _is_address(value: Any) -> bool:
    """Whether a value is None or a web address in its one form, capitals aside."""
    if value in NOTHING:
        return True
    if not isinstance(value, str) or any(deceiving(value)):
        return False
    return in_its_form(value).casefold() == value.casefold()
