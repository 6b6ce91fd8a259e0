"""Rules about what a page does and says of itself: it calls macros, and has listed front matter."""

from collections.abc import Iterator

from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Problem
from claimbook.prose.material import Prose


@rule("E058", "prose")
def page_computes(prose: Prose) -> Iterator[Problem]:
    """In double braces stands one call of a macro whose values are written out. Nothing is computed
    on a page, it has no control blocks, and its front matter has no double braces.

    Bad:
        {{ "ann-reed".title() }} counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    for page in prose.pages:
        for place, what, help_text in page.computed:
            yield Problem(place, "E058", what, help_text)


@rule("E044", "prose")
def front_matter_not_listed(prose: Prose) -> Iterator[Problem]:
    """The front matter of a page holds only the keys that are listed for it, each with a value of
    its kind, and stands between two lines of dashes.

    Bad:
        template: redirect.html

    Good:
        title: A bridge
    """
    for page in prose.pages:
        for place, what, help_text in page.front.faults:
            yield Problem(place, "E044", what, help_text)
