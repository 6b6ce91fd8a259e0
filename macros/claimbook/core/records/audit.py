"""The record of a site's accessibility tests, which `make audit` writes and a page shows.

It is about the site and not about the article, so it stands with the pages and not in `data/`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from claimbook.core.records.values import Date, Record, Text

AUDIT = "docs/about/accessibility.yml"
"""Where a book keeps the record, from its folder. A book need not have one."""

Count = Annotated[StrictInt, Field(ge=0)]
AtLeastOne = Annotated[StrictInt, Field(ge=1)]


class Tool(Record):
    """A program that took part in the tests, and which version of it."""

    name: Text
    version: Text


class Scores(Record):
    """How Lighthouse rates a page on a phone. Units: points, from 0 to 100."""

    performance: Count
    accessibility: Count
    best_practices: Count
    seo: Count


class AuditedPage(Record):
    """What the tests said about one page of a kind.

    Units: `axe` counts elements that break a rule of axe-core at any width and in any palette;
    `runs` is how often Lighthouse measured the page. `lighthouse` is the run of which the
    performance is the median.
    """

    kind: Text
    lighthouse: Scores
    runs: AtLeastOne
    axe: Count


class Failure(Record):
    """A rule of accessibility that a page breaks, by the rule's name in the tool that found it."""

    page: Text
    rule: Text
    what: Text


class Audit(Record):
    """When, with what and against which standard the site was tested, and what was found.

    Units: `widths` are in CSS pixels. `known_failures` were found by the tools; `known_limits` are
    written by hand and kept when the tests are run again.
    """

    date: Date
    standard: Text
    tools: Annotated[tuple[Tool, ...], Field(min_length=1)]
    widths: Annotated[tuple[AtLeastOne, ...], Field(min_length=1)]
    palettes: Annotated[tuple[Text, ...], Field(min_length=1)]
    pages: Annotated[tuple[AuditedPage, ...], Field(min_length=1)]
    known_failures: tuple[Failure, ...] = ()
    known_limits: tuple[Text, ...] = ()
