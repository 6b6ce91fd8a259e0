"""`claimbook stats`: what is quoted, what lacks evidence, and what is due for review."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from claimbook.cli.shared import ending_with, folder_argument
from claimbook.core.load import load_dataset, load_editions
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.editions import share_done
from claimbook.core.records.models import KINDS
from claimbook.core.records.signing import reviews_of
from claimbook.core.text.dates import When
from claimbook.core.text.problems import DatasetError, plural, printable
from claimbook.editing.correcting import today
from claimbook.editing.history import HistoryError
from claimbook.views.names import title_of
from claimbook.views.proof import percent, proof


@click.command()
@folder_argument
def command(folder: Path) -> None:
    """Print what can be counted of the book in FOLDER.

    How many words of each document it quotes, by paragraph; claims without evidence, or with none
    but the weakest; claims that nobody but their author has read; records that should be, or should have been, looked at again; and how far
    editions in other languages go.
    """
    with ending_with(DatasetError, HistoryError):
        for line in stats(load_dataset(folder), date.fromisoformat(today())):
            click.echo(printable(line))
        for tag, edition in load_editions(folder).items():
            done, needed = share_done(edition)
            click.echo(
                f"edition in {tag}: {done:,} of {plural(needed, 'text')} of records translated"
            )


NEXT = 5
"""Maximum number of records named whose review comes next."""


def stats(data: Dataset, today: date) -> Iterator[str]:
    """What `claimbook stats` prints, line by line."""
    for document_id in data.documents:
        yield from _coverage(data, document_id)
    yield from _evidence(data)
    yield from _unread(data)
    yield from _reviews(data, today)


def _coverage(data: Dataset, document_id: str) -> Iterator[str]:
    """How much of a document is quoted, by paragraph, and which paragraphs no claim is from."""
    shown = proof(data, document_id)
    if shown is None:
        yield f"{document_id}: no fingerprint"
        return
    yield (
        f"{document_id}: {plural(shown.quotations, 'quotation')} of {shown.quoted:,} in "
        f"{plural(shown.words, 'word')} ({shown.share} percent)"
    )
    own = document_id == data.book.document
    claims = Counter(claim.paragraph for claim in data.claims.values()) if own else Counter[int]()
    for one in shown.paragraphs:
        line = (
            f"  paragraph {one.number:>3}: {one.quoted:>5,} of {one.words:>5,} words "
            f"({percent(one.quoted, one.words)} percent)"
        )
        yield f"{line}, {plural(claims[one.number], 'claim')}" if own else line


def _evidence(data: Dataset) -> Iterator[str]:
    """The claims that rest on nothing, and on the weakest sources alone."""
    qualities = list(data.entries["source_qualities"])
    bare = [claim for claim in data.claims.values() if not claim.evidence]
    yield from _listed("claim without evidence", "claims without evidence", bare)
    counts = Counter(source.quality for source in data.sources.values())
    by_quality = (f"{counts[one]:,} {data.label('source_qualities', one)}" for one in qualities)
    yield f"{plural(len(data.sources), 'source')}: {', '.join(by_quality)}"
    if not qualities:
        return
    weak = [
        claim
        for claim in data.claims.values()
        if claim.evidence
        and all(data.sources[one.source].quality == qualities[-1] for one in claim.evidence)
    ]
    label = data.label("source_qualities", qualities[-1])
    what = f"that rest on the weakest sources alone ({label})"
    yield from _listed(f"claim {what}".replace("rest on", "rests on"), f"claims {what}", weak)


def _unread(data: Dataset) -> Iterator[str]:
    """The claims that nobody but their author has read, by name once some were read."""
    unread = [claim for claim in data.claims.values() if not any(reviews_of(claim))]
    some = unread if len(unread) < len(data.claims) else []
    names = ("claim read by nobody but its author", "claims read by nobody but their author")
    yield plural(len(unread), *names)
    yield from (f"  {claim.title} (claims/{claim.id})" for claim in some)


def _reviews(data: Dataset, today: date) -> Iterator[str]:
    """The records whose review is due, and those that come next."""
    dates: list[tuple[When, str, str]] = [
        (record.review_by, kind, record.id)
        for kind in KINDS
        for record in data.records(kind).values()
        if getattr(record, "review_by", None)
    ]
    dates.sort(key=lambda one: (one[0].latest, *one[1:]))
    due = [one for one in dates if one[0].latest < today]
    lines = [(f"{plural(len(due), 'review')} due", due)]
    coming = [one for one in dates if one not in due]
    lines.append((f"{plural(len(coming), 'review')} to come", coming[:NEXT]))
    for title, shown in lines:
        yield title
        for when, kind, record_id in shown:
            yield f"  {when}: {title_of(data, kind, record_id)} ({kind}/{record_id})"


def _listed(one: str, many: str, claims: list[Claim]) -> Iterator[str]:
    yield plural(len(claims), one, many)
    yield from (f"  {claim.title} (claims/{claim.id})" for claim in claims)
