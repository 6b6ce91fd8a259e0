"""Rules about order: dates and bounds the right way round."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from macros.core.dates import DateTextError, parse_when
from macros.core.problems import Problem
from macros.core.records import IsDate, Quantity, Row
from macros.core.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.core.reading import Reading


@rule("E030")
def end_before_start(reading: Reading) -> Iterator[Problem]:
    """An interval ends after it begins."""
    for draft, path, _, value in reading.marked(IsDate):
        try:
            when = parse_when(str(value))
        except DateTextError:
            continue
        if when.is_interval and when.latest < when.earliest:
            start, _, end = when.text.partition("/")
            yield Problem(
                draft.place(*path),
                "E030",
                f"this interval ends ({end}) before it begins ({start})",
                f"did you mean '{end}/{start}'?",
            )


@rule("E031")
def low_above_high(reading: Reading) -> Iterator[Problem]:
    """A lower bound is not above the upper one."""
    for model in (Quantity, Row):
        for draft, path, data in reading.of_model(model):
            low, high = data.get("low"), data.get("high")
            numbers = (int, Decimal)
            if isinstance(low, numbers) and isinstance(high, numbers) and low > high:
                yield Problem(
                    draft.place(*path, "low"),
                    "E031",
                    f"the lower bound {low} is above the upper bound {high}",
                    f"did you mean low {high} and high {low}?",
                )
