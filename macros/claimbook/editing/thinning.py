"""Rewrites mkdocs.yml of a book that holds a copied engine for one that is installed.

Only what the engine once wrote there is changed. All other lines, with their comments and their form,
stay as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from claimbook.core.text.problems import DatasetError, Place, Problem

HOOKS = "macros/adapters/hooks.py"
"""What builds a book with a copied engine."""

THEME = "macros/theme"
ANY: set[str] = set()
"""Whatever a key has as its value."""

WATCHED = {"data", "macros", "seeds"}
SEPARATOR = r"""[\s\-_,:!=\[\]()"“”/$€£%+]+|\.(?!\d)"""
OLD_SETTINGS: dict[str, dict[str, set[str]]] = {
    "search": {"separator": {SEPARATOR}},
    "macros": {
        "modules": {"macros"},
        "on_undefined": {"strict"},
        "on_error_fail": {"true"},
        "j2_comment_start_string": {"{##"},
        "j2_comment_end_string": {"##}"},
    },
}
"""The settings of plugins that a book had to write out and that `claimbook` now sees to."""

OLD_COMMENT = re.compile(
    r"^ *# (?:Where the book's files can be edited\. Not MkDocs' repo_url, for which the theme asks a foreign"
    r"|host how many stars the repository has\.)\n",
    re.MULTILINE,
)
NEW_COMMENT = "# where the book's files can be edited"
GUIDES = "contributing/index.md"


@dataclass
class _Settings:
    """The text of the settings, and which parts of it are replaced by what."""

    name: str
    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def edited(self) -> str:
        """The text after all edits."""
        text = self.text
        for start, end, instead in sorted(self.edits, reverse=True):
            text = text[:start] + instead + text[end:]
        return text

    def refused(self, node: yaml.Node | None, message: str) -> DatasetError:
        """What is told of a part that only a person can rewrite."""
        place = Place(self.name, node.start_mark.line + 1) if node else Place(self.name)
        return DatasetError([Problem(place, "E045", message, "change it by hand, then upgrade")])

    def source(self, node: yaml.Node) -> str:
        """A node as it is written."""
        return self.text[node.start_mark.index : self.end(node)]

    def end(self, node: yaml.Node) -> int:
        """Where what a node says ends, without the blank lines and comments that follow it."""
        if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
            return len(self.text[: node.end_mark.index].rstrip("\n"))
        last = node.value[-1]
        return self.end(last[1] if isinstance(last, tuple) else last)

    def insert_after(self, node: yaml.Node, lines: str) -> None:
        """Put whole lines below those of a node."""
        at = self.text.find("\n", self.end(node)) + 1
        self.edits.append((at, at, lines) if at else (len(self.text), len(self.text), f"\n{lines}"))

    def drop(self, parent: yaml.Node | None, gone: Sequence[int]) -> bool:
        """Take some entries out of a list or mapping; where all would go, leave them and say so."""
        if not isinstance(parent, yaml.CollectionNode) or not gone:
            return False
        entries = [one if isinstance(one, tuple) else (one, one) for one in parent.value]
        if len(gone) == len(entries):
            return True
        for number in gone:
            if parent.flow_style:
                self._drop_between(entries, number)
            else:
                self._drop_lines(*entries[number])
        return False

    def _drop_between(self, entries: Sequence[tuple[yaml.Node, yaml.Node]], number: int) -> None:
        if number + 1 < len(entries):
            start, end = (entries[at][0].start_mark.index for at in (number, number + 1))
        else:
            start, end = (entries[at][1].end_mark.index for at in (number - 1, number))
        self.edits.append((start, end, ""))

    def _drop_lines(self, first: yaml.Node, last: yaml.Node) -> None:
        start = self.text.rfind("\n", 0, first.start_mark.index) + 1
        if self.text[start : first.start_mark.index].strip(" ") not in {"", "-"}:
            raise self.refused(first, "this is of the copied engine, and shares its line")
        after = self.text.find("\n", self.end(last)) + 1
        self.edits.append((start, after or len(self.text), ""))


def thinned(text: str, name: str, gone: set[str], page: str) -> str:
    """The settings of a book without what was there for a copied engine.

    Args:
        text: the settings.
        name: the name of their file.
        gone: the files in `docs/` that are removed, from there.
        page: the page that stands in the menu in place of the engine's guides.

    Raises:
        DatasetError: with what cannot be read, or rewritten by program.
    """
    settings = _Settings(name, OLD_COMMENT.sub("", text))
    try:
        root = yaml.compose(settings.text, Loader=yaml.SafeLoader)
        if isinstance(root, yaml.MappingNode):
            _thin(settings, root, gone, page)
            return settings.edited().rstrip("\n") + "\n"
    except (yaml.YAMLError, ValueError, RecursionError):
        pass
    message = "the settings cannot be read as YAML"
    raise DatasetError([Problem(Place(name), "E045", message, "run 'claimbook check'")])


def _thin(settings: _Settings, root: yaml.MappingNode, gone: set[str], page: str) -> None:
    known = dict(_by_name(root))
    _rewrite_plugins(settings, known)
    _drop_pages(settings, known.get("nav"), gone, page)
    lists = {"extra_css": gone, "extra_javascript": gone, "hooks": {HOOKS}, "watch": WATCHED}
    empty = {key for key, old in lists.items() if _drop_items(settings, known.get(key), old)}
    keys = {"theme": {"custom_dir": {THEME}}, "extra": {"repository": ANY}}
    empty |= {key for key, old in keys.items() if _drop_keys(settings, known.get(key), old)}
    settings.drop(
        root, [number for number, (key, _) in enumerate(root.value) if _word(key) in empty]
    )


def _word(node: yaml.Node) -> str:
    """A scalar as it is written; nothing of a list or mapping."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _by_name(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """The values of a mapping by their keys."""
    if isinstance(node, yaml.MappingNode):
        yield from ((_word(key), value) for key, value in node.value)


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _drop_items(settings: _Settings, node: yaml.Node | None, old: set[str]) -> bool:
    """Take old words out of a list; tell whether nothing else is in it."""
    return settings.drop(node, [n for n, one in enumerate(_items(node)) if _word(one) in old])


def _drop_keys(settings: _Settings, node: yaml.Node | None, old: Mapping[str, set[str]]) -> bool:
    """Take keys out of a mapping where they have an old value; tell whether nothing else is in it."""
    gone = [
        number
        for number, (key, value) in enumerate(_by_name(node))
        if key in old and (old[key] is ANY or {_word(value), *map(_word, _items(value))} & old[key])
    ]
    return settings.drop(node, gone)


def _drop_pages(settings: _Settings, menu: yaml.Node | None, gone: set[str], page: str) -> bool:
    """Take removed pages out of a menu; tell whether nothing else is in it."""
    unlisted = []
    for number, item in enumerate(_items(menu)):
        target = next(_by_name(item), ("", item))[1]
        if isinstance(target, yaml.SequenceNode):
            is_gone = _drop_pages(settings, target, gone, page)
        else:
            is_gone = _word(target) in gone
        if is_gone and _word(target) == GUIDES:
            settings.edits.append((target.start_mark.index, settings.end(target), page))
        elif is_gone:
            unlisted.append(number)
    return settings.drop(menu, unlisted)


def _rewrite_plugins(settings: _Settings, known: Mapping[str, yaml.Node]) -> None:
    """Take the old settings out of the plugins, and put `claimbook` after the search."""
    plugins = known.get("plugins")
    if not isinstance(plugins, yaml.SequenceNode) or not plugins.value:
        raise settings.refused(plugins, "'plugins' has to be a list of their names")
    names = {}
    for item in plugins.value:
        name, own = next(_by_name(item), (_word(item), None))
        names[name] = item
        if _drop_keys(settings, own, OLD_SETTINGS.get(name, {})):
            settings.edits.append((item.start_mark.index, settings.end(item), name))
    if "claimbook" in names:
        return
    repository = dict(_by_name(known.get("extra"))).get("repository")
    address = settings.source(repository) if repository else ""
    before = names.get("search", plugins.value[0])
    if plugins.flow_style:
        written = f"claimbook: {{repository: {address}}}" if address else "claimbook"
        settings.edits.append((settings.end(before), settings.end(before), f", {written}"))
    else:
        settings.insert_after(before, _claimbook(" " * plugins.start_mark.column, address))


def _claimbook(indent: str, address: str) -> str:
    """The plugin as an item of a list."""
    if not address:
        return f"{indent}- claimbook\n"
    return f"{indent}- claimbook:\n{indent}    {NEW_COMMENT}\n{indent}    repository: {address}\n"
