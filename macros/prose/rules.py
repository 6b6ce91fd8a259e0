"""Rules about prose: that every macro call can be answered, said before anything is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros.core.dataset import unknown_figure, unknown_id
from macros.core.problems import Place, Problem, did_you_mean, one_of
from macros.core.records import KINDS
from macros.core.rules.registry import rule, run_rules
from macros.prose import numbers
from macros.prose.calls import UNKNOWN
from macros.prose.catalog import MACROS
from macros.prose.material import Prose, given, named_ids
from macros.views.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.core.dataset import Dataset
    from macros.prose.calls import MacroCall, Page
    from macros.prose.catalog import Parameter

__all__ = ["Prose", "check_prose", "numbers"]

BUILDER_VALUES = {"config", "environment", "extra", "files", "git", "navigation", "page", "plugin"}
"""Values that mkdocs-macros gives to every page."""

BUILT_IN = {"range", "dict", "lipsum", "cycler", "joiner", "namespace"}


def check_prose(prose: Prose) -> list[Problem]:
    """Every problem of the hand-written pages, sorted by place."""
    return run_rules("prose", prose)


@rule("E050", "prose")
def page_syntax(prose: Prose) -> Iterator[Problem]:
    """The macro calls of a page can be read."""
    for page in prose.pages:
        if page.error:
            place, detail = page.error
            help_text = 'a macro call looks like {{ figure("id") }}; show one with {% raw %}'
            yield Problem(place, "E050", f"a macro call here cannot be read: {detail}", help_text)


@rule("E051", "prose")
def unknown_macro(prose: Prose) -> Iterator[Problem]:
    """A page calls only macros that exist."""
    for page in prose.pages:
        for call in page.calls:
            if call.name not in MACROS and call.name not in BUILT_IN:
                help_text = did_you_mean(call.name, MACROS) or f"macros: {', '.join(MACROS)}"
                yield Problem(call.place, "E051", f"there is no macro '{call.name}'", help_text)


@rule("E052", "prose")
def wrong_macro_arguments(prose: Prose) -> Iterator[Problem]:
    """A macro is called with the arguments that it takes."""
    for _, call, spec in prose.calls():
        names = [parameter.name for parameter in spec.parameters]
        takes = f"it takes: {', '.join(names)}" if names else "it takes none"
        if len(call.args) > len(names):
            message = f"'{call.name}' is given {len(call.args)} arguments"
            yield Problem(call.place, "E052", message, takes)
        for name in call.kwargs:
            if name not in names:
                message = f"'{call.name}' has no argument '{name}'"
                yield Problem(call.place, "E052", message, did_you_mean(name, names) or takes)
        filled = {*names[: len(call.args)], *call.kwargs}
        for parameter in spec.parameters:
            if parameter.required and parameter.name not in filled:
                message = f"'{call.name}' needs '{parameter.name}'"
                yield Problem(call.place, "E052", message, f"for example {spec.example}")
        count = len(prose.data.book.sides)
        for parameter, value in given(call, spec):
            if parameter.by_side and isinstance(value, list) and len(value) != count:
                message = f"'{call.name}' is given {plural(len(value), 'list')}"
                help_text = (
                    f"the book has {plural(count, 'side')}: one list for each, in that order"
                )
                yield Problem(call.place, "E052", message, help_text)


@rule("E053", "prose")
def macro_names_what_is_not_there(prose: Prose) -> Iterator[Problem]:
    """The ids in a macro call are those of records, figures, charts and listed values."""
    for page, call, spec in prose.calls():
        for parameter, value in given(call, spec):
            for one in named_ids(value) if parameter.many else [value]:
                if one is UNKNOWN or one is None:
                    continue
                if found := _unknown(prose, parameter, one, call):
                    yield Problem(_place_of(page, call, one), "E053", *found)


@rule("E055", "prose")
def unknown_name(prose: Prose) -> Iterator[Problem]:
    """What stands in double braces is a call of a macro, or a value that the builder gives."""
    for page in prose.pages:
        for name, place in page.names:
            if name not in {*MACROS, *BUILT_IN, *BUILDER_VALUES}:
                help_text = (
                    did_you_mean(name, MACROS) or 'a macro call looks like {{ claim("id") }}'
                )
                yield Problem(place, "E055", f"'{name}' is not known here", help_text)


@rule("E054", "prose")
def macro_in_heading(prose: Prose) -> Iterator[Problem]:
    """A heading is plain words: contents and search read it before macros are filled in."""
    for page in prose.pages:
        for place in page.headings:
            yield Problem(place, "E054", "a heading holds no macro", "say it in the text below")


def _unknown(
    prose: Prose, parameter: Parameter, value: Any, call: MacroCall
) -> tuple[str, str] | None:
    """What to say of an argument that names nothing, or None when it names something."""
    sort, data, name = parameter.sort, prose.data, str(value)
    if sort == "dated":
        return _undated(data, name, call)
    if sort == "figures" and name not in {*data.quantities, *data.rows}:
        return unknown_figure(data.figure_ids, name, data.former_homes)
    if sort == "charts" and name not in prose.charts:
        now = data.former_ids["series"].get(name)
        help_text = f"it is now '{now}'" if now else did_you_mean(name, prose.charts)
        return f"no chart has the id '{name}'", help_text
    listed = {"kinds": list(KINDS), "lists": list(data.entries)} | {
        f"list:{listed_in}": list(entries) for listed_in, entries in data.entries.items()
    }
    if sort in listed and name not in listed[sort]:
        return f"'{name}' is not in '{sort.removeprefix('list:')}'", one_of(name, listed[sort])
    if sort in KINDS and name not in data.records(sort):
        return unknown_id(sort, name, data)
    return None


def _undated(data: Dataset, record_id: str, call: MacroCall) -> tuple[str, str] | None:
    kind = call.args[0] if call.args else call.kwargs.get("kind")
    if kind == "book":
        known = ["as_of", "evidence_until"]
        return None if record_id in known else (f"a book has no '{record_id}'", one_of("", known))
    if kind not in KINDS:
        return f"'{kind}' is no kind of record", one_of(kind, ["book", *KINDS])
    if record_id not in data.records(kind):
        return unknown_id(kind, record_id, data)
    if data.date_of(kind, record_id) is None:
        return f"'{record_id}' has no date of its own", ""
    return None


def _place_of(page: Page, call: MacroCall, value: Any) -> Place:
    """Where an argument stands: the first time after the call's name, or the call itself."""
    lines = page.text.split("\n")
    for number in range(call.place.line, min(call.place.line + 30, len(lines) + 1)):
        start = call.place.column - 1 if number == call.place.line else 0
        column = lines[number - 1].find(str(value), start)
        if column >= 0:
            return Place(page.path, number, column + 1, len(str(value)))
    return call.place
