"""Rules about quotations: that each is proved by the fingerprint of the document it is from."""

import re
from collections.abc import Iterator

from claimbook.core.proofs.fingerprint import HASH, SHINGLE, words_with_places
from claimbook.core.proofs.placements import Citation, citations, document_cited
from claimbook.core.proofs.quotations import Misfit, closest_passage
from claimbook.core.records.book import Document
from claimbook.core.records.reading import Reading
from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Finding, Place, Problem, may_compare

CODES = {
    "too short": "E061",
    "word after": "E062",
    "word before": "E062",
    "nowhere": "E062",
    "elsewhere": "E063",
    "part elsewhere": "E063",
    "twice": "E064",
    "order": "E065",
    "prefix": "E067",
    "suffix": "E067",
}

_AROUND = {"prefix": "before", "suffix": "after"}


@rule("E060")
def fingerprint_not_whole(reading: Reading) -> Iterator[Finding]:
    """A fingerprint is whole: the hash of the text, and for each paragraph one hash for each run
    of four words. It is made by `claimbook fingerprint`, never by hand.

    Bad:
        - words: 5
          shingles: >-
            ca4297ce773244bx f15969d307587d54

    Good:
        - words: 5
          shingles: >-
            ca4297ce773244ba f15969d307587d54
    """
    again = "make it again from the document's text with 'claimbook fingerprint'"
    for draft in reading.of_kind("documents"):
        document = draft.record
        if not isinstance(document, Document):
            continue
        if bool(document.sha256) != bool(document.paragraphs):
            which = "sha256" if document.paragraphs else "paragraphs"
            message = f"half of this fingerprint is missing: there is no '{which}'"
            yield Finding(draft.key_place("paragraphs"), message, again)
        for index, paragraph in enumerate(document.paragraphs):
            hashes = (paragraph.shingles or "").split()
            place = draft.key_place("paragraphs", index, "shingles")
            if odd := [one for one in hashes if not re.fullmatch(rf"[0-9a-f]{{{HASH}}}", one)]:
                message = f"'{odd[0][:40]}' is no hash of {HASH} hexadecimal digits"
                yield Finding(place, message, again)
            elif len(hashes) != (needed := max(0, paragraph.words - SHINGLE + 1)):
                message = (
                    f"paragraph {index + 1} has {paragraph.words} words, which make {needed} "
                    f"runs of four, and {len(hashes)} hashes"
                )
                yield Finding(place, message, again)


@rule("E061")
def quotation_too_short(reading: Reading) -> Iterator[Finding]:
    """A quotation, and each part of it beside an elision, has four words or more: a shorter run
    proves little, and its hash would be easy to undo.

    Bad:
        quote: some forty carts

    Good:
        quote: some forty carts a day
    """
    yield from _misfits(reading, "E061")


@rule("E062")
def quotation_not_in_document(reading: Reading) -> Iterator[Finding]:
    """A quotation stands in the paragraph that it cites, word for word and without a gap. What is
    left out is marked with `[...]`.

    Bad:
        quote: some forty carts a day cross the ford that the town has built

    Good:
        quote: some forty carts a day cross the bridge that the town has built
    """
    yield from _misfits(reading, "E062")


@rule("E063")
def quotation_in_another_paragraph(reading: Reading) -> Iterator[Finding]:
    """A quotation cites the paragraph that it stands in; all of its parts stand in one.

    Bad:
        quote: some forty carts a day
        paragraph: 3

    Good:
        quote: some forty carts a day
        paragraph: 2
    """
    yield from _misfits(reading, "E063")


@rule("E064")
def quotation_stands_twice(reading: Reading) -> Iterator[Finding]:
    """A quotation has one place. Where its paragraph has the same words more than once, `prefix`
    or `suffix` gives the words before or after it.

    Bad:
        quote: the box at the gate
        paragraph: 3

    Good:
        quote: the box at the gate
        prefix: is kept in
        paragraph: 3
    """
    yield from _misfits(reading, "E064")


@rule("E065")
def elision_out_of_order(reading: Reading) -> Iterator[Finding]:
    """The parts of a quotation beside an elision stand in the document's order.

    Bad:
        quote: these are counted by the warden [...] some forty carts a day

    Good:
        quote: some forty carts a day [...] these are counted by the warden
    """
    yield from _misfits(reading, "E065")


@rule("E066")
def quotation_cannot_be_proved(reading: Reading) -> Iterator[Finding]:
    """Evidence is quoted word for word only from a source whose `document` has a fingerprint, and
    with its `paragraph`. Otherwise the note says it in our words.

    Bad:
        - source: the-notice
          relation: supports
          note: The tolls of April come to the same.
          quote: kept in the box

    Good:
        - source: the-notice
          relation: supports
          note: The tolls of April come to the same.
          quote: kept in the box
          paragraph: 3
    """
    for draft, path, fields in reading.quoting():
        if not path or not isinstance(fields.get("quote"), str):
            continue
        place = draft.key_place(*path, "quote")
        source = fields.get("source")
        name = document_cited(reading, fields, path)
        document = reading.ids["documents"].get(name)
        if not name:
            message = f"this quotation cannot be proved: the source '{source}' has no 'document'"
            yield Finding(
                place,
                message,
                "say it in our words in 'note', or make a fingerprint of the source "
                "with 'claimbook fingerprint' and name it in the source's 'document:'",
            )
        elif document and isinstance(document.record, Document) and not document.record.sha256:
            message = f"this quotation cannot be proved: seeds/{name}.yml holds no fingerprint"
            yield Finding(place, message, "make it with 'claimbook fingerprint'")
        elif fields.get("paragraph") is None:
            message = "this quotation names no paragraph"
            help_text = "add 'paragraph:', counted from 1, headings included"
            yield Finding(place, message, help_text)


@rule("E067")
def words_around_quotation_do_not_fit(reading: Reading) -> Iterator[Finding]:
    """The `prefix` and `suffix` of a quotation are the document's words right before and right
    after it.

    Bad:
        quote: the box at the gate
        prefix: is emptied in

    Good:
        quote: the box at the gate
        prefix: is kept in
    """
    yield from _misfits(reading, "E067")


def _misfits(reading: Reading, code: str) -> Iterator[Finding]:
    for citation in citations(reading):
        if isinstance(misfit := citation.found, Misfit) and CODES[misfit.why] == code:
            yield _misfit(reading, citation, misfit)


def misfit_problem(reading: Reading, citation: Citation) -> Problem | None:
    """What to say of a quotation that does not stand where it should; None where it does."""
    if not isinstance(misfit := citation.found, Misfit):
        return None
    return _misfit(reading, citation, misfit).under(CODES[misfit.why])


def _misfit(reading: Reading, citation: Citation, misfit: Misfit) -> Finding:
    if misfit.why in _AROUND:
        return _around(citation, misfit)
    if CODES[misfit.why] == "E062":
        return _unfit(reading, citation, misfit)
    return _misplaced(reading, citation, misfit)


def _misplaced(reading: Reading, citation: Citation, misfit: Misfit) -> Finding:
    """A quotation whose words are the document's, in the wrong place or too few of them."""
    quotation, pieces = citation.quoted, citation.quoted.pieces
    piece, here = pieces[misfit.piece], f"paragraph {quotation.paragraph}"
    what = f"the part '{' '.join(piece)}'" if len(pieces) > 1 else "this quotation"
    place = _piece_place(reading, citation, misfit.piece)
    if misfit.why == "too short":
        message = f"{what} has {len(piece)} word{'' if len(piece) == 1 else 's'}"
        help_text = "quote four words in a row or more; fewer cannot be proved"
    elif misfit.why in {"elsewhere", "part elsewhere"}:
        help_text = "a quotation with [...] stays within one paragraph"
        if misfit.why == "elsewhere":
            what, help_text = "this quotation", f"write 'paragraph: {misfit.elsewhere[0]}'"
            place = citation.draft.place(*citation.path, "paragraph")
        where = f"{'paragraph' if len(misfit.elsewhere) == 1 else 'paragraphs'} "
        where += " and ".join(map(str, misfit.elsewhere))
        message = f"{what} stands in {where}, not in {here}"
    elif misfit.why == "twice":
        message = f"{what} fits {here} in more than one place"
        help_text = "add 'prefix:' or 'suffix:' with the words right before or after it"
        if quotation.prefix or quotation.suffix:
            help_text = "give more words in 'prefix:' or 'suffix:'"
        if len(pieces) > 1:
            help_text += ", or quote a longer part"
    else:
        message = f"in {here} {what} does not stand after the part before it"
        help_text = "put the parts beside [...] in the document's order"
    return Finding(place, message, help_text)


def _around(citation: Citation, misfit: Misfit) -> Finding:
    side, where = _AROUND[misfit.why], f"paragraph {citation.quoted.paragraph}"
    message = f"'{misfit.why}' does not hold the words right {side} the quotation in {where}"
    help_text = f"copy the words right {side} it from the document"
    place = citation.draft.place(*citation.path, misfit.why)
    return Finding(place, message, help_text)


def _unfit(reading: Reading, citation: Citation, misfit: Misfit) -> Finding:
    piece, here = citation.quoted.pieces[misfit.piece], f"paragraph {citation.quoted.paragraph}"
    help_text = "copy it word for word from the document, and mark what you leave out with [...]"
    text = reading.document_texts.get(citation.document)
    if text is not None and may_compare(len(text)) and (passage := closest_passage(piece, text)):
        help_text = passage
    elif text is None and (url := reading.ids["documents"][citation.document].data.get("url")):
        help_text += f"; it can be read at {url}"
    if misfit.why == "nowhere":
        place = _piece_place(reading, citation, misfit.piece)
        message = f"no four words in a row of this quotation stand in {here}"
        return Finding(place, message, help_text)
    side, other = ("before", "after") if misfit.why == "word after" else ("after", "before")
    place = _place(reading, citation, misfit.piece, misfit.word, misfit.word)
    message = (
        f"the word '{piece[misfit.word]}' does not fit: the words {side} it stand in {here}, "
        f"but it does not come {other} them there"
    )
    return Finding(place, message, help_text)


def _piece_place(reading: Reading, citation: Citation, piece: int) -> Place:
    last = max(0, len(citation.quoted.pieces[piece]) - 1)
    return _place(reading, citation, piece, 0, last)


def _place(reading: Reading, citation: Citation, piece: int, first: int, last: int) -> Place:
    """Where words of a piece stand in the file, if the quotation is on one line there."""
    place = citation.draft.place(*citation.path, "quote")
    start = place.column - 1
    line = reading.line(place)
    written = words_with_places(line[start : start + place.width])
    pieces = citation.quoted.pieces
    offset = sum(len(run) for run in pieces[:piece])
    if [word for word, _ in written] != [word for run in pieces for word in run] or (
        offset + last >= len(written)
    ):
        return place
    left, right = written[offset + first][1][0], written[offset + last][1][1]
    return place._replace(column=place.column + left, width=right - left)
