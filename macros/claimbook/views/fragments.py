"""Leads to a quotation on the page that it is from, by a text fragment.

See https://wicg.github.io/scroll-to-text-fragment/. A browser that knows none opens the page.
"""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from claimbook.core.proofs.fingerprint import words_with_places
from claimbook.core.proofs.quotations import ELISION

LONGEST = 12
"""Maximum number of words that are looked for as a whole; of more, only the two ends are."""

END = 5
"""Words at each end of a longer quotation."""


def at_quotation(url: str | None, text: str, prefix: str = "", suffix: str = "") -> str | None:
    """The address of a page at a quotation.

    Args:
        url: the page's address, if it has one.
        text: the quotation as it is written; what `[...]` leaves out may be anything.
        prefix: the words right before it, where it stands there more than once.
        suffix: the words right after it.

    Returns:
        The address alone where fragments do nothing, as in a PDF. None without an address.
    """
    if url is None or urlsplit(url).path.lower().endswith(".pdf") or ":~:" in url:
        return url
    before = [f"{_encoded(prefix)}-"] if prefix else []
    after = [f"-{_encoded(suffix)}"] if suffix else []
    directive = ",".join([*before, *map(_encoded, _ends(text)), *after])
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _ends(text: str) -> Sequence[str]:
    """The whole of a short quotation, else its beginning and its end."""
    pieces = ELISION.split(text.replace("[…]", "[...]"))
    first, last = words_with_places(pieces[0]), words_with_places(pieces[-1])
    if not first or not last or (len(pieces) == 1 and len(first) <= LONGEST):
        return [text]
    begin, end = first[:END][-1][1][1], last[-END:][0][1][0]
    return [pieces[0][:begin], pieces[-1][end:]]


def _encoded(text: str) -> str:
    """A part of the directive, in which hyphens, commas and ampersands have a meaning."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
