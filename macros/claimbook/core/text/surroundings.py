"""What the environment says to a program: the time to use, and whether docstrings are there."""

import os
import sys
from datetime import UTC, datetime

VARIABLE = "SOURCE_DATE_EPOCH"
"""The time to take for now: https://reproducible-builds.org/specs/source-date-epoch/."""

UNDOCUMENTED = (
    "Python leaves out docstrings, which are a part of the site: run it without PYTHONOPTIMIZE=2"
    if sys.flags.optimize > 1
    else ""
)
"""Why nothing can be done in this environment; empty where all is well."""


def told_moment() -> datetime | None:
    """The time that the environment sets, or None where it sets none or an empty one.

    Raises:
        ValueError: when it is no number of seconds, or beyond all dates.
    """
    seconds = os.environ.get(VARIABLE)
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        message = f"{VARIABLE} is '{seconds}': it has to be a number of seconds since 1970"
        raise ValueError(message) from None
