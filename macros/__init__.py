"""Claimbook: a structured dataset of one article's claims becomes a static explainer site.

This module holds the one function that mkdocs-macros looks for, and nothing more: importing
`macros.core` must load no MkDocs, Jinja or Altair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Give the writer's vocabulary to mkdocs-macros.

    Raises:
        macros.core.problems.DatasetError: when the dataset has problems.
    """
    from macros.adapters.macro_env import declare_macros  # noqa: PLC0415

    declare_macros(env)
