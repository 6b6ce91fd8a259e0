"""Work that is done once for each object, and kept on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

Subject = TypeVar("Subject")
Result = TypeVar("Result")
Details = TypeVarTuple("Details")

_RESULTS = "_results_of_work_done_once"


def once(work: Callable[[Subject, *Details], Result]) -> Callable[[Subject, *Details], Result]:
    """Make a function keep what it returns on its first argument, for as long as that lives.

    So a layer can work something out of a book that the layers below know nothing of. The object
    must not change in what the work reads.

    Args:
        work: a function of one object, and of further arguments that can be hashed.
    """

    @wraps(work)
    def kept(subject: Subject, *details: *Details) -> Result:
        results: dict[Any, Result] = vars(subject).setdefault(_RESULTS, {})
        key = (kept, *details)
        if key not in results:
            results[key] = work(subject, *details)
        return results[key]

    return kept
