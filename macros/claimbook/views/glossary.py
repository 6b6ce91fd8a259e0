"""The glossary, and the words by which its terms are found in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import NativeName, Term
from claimbook.core.text.alphabet import letter_of, sort_key
from claimbook.views.context import Context
from claimbook.views.names import SourceName, source_name
from claimbook.views.parts import Group, Listing, Part, ids_of, size_of
from claimbook.views.paths import anchor, former_anchors


@dataclass(frozen=True, slots=True, kw_only=True)
class TermItem:
    """A term with its definition."""

    id: str
    anchor: str
    term: str
    aliases: tuple[str, ...]
    names: tuple[NativeName, ...]
    topic: str
    definition: str
    why_it_matters: str
    see_also: tuple[tuple[str, str], ...]
    sources: tuple[SourceName, ...]
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms by the alphabet, under the letters with which they begin."""

    letters: tuple[tuple[str, tuple[TermItem, ...]], ...]


def term_item(data: Dataset, term_id: str) -> TermItem:
    """A term with its definition."""
    term: Term = data.find("terms", term_id)
    return TermItem(
        id=term.id,
        anchor=anchor("terms", term.id),
        term=term.term,
        aliases=term.aliases,
        names=term.names,
        topic=data.label("topics", term.topic),
        definition=term.definition,
        why_it_matters=term.why_it_matters,
        see_also=tuple((other, data.terms[other].term) for other in term.see_also),
        sources=tuple(source_name(data, source) for source in term.sources),
        former=former_anchors("terms", term.was),
    )


def glossary(data: Dataset) -> Glossary:
    """All terms by the alphabet."""
    return _by_letter(data, [one for group in _groups(Context(data)) for one in group.ids])


def term_part(data: Dataset, part: Part) -> Glossary:
    """The terms of a part of the glossary."""
    return _by_letter(data, part.ids)


def _by_letter(data: Dataset, ids: Sequence[str]) -> Glossary:
    letters: dict[str, list[TermItem]] = {}
    for item in (term_item(data, one) for one in ids):
        letters.setdefault(letter_of(item.term, data.language), []).append(item)
    return Glossary(
        tuple((letter or _from_to(items), tuple(items)) for letter, items in letters.items())
    )


def _from_to(items: Sequence[TermItem]) -> str:
    """What stands over terms of a script without letters: their first characters, from and to."""
    return "–".join(dict.fromkeys(items[at].term[0] for at in (0, -1)))


_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class TermFinder:
    """Finds the names of terms in a text as whole words, however many terms there are.

    A name written in capitals (an abbreviation) is found only as written; all others in either
    case, and with a plural s. `terms` gives the terms of each such form, the first by id first.
    `forms` gives, by the first word of forms, how much stands before it and how long they are, the
    longest first: so many forms with the same first word are looked up, not tried one by one.
    """

    terms: dict[str, tuple[str, ...]]
    forms: dict[str, tuple[tuple[int, int], ...]]

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where names stand, from left to right: begin, end and the terms that have the name."""
        free = 0
        for word in _WORD.finditer(text):
            for lead, length in self.forms.get(word[0].casefold(), ()):
                begin = word.start() - lead
                end = begin + length
                found = text[max(begin, 0) : end]
                form = found if found in self.terms else found.casefold()
                if begin >= free and form in self.terms and _ends(text, end):
                    yield begin, end, self.terms[form]
                    free = end
                    break


def _ends(text: str, at: int) -> bool:
    """Whether a word ends at a place."""
    return not _WORD.match(text, at)


def term_finder(data: Dataset) -> TermFinder:
    """A finder for every term's name and aliases."""
    terms: dict[str, list[str]] = {}
    for term in sorted(data.terms.values(), key=lambda term: term.id):
        for name in term_names(term):
            for form in [name] if name.isupper() else [name.casefold(), f"{name.casefold()}s"]:
                terms.setdefault(form, []).append(term.id)
    forms: dict[str, dict[tuple[int, int], None]] = {}
    for form in sorted(terms, key=len, reverse=True):
        if first := _WORD.search(form):
            forms.setdefault(first[0].casefold(), {})[first.start(), len(form)] = None
    return TermFinder(
        {form: tuple(dict.fromkeys(ids)) for form, ids in terms.items()},
        {first: tuple(found) for first, found in forms.items()},
    )


def term_names(term: Term) -> tuple[str, ...]:
    """The names by which a term is found in a text."""
    return (term.term.split(" (", maxsplit=1)[0], *term.aliases)


def _groups(context: Context) -> Iterator[Group]:
    """By the alphabet of the book's language."""
    data = context.data
    found = sorted(data.terms.values(), key=lambda term: sort_key(term.term, data.language))

    def from_to(ids: Sequence[str]) -> str:
        return f"From “{data.terms[ids[0]].term}” to “{data.terms[ids[-1]].term}”"

    yield Group(id="terms", label="", definition="", ids=ids_of(found), says=from_to)


def _weigh(context: Context, term_id: str) -> int:
    term = context.data.terms[term_id]
    named = (len(term.see_also) + len(term.sources)) * 100
    twice = 2 * size_of(term.term, term.definition, *term.aliases)  # for programs, too
    return 1_000 + named + twice + size_of(term.why_it_matters)


LISTING = Listing(
    title="Glossary", noun=("term", "terms"), anchor="part", groups=_groups, weigh=_weigh
)
"""How terms are listed."""
