"""Rules that warn of what grows old."""

from collections.abc import Iterator

from claimbook.core.records.reading import Reading
from claimbook.core.rules.order import when_of
from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Problem


@rule("W001")
def review_date_passed(reading: Reading) -> Iterator[Problem]:
    """A record with a date for its review is looked at again by that date. Only `claimbook check`
    and `claimbook stats` warn of it, since a build does not know what day it is.

    Bad:
        review_by: 1901-12

    Good:
        review_by: 2999-12
    """
    for draft in reading.drafts:
        due = when_of(draft.data.get("review_by"))
        if due and reading.today and due.latest < reading.today:
            yield Problem(
                draft.place("review_by"),
                "W001",
                f"this was to be looked at again by {due}",
                "see whether it still holds, then write the date for the next review, or none",
            )
