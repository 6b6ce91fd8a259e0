"""The glossary, and the words by which its terms are found in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimbook.core.proofs.fingerprint import UNSPACED, folded_with_places, normalized
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import NativeName, Term
from claimbook.core.text.alphabet import letter_of, sort_key
from claimbook.core.text.messages import gettext, later, ngettext
from claimbook.views.context import Context
from claimbook.views.names import SourceName, other_names, source_name
from claimbook.views.parts import Group, Listing, Part, ids_of, size_of
from claimbook.views.paths import anchor, former_anchors
from claimbook.views.translation import lang_of
from claimbook.views.wording import short_name


@dataclass(frozen=True, slots=True, kw_only=True)
class TermItem:
    """A term with its definition. `lang` is the original's language where the edition has none."""

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
    lang: str | None = None


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
        names=other_names(term.names, term.term),
        topic=data.label("topics", term.topic),
        definition=term.definition,
        why_it_matters=term.why_it_matters,
        see_also=tuple((other, data.terms[other].term) for other in term.see_also),
        sources=tuple(source_name(data, source) for source in term.sources),
        former=former_anchors("terms", term.was),
        lang=lang_of(data, "terms", term.id),
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


_WORD = re.compile(rf"{UNSPACED}|(?:[0-9A-Za-z_-]|(?!{UNSPACED})\w)+")
_EACH = re.compile(UNSPACED)


@dataclass(frozen=True)
class TermFinder:
    """Finds the names of terms in a text as whole words, however many terms there are.

    Text and names are compared as quotations are: however spaces, quotation marks, dashes and
    accents are written. In scripts without spaces each character is a word of its own.

    A name written in capitals (an abbreviation) is found only as written; all others in either
    case, and with a plural s. `terms` gives, by each form in one case, the terms that have it, the
    first by id first: of names that count as written by that, of all others by nothing.
    `forms` gives, by the first word of forms, how much stands before it and how long they are, the
    longest first: so many forms with the same first word are looked up, not tried one by one.
    """

    terms: dict[str, dict[str, tuple[str, ...]]]
    forms: dict[str, tuple[tuple[int, int], ...]]

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where names stand, from left to right: begin, end and the terms that have the name."""
        folded, places = folded_with_places(text)
        free = 0
        for word in _WORD.finditer(folded):
            for lead, length in self.forms.get(word[0], ()):
                begin = word.start() - lead
                end = begin + length
                fits = begin >= free and end <= len(folded)
                named = self.terms.get(folded[begin:end]) if fits else None
                if named and _is_whole(folded, places, begin, end):
                    written = normalized(text[places[begin] : places[end]])
                    if found := named.get(written) or named.get(""):
                        yield places[begin], places[end], found
                        free = end
                        break


def _is_whole(folded: str, places: Sequence[int], begin: int, end: int) -> bool:
    """Whether a stretch parts neither a word at its end nor a character that became several."""
    if places[end] == places[end - 1] or (begin and places[begin] == places[begin - 1]):
        return False
    after = _WORD.match(folded, end)
    return not after or any(_EACH.match(one) for one in (after[0], folded[end - 1]))


def term_finder(data: Dataset) -> TermFinder:
    """A finder for every term's name and aliases."""
    terms: dict[str, dict[str, tuple[str, ...]]] = {}
    forms: dict[str, set[tuple[int, int]]] = {}
    for term in sorted(data.terms.values(), key=lambda term: term.id):
        for name in map(normalized, term_names(term, data.language)):
            as_written = name if name.isupper() else ""
            for ending in ("",) if as_written else ("", "s"):
                form = folded_with_places(name)[0] + ending
                named = terms.setdefault(form, {})
                named[as_written] = tuple(dict.fromkeys((*named.get(as_written, ()), term.id)))
                if first := _WORD.search(form):
                    forms.setdefault(first[0], set()).add((first.start(), len(form)))
    longest_first = (
        (first, tuple(sorted(found, key=lambda form: (-form[1], form[0]))))
        for first, found in forms.items()
    )
    return TermFinder(terms, dict(longest_first))


def term_names(term: Term, language: str) -> tuple[str, ...]:
    """The names by which a term is found in a text in a language."""
    base = language.partition("-")[0]
    own = (one.text for one in term.names if one.lang.partition("-")[0] == base)
    return tuple(dict.fromkeys((short_name(term.term), *term.aliases, *own)))


def _groups(context: Context) -> Iterator[Group]:
    """By the alphabet of the book's language."""
    data = context.data
    found = sorted(data.terms.values(), key=lambda term: sort_key(term.term, data.language))

    def from_to(ids: Sequence[str]) -> str:
        first, last = (data.terms[ids[at]].term for at in (0, -1))
        # e.g. From “anchor” to “bridge”
        return gettext("From “{first}” to “{last}”", first=first, last=last)

    yield Group(id="terms", label="", definition="", ids=ids_of(found), says=from_to)


def _weigh(context: Context, term_id: str) -> int:
    term = context.data.terms[term_id]
    named = (len(term.see_also) + len(term.sources)) * 100
    twice = 2 * size_of(term.term, term.definition, *term.aliases)  # for programs, too
    return 1_000 + named + twice + size_of(term.why_it_matters)


LISTING = Listing(
    name=later("Glossary"),
    counted=lambda count: ngettext("{count} term", "{count} terms", count),
    anchor="part",
    groups=_groups,
    weigh=_weigh,
)
"""How terms are listed."""
