"""What every export is made from: the book, its charts, and where each record is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import plain
from claimbook.core.records.models import KINDS
from claimbook.views.chart import Chart
from claimbook.views.context import Context
from claimbook.views.paths import published


@dataclass(frozen=True, kw_only=True)
class Material:
    """A book with all that an export may say of it.

    `site_url` is empty where nobody knows yet where the site will be. `page` gives the address of
    a record from the site's root, or None where no page shows it; `schema` gives the JSON Schema
    of a kind's files by its singular, such as `claim`.
    """

    context: Context
    charts: Mapping[str, Chart]
    site_url: str
    page: Callable[[str, str], str | None]
    schema: Callable[[str], Any]

    @property
    def data(self) -> Dataset:
        """The book alone."""
        return self.context.data

    def address(self, kind: str, record_id: str) -> str | None:
        """Where a record is read: whole where the site's address is known, else from its root."""
        found = self.page(published(kind), record_id)
        return None if found is None else self.whole(found)

    def whole(self, url: str) -> str:
        """An address from the site's root as a whole one, where the site's address is known."""
        return urljoin(self.site_url, url) if self.site_url else url

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """Every record as JSON has it, by kind and id; made once for all that writes records."""
        return {
            kind: {one: plain(record) for one, record in self.data.records(kind).items()}
            for kind in KINDS
        }

    @property
    def moment(self) -> float:
        """The beginning of the day for which the book is written, in seconds since 1970."""
        return datetime.combine(self.data.book.as_of.day, time(), UTC).timestamp()
