"""The hand-written pages of a book, what they may name, and the arguments of their macro calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros.prose.catalog import MACROS, MacroSpec, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from macros.core.dataset import Dataset
    from macros.prose.calls import MacroCall, Page

FOR_CONTRIBUTORS = "docs/contributing/"
"""Pages about the work, not about the subject: their numbers are examples."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The hand-written pages, and what they may name: the dataset, its figures and charts."""

    pages: Sequence[Page]
    data: Dataset
    charts: Sequence[str]

    def calls(self) -> Iterator[tuple[Page, MacroCall, MacroSpec]]:
        """Every call of a macro that exists."""
        for page in self.pages:
            for call in page.calls:
                if call.name in MACROS:
                    yield page, call, MACROS[call.name]

    def for_readers(self) -> Iterator[Page]:
        """The pages that readers come for."""
        return (page for page in self.pages if is_for_readers(page))


def is_for_readers(page: Page) -> bool:
    """Whether a page is about the subject, not about the work on the book."""
    return not page.path.startswith(FOR_CONTRIBUTORS)


def given(call: MacroCall, spec: MacroSpec) -> Iterator[tuple[Parameter, Any]]:
    """Each argument of a call with the parameter that it is for."""
    by_name = {parameter.name: parameter for parameter in spec.parameters}
    yield from zip(spec.parameters, call.args, strict=False)
    for name, value in call.kwargs.items():
        if name in by_name:
            yield by_name[name], value


def named_ids(value: Any) -> Iterator[Any]:
    """The ids in a list, in lists of lists, and in pairs of an id and words."""
    if isinstance(value, tuple):
        yield value[0] if value else None
    elif isinstance(value, list):
        for item in value:
            yield from named_ids(item)
    else:
        yield value
