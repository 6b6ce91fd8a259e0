"""Keeps the HTML that macros make until their page is finished.

So no text of the data passes through Markdown or Jinja.
"""

import re
from dataclasses import dataclass, field

from mkdocs.exceptions import BuildError

from claimbook.core.text.signs import CALL, CALL_END

MOST_SHOWN = 50_000_000
"""Maximum number of characters of HTML that the macros of one page may make."""

_FOUND = re.compile(rf"<p>{CALL}(\d+){CALL_END}</p>|{CALL}(\d+){CALL_END}")


@dataclass(slots=True)
class Slots:
    """What the macros of each page have made, by the page's path."""

    _kept: dict[str, list[str]] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)

    def keep(self, page_uri: str, html: str) -> str:
        """Keep HTML for a page, and return the mark that stands for it in the Markdown."""
        kept = self._kept.setdefault(page_uri, [])
        kept.append(html)
        self._sizes[page_uri] = self._sizes.get(page_uri, 0) + len(html)
        if self._sizes[page_uri] > MOST_SHOWN:
            kept[-1] = ""
        return f"{CALL}{len(kept) - 1}{CALL_END}"

    def __contains__(self, page_uri: str) -> bool:
        return page_uri in self._kept

    def fill(self, page_uri: str, content: str) -> str:
        """Put the kept HTML into a page's content.

        Raises:
            BuildError: when a page shows more than a browser can bear.
        """
        if self._sizes.get(page_uri, 0) > MOST_SHOWN:
            message = f"docs/{page_uri}: its macros show more than {MOST_SHOWN:,} characters"
            raise BuildError(message)
        kept = self._kept.get(page_uri, [])

        def html(match: re.Match[str]) -> str:
            index = int(match[1] or match[2])
            return kept[index] if index < len(kept) else ""

        return _FOUND.sub(html, content)
