"""Warnings about an edition in another language: what it lacks, and what is of an older original.

Neither fails a build: what is missing is shown in the original's language, which the page says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.editions import ORIGINAL, Name, all_texts, file_of, versions
from claimbook.core.records.texts import version_of_text
from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Finding, Place, plural
from claimbook.prose.calls import Page
from claimbook.prose.material import Prose, docs_of, is_for_readers, name_of

MOST_NAMED = 3
"""Maximum number of files that a warning names; the command names all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A record or page of an edition: its file, and how it stands to the original.

    Attributes:
        path: the file of the translation, whether it is there or not.
        original: the file of the original.
        place: where the version of the original is named; None where there is no translation.
        of: the version that is named, and None where none is.
        version: the version of the original as it is now.
        left: the paths of texts that are not translated; of a page, nothing.
        texts: how many texts the original has that need a translation; of a page, one.
    """

    path: str
    original: str
    place: Place | None
    of: str | None
    version: str
    left: tuple[str, ...] = field(default=())
    texts: int = 1

    @property
    def is_missing(self) -> bool:
        """Whether there is no translation at all."""
        return self.place is None

    @property
    def is_stale(self) -> bool:
        """Whether it was made from an older original."""
        return not self.is_missing and self.of is not None and self.of != self.version

    @property
    def is_unstamped(self) -> bool:
        """Whether it does not say from which original it was made."""
        return not self.is_missing and self.of is None


def parts_of(data: Dataset, pages: Sequence[Page], originals: Sequence[Page]) -> tuple[Part, ...]:
    """Every record and page of an edition that is translated or should be, sorted by file."""
    found = [*_records(data), *_pages(data, pages, originals)]
    return tuple(sorted(found, key=lambda one: one.path))


def _records(data: Dataset) -> Iterator[Part]:
    edition = data.edition
    assert edition is not None
    for name, texts in all_texts(edition.original).items():
        of, place = edition.of.get(name, (None, None))
        needed = sum(one.needed for one in texts.values())
        if place or needed:
            yield Part(
                path=file_of(data.language, name),
                original=_file(edition.original, name),
                place=place,
                of=of,
                version=versions(edition.original)[name],
                left=edition.left.get(name, ()),
                texts=needed,
            )


def _file(data: Dataset, name: Name) -> str:
    kind, record_id = name
    return data.path_of(kind, record_id) or f"data/{kind}.yml"


def _pages(data: Dataset, pages: Sequence[Page], originals: Sequence[Page]) -> Iterator[Part]:
    own: Mapping[str, Page] = {name_of(page.path): page for page in pages}
    for original in filter(is_for_readers, originals):
        name = name_of(original.path)
        page = own.get(name)
        of = page.front.values.get(ORIGINAL) if page else None
        yield Part(
            path=f"{docs_of(data.language)}/{name}",
            original=original.path,
            place=Place(page.path) if page else None,
            of=None if of is None else str(of),
            version=version_of_text(original.text),
        )


def _parts(prose: Prose) -> tuple[Part, ...]:
    return parts_of(prose.data, prose.pages, prose.originals)


@rule("W006", "prose")
def translation_missing(prose: Prose) -> Iterator[Finding]:
    """An edition in another language has every text of the book. What it lacks is shown in the
    original's language, which its pages say.

    Bad:
        term: Zoll
        definition: Geld, das für den Übergang gezahlt wird.

    Good:
        term: Zoll
        definition: Geld, das für den Übergang gezahlt wird.
        why_it_matters: Die Zölle zählen die Karren.
    """
    if prose.data.edition is None:
        return
    parts = _parts(prose)
    missing = [one for one in parts if one.is_missing]
    partly = [one for one in parts if one.left and not one.is_missing]
    if missing or partly:
        texts = sum(len(one.left) for one in partly)
        counts = [f"{plural(len(missing), 'file')} of {len(parts)}"] if missing else []
        counts += [f"{plural(texts, 'text')} in {plural(len(partly), 'file')}"] if partly else []
        message = f"the edition in '{prose.data.language}' lacks {' and '.join(counts)}"
        yield Finding(
            _first([*partly, *parts]), message, _named([*missing, *partly], prose.data.language)
        )


@rule("W007", "prose")
def translation_of_an_older_original(prose: Prose) -> Iterator[Finding]:
    """A translation is of the original as it is now: what it has under `original` is the original's present
    version. Whoever has looked whether it still says the same has `claimbook translations` write
    that.

    Bad:
        original: 00000000
        term: Zoll

    Good:
        original: f119636e
        term: Zoll
    """
    if prose.data.edition is None:
        return
    stale = [one for one in _parts(prose) if one.is_stale]
    unstamped = [one for one in _parts(prose) if one.is_unstamped]
    if stale or unstamped:
        counts = [f"{plural(len(stale), 'translation')} of an older original"] if stale else []
        silent = f"{plural(len(unstamped), 'translation')} without 'original'"
        counts += [silent] if unstamped else []
        message = f"the edition in '{prose.data.language}' has {' and '.join(counts)}"
        found = [*stale, *unstamped]
        yield Finding(found[0].place or _first(found), message, _named(found, prose.data.language))


def _first(parts: Sequence[Part]) -> Place:
    """The first file of an edition that is there."""
    places = (one.place for one in parts if one.place)
    return next(places, Place(parts[0].original))._replace(line=1, column=1, width=1)


def _named(parts: Sequence[Part], tag: str) -> str:
    """The first of some files, and the command that lists them all."""
    left = len(parts) - MOST_NAMED
    named = ", ".join(one.path for one in parts[:MOST_NAMED])
    more = f" and {left:,} more" if left > 0 else ""
    return f"{named}{more}; 'claimbook translations {tag}' lists all"
