"""Claimbook: a structured dataset of one article's claims becomes a static explainer site.

What is named in `__all__` is what other programs may rely on; everything else may change with any
release. A name is looked up when it is first used, so that importing a part of the package loads
nothing but that part.
"""

from __future__ import annotations

from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimbook.core.records.dataset import Dataset, Reference, UnknownIdError
    from claimbook.core.text.problems import DatasetError, Place, Problem
    from claimbook.library import check, load, svg
    from claimbook.views.chart import Chart, ChartRow
    from claimbook.views.chart_list import chart, chart_ids
    from claimbook.views.claims import ClaimCard, ClaimPage, claim_card, claim_page

    __version__: str

__all__ = [
    "Chart",
    "ChartRow",
    "ClaimCard",
    "ClaimPage",
    "Dataset",
    "DatasetError",
    "Place",
    "Problem",
    "Reference",
    "UnknownIdError",
    "__version__",
    "chart",
    "chart_ids",
    "check",
    "claim_card",
    "claim_page",
    "load",
    "svg",
]

_HOMES = {
    "claimbook.core.records.dataset": ("Dataset", "Reference", "UnknownIdError"),
    "claimbook.core.text.problems": ("DatasetError", "Place", "Problem"),
    "claimbook.library": ("check", "load", "svg"),
    "claimbook.views.chart_list": ("chart", "chart_ids"),
    "claimbook.views.claims": ("ClaimCard", "ClaimPage", "claim_card", "claim_page"),
    "claimbook.views.chart": ("Chart", "ChartRow"),
}
"""The module in which each public name is defined."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return metadata.version("claimbook")
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    message = f"module 'claimbook' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
