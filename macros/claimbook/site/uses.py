"""Which pages use which figures and charts, for the view of all numbers."""

from collections import defaultdict
from collections.abc import Mapping

from claimbook.prose.calls import Page
from claimbook.prose.uses import literals, title_of, used
from claimbook.views.context import Literal, PageName, Uses


def uses_of(pages: Mapping[str, Page]) -> Uses:
    """What the hand-written pages use.

    Args:
        pages: each page by its address from the site's root.
    """
    names = {page.path: PageName(title_of(page), url) for url, page in pages.items()}

    def by_id(sort: str) -> dict[str, tuple[PageName, ...]]:
        found: dict[str, list[PageName]] = defaultdict(list)
        for one, page in used(pages.values(), sort):
            found[one].append(names[page.path])
        return {one: tuple(on) for one, on in found.items()}

    marked = (
        Literal(words, why, names[page.path]) for words, why, page in literals(pages.values())
    )
    return Uses(by_id("figures"), by_id("charts"), tuple(marked))
