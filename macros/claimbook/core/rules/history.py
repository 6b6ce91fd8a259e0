"""Rules about time: what was published is changed only with a correction, and never vanishes."""

from collections.abc import Iterator

from claimbook.core.proofs.changes import Since, ids_gone, unrecorded
from claimbook.core.proofs.corrections import kinds_used_for, tombstones
from claimbook.core.records.fields import as_text
from claimbook.core.records.models import KINDS
from claimbook.core.rules.registry import rule, run_rules
from claimbook.core.text.problems import Finding, Problem

SHOWN = 80
"""Maximum number of characters of a value that a message quotes."""


def check_history(since: Since) -> list[Problem]:
    """Every change that should have been recorded and was not, sorted by place."""
    return run_rules("history", since)


@rule("E107", "history")
def changed_without_correction(since: Since) -> Iterator[Finding]:
    """When the statement, the quotation, a quantity, the date, the speaker or the status of a
    published claim changes, a correction says what it was before, what it is now, and why. So it
    is with the date, the summary or the status of an event; a row of a series, but for its note
    and sources; the definition of a term; what an actor is said to be; and the publisher, date or
    quality of a source.

    Bad:
        record: claims/forty-carts
        field: quantities.per-day.value
        from: 42
        to: 44

    Good:
        record: claims/forty-carts
        field: quantities.per-day.value
        from: 40
        to: 44
    """
    for change in unrecorded(since):
        was, now, recorded = _worded(change.before, change.after, change.recorded)
        message = f"'{change.field}' was published as {was} and is {now} now; no correction says so"
        if change.recorded != change.before:
            message = f"'{change.field}' is {now} now, and its corrections end at {recorded}"
        help_text = "put it back, or run: claimbook correct --kind KIND --reason REASON, with the same --base"
        yield Finding(change.place, message, help_text)


@rule("E108", "history")
def published_id_gone(since: Since) -> Iterator[Finding]:
    """A published id stays in use, or is kept as a former id (`was`) of the record that has a new
    one, or a correction says that its record was withdrawn.

    Bad:
        id: toll
        term: Toll

    Good:
        id: toll
        was: [bridge-toll]
        term: Toll
    """
    withdrawn = tombstones(since.now)
    uses = kinds_used_for(since.now)
    kind = next((one for one in uses if uses[one] == "withdrawal"), "KIND")
    for draft, published in ids_gone(since):
        if (draft.kind, published) not in withdrawn:
            message = f"{KINDS[draft.kind].singular} '{published}' was published and is gone"
            help_text = (
                f"if it has a new id, write 'was: [{published}]' in its record; if it was withdrawn, "
                f"run: claimbook correct --kind {kind} --reason REASON"
            )
            yield Finding(draft.place("id"), message, help_text)


@rule("E109", "history")
def correction_changed(since: Since) -> Iterator[Finding]:
    """A published correction is never changed and never removed; another one is added.

    Bad:
        kind: error
        reason: The toll book is hard to read.

    Good:
        kind: error
        reason: A page of the toll book had been missed.
    """
    now = since.now.ids["corrections"]
    for published, draft in since.base.ids["corrections"].items():
        help_text = "put it back as it was, and add another correction if it was wrong"
        if published not in now:
            message = f"correction '{published}' was published and is gone"
            yield Finding(draft.place("id"), message, help_text)
            continue
        before, after = draft.data, now[published].data
        if draft.is_mapping and now[published].is_mapping:
            names = [n for n in {**before, **after} if _text(before, n) != _text(after, n)]
            if names:
                message = f"a published correction was changed, in {', '.join(names)}"
                yield Finding(now[published].place(names[0]), message, help_text)


def _text(correction: dict[str, object], name: str) -> str | None:
    return as_text(correction.get(name))


def _worded(*texts: str | None) -> list[str]:
    """Values as a message quotes them: of long ones, the part in which they begin to differ."""
    known = [one for one in texts if one is not None]
    letters = enumerate(zip(*known, strict=False))
    differ = next((at for at, some in letters if len({*some}) > 1), min(map(len, known)))
    is_long = max(map(len, known)) > SHOWN
    start = max(0, differ - SHOWN // 4) if is_long else 0
    return [_cut(one, start) for one in texts]


def _cut(text: str | None, start: int) -> str:
    if text is None:
        return "nothing"
    end = start + SHOWN
    return f"'{'…' * (start > 0)}{text[start:end]}{'…' * (len(text) > end)}'"
