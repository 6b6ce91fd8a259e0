"""Writes who assessed or reviewed claims into their records, all of them or none."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from claimbook.core.proofs.corrections import former_ids
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import unknown_id
from claimbook.core.records.fields import as_text
from claimbook.core.records.reading import PEOPLE, Draft, Reading
from claimbook.core.records.signing import version_of_claim
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.problems import DatasetError, Place, Problem, one_of
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.fixing import in_order, yaml_writer
from claimbook.editing.history import HistoryError

NO_PEOPLE = "list who works on the book under 'people:' in data/book.yml, each with id and name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A signature to write: whose, of which day, and whether they assessed what they sign for."""

    by: str
    date: str
    assessed: bool = False

    def of(self, claim: Claim) -> dict[str, Any]:
        """The fields of a claim that the signature changes."""
        own = _written(self.by, self.date, version_of_claim(claim))
        others = [
            _written(one.by, one.date.text, one.version)
            for one in claim.reviewed
            if one.by != self.by
        ]
        if not self.assessed:
            return {"reviewed": [*others, own]}
        return {"assessed": own} | ({"reviewed": others} if claim.reviewed else {})


def _written(by: str, date: str, version: str) -> dict[str, Any]:
    """A signature as its file has it; a version of nothing but digits is text too."""
    return {"by": by, "date": date, "version": DoubleQuotedScalarString(version)}


def signed(reading: Reading, claims: Sequence[str], signing: Signing) -> dict[str, str]:
    """The files of claims with a signature in each, by their paths from the book's folder.

    A signature takes the place of an earlier review by the same person. Nothing else changes in a file
    but its form.

    Raises:
        HistoryError: when the book lists no such person or claim, a claim does not fit its model, or
            the date is none.
        DatasetError: when a file is of a form in which a program can write nothing.
    """
    people = reading.listed[PEOPLE]
    if signing.by not in people:
        what = f"'{signing.by}' is not among the people in data/book.yml"
        raise HistoryError(what, one_of(signing.by, people) or NO_PEOPLE)
    try:
        parse_when(signing.date)
    except DateTextError as error:
        raise HistoryError(str(error), error.help) from None
    drafts: dict[str, list[Draft]] = {}
    for one in dict.fromkeys(claims):
        draft = _claim(reading, one)
        drafts.setdefault(draft.place().path, []).append(draft)
    return {path: _signed(reading.text[path], own, signing) for path, own in drafts.items()}


def _claim(reading: Reading, claim_id: str) -> Draft:
    draft = reading.ids["claims"].get(claim_id)
    if draft is None:
        said = unknown_id("claims", claim_id, reading.ids.__getitem__, former_ids(reading))
        raise HistoryError(*said)
    if not isinstance(draft.record, Claim):
        what = f"the record of '{claim_id}' has problems, which come first"
        raise HistoryError(what, "run: claimbook check")
    return draft


def _signed(text: str, drafts: Sequence[Draft], signing: Signing) -> str:
    """The text of a file in which these claims are signed."""
    write, out = yaml_writer(), io.StringIO()
    whole = write.load(text)
    for draft in drafts:
        record = whole
        for step in draft.prefix:
            record = record[step]
        assert isinstance(draft.record, Claim)
        record.update(signing.of(draft.record))
    write.dump(whole, out)
    after = in_order(out.getvalue(), drafts)
    for draft in drafts:
        _hold_to(text, after, draft, signing)
    return after


def _hold_to(before: str, after: str, draft: Draft, signing: Signing) -> None:
    """See that nothing has changed in a record but its signature.

    Raises:
        DatasetError: with what to write by hand, when the file is of a form that cannot be kept.
    """
    was, now = (_record(text, draft) for text in (before, after))
    assert isinstance(draft.record, Claim)
    wanted = signing.of(draft.record)
    if _texts(now) != _texts({**was, **wanted}):
        message = "this file is of a form in which nothing can be written by program"
        help_text = f"write in it: {wanted}"
        raise DatasetError([Problem(Place(draft.place().path), "E004", message, help_text)])


def _texts(record: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: as_text(value) for name, value in record.items()}


def _record(text: str, draft: Draft) -> Mapping[str, Any]:
    data: Any = read_yaml(text, "").data
    for step in draft.prefix:
        data = data[step]
    return data if isinstance(data, dict) else {}
