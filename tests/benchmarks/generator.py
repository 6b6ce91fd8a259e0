"""Sound books of any size, the same from the same seed: what the benchmark builds.

They tell of an invented group of islands and what its ferries carry. With the number of claims
grow, in proportion, the article, events, sources, terms, actors and series.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from claimbook.editing.beginning import Beginning, first_files

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]

SHARES = {"events": 1.0, "sources": 1.5, "terms": 0.25, "actors": 0.1, "series": 0.02}
"""So many records of other kinds there are to a claim."""

SYLLABLES = [
    "ba",
    "co",
    "du",
    "fe",
    "gi",
    "ha",
    "jo",
    "ka",
    "lu",
    "me",
    "ni",
    "po",
    "ra",
    "so",
    "ti",
    "vu",
    "wa",
    "ye",
    "zo",
]
GOODS = [
    "salt",
    "timber",
    "wool",
    "barley",
    "slate",
    "kelp",
    "iron",
    "rope",
    "glass",
    "paper",
    "copper",
    "grain",
]
PLAIN = [
    "the",
    "ferry",
    "office",
    "said",
    "in",
    "its",
    "report",
    "that",
    "most",
    "of",
    "the",
    "boats",
    "had",
    "been",
    "late",
    "because",
    "of",
    "weather",
    "and",
    "that",
    "a",
    "new",
    "pier",
    "would",
    "be",
    "needed",
    "before",
    "long",
    "if",
    "trade",
    "went",
    "on",
    "as",
    "it",
    "had",
    "in",
    "the",
    "years",
    "after",
    "the",
    "bridge",
    "was",
    "closed",
    "while",
    "others",
    "held",
    "that",
    "the",
    "old",
    "harbor",
    "could",
    "be",
    "mended",
    "at",
    "less",
    "cost",
]
SIDES = ("supports", "supports", "nuances", "contradicts")
COMMON_SOURCES = 3
COMMON_ITEM = "Q42"
"""What books on one shelf share: the addresses of their first sources, and who one person is."""

TOPICS = ("harbors", "trade", "weather", "money", "crews")


@dataclass
class Islands:
    """A book in the making. All that is left open comes from one source of chance."""

    claims: int
    chance: random.Random

    def count(self, kind: str) -> int:
        """How many records of a kind there are; never none."""
        return self.claims if kind == "claims" else max(2, round(SHARES[kind] * self.claims))

    def one_of(self, kind: str, number: int = -1) -> str:
        """The id of a record: the one of this number, counted round, or else any."""
        count = self.count(kind)
        return f"{kind}-{number % count if number >= 0 else self.chance.randrange(count)}"

    def some(self, *words: str, most: int) -> str:
        """A run of plain words that begins with the given ones."""
        begin = self.chance.randrange(len(PLAIN) - most)
        return " ".join([*words, *PLAIN[begin : begin + self.chance.randint(most // 2, most)]])

    def day(self) -> str:
        """A date, as exact as it may happen to be."""
        year, month = self.chance.randint(1890, 1899), self.chance.randint(1, 12)
        day = self.chance.randint(1, 28)
        forms = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}", f"{year}~")
        return self.chance.choices(forms, (8, 2, 1, 1))[0]


def _places() -> Iterator[str]:
    """Names of islands, each of them once: an unending supply for any size."""
    for length in (2, 3, 4):
        for syllables in product(SYLLABLES, repeat=length):
            yield "".join(syllables).capitalize()


def generate(folder: Path, claims: int, seed: int = 8, *, on_shelf: bool = False) -> Path:
    """Write a book of so many claims into a new folder, ready for `mkdocs build`.

    Its code is a link to this repository's. One on a shelf with others has a title and sources of
    its own, and things in common with them.
    """
    islands = Islands(claims, random.Random(seed))
    said = list(_sentences(islands))
    known = Beginning(
        language="en",
        title=f"What {claims} claims say of the islands",
        subtitle="An invented report, claim by claim",
        as_of="1901-06-01",
        document={"id": "report", "title": "Report", "publisher": "The Islands", "language": "en"},
    )
    files = first_files("\n\n".join(paragraph for paragraph, _ in said), known)
    files["data/vocabulary.yml"] = _vocabulary(files["data/vocabulary.yml"])
    makers = {"events": _event, "sources": _source, "terms": _term, "actors": _actor}
    for kind, maker in makers.items():
        for number in range(islands.count(kind)):
            _add(files, kind, number, maker(islands, number))
    for number in range(islands.count("series")):
        record, rows = _series(islands)
        _add(files, "series", number, record)
        files[f"data/series/series-{number}.csv"] = rows
    quotes = [(place, quote) for place, (_, quotes) in enumerate(said, 1) for quote in quotes]
    for number, (paragraph, quote) in enumerate(quotes):
        _add(files, "claims", number, _claim(islands, number, paragraph, *quote))
    files["docs/index.md"] += _story(islands)
    if on_shelf:
        _put_on_shelf(files, seed)
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def _add(files: dict[str, str], kind: str, number: int, record: dict[str, Any]) -> None:
    one = {"id": f"{kind}-{number}", **record}
    files[f"data/{kind}/{kind}-{number}.yml"] = yaml.safe_dump(one, sort_keys=False, width=98)


def _put_on_shelf(files: dict[str, str], seed: int) -> None:
    """Give a book what differs from others, what it shares with them, and a correction."""
    named = ("data/book.yml", "mkdocs.yml")
    for path in named:
        files[path] = files[path].replace("of the islands", f"of the islands, part {seed}")
    for number in range(COMMON_SOURCES, sum(path.startswith("data/sources/") for path in files)):
        path = f"data/sources/sources-{number}.yml"
        files[path] = files[path].replace("/reports/", f"/reports/part-{seed}/")
    for number, item in enumerate((COMMON_ITEM, f"Q{1000 + seed}")):
        files[f"data/actors/actors-{number}.yml"] += f"wikidata: {item}\n"
    claim = "data/claims/claims-0.yml"
    files[claim] = files[claim].replace("  value:", "  of: all that was shipped\n  value:", 1)
    title = yaml.safe_load(files[claim])["title"]
    changed = {"record": "claims/claims-0", "field": "title", "from": "Salt", "to": title}
    when = {"date": f"1901-05-{seed + 10}", "kind": "typo", "reason": "It was another title."}
    _add(files, "corrections", 0, {**changed, **when})


def _sentences(islands: Islands) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The article's paragraphs, each with its quotations and the numbers in them."""
    places = _places()
    for first in range(0, islands.claims, 5):
        paragraph, quotes = [], []
        for place in islice(places, min(5, islands.claims - first)):
            number = islands.chance.randint(20, 9000)
            # no word more, so that the fingerprint of 10,000 is not larger than a file may be
            quote = f"{place}, {number} tons of {islands.chance.choice(GOODS)}"
            paragraph.append(f"{quote}.")
            quotes.append((quote, number))
        yield " ".join(paragraph), quotes


def _claim(islands: Islands, number: int, paragraph: int, quote: str, tons: int) -> dict[str, Any]:
    place, *_, goods = quote.replace(",", "").split()
    evidence = [
        {
            "source": islands.one_of("sources", round(number * SHARES["sources"]) + step),
            "relation": islands.chance.choice(SIDES),
            "note": islands.some("Here", "it", "is", "written", "that", most=18) + ".",
        }
        for step in range(islands.chance.choice((2, 2, 3)))
    ]
    record = {
        "title": f"{place} and its {goods}",
        "statement": f"The report has {place} ship {tons} tons of {goods} a year.",
        "speaker": islands.one_of("actors"),
        "quote": quote,
        "paragraph": paragraph,
        "kind": "figure",
        "topic": islands.chance.choice(TOPICS),
        "date": islands.day(),
        "quantities": [
            {
                "id": "tons",
                "what": f"tons of {goods}",
                "value": tons,
                "unit": "tons",
                "origin": "article",
                "stated": f"{tons} tons",
            }
        ],
        "evidence": evidence,
        "assessment": islands.some("The", "books", "show", "that", most=30) + ".",
        "status": _status({one["relation"] for one in evidence}),
    }
    if number and islands.chance.random() < 0.8:
        to = islands.chance.randrange(max(0, number - 40), number)
        why = islands.some("Since", most=12) + "."
        record["relations"] = [{"type": "restates", "to": f"claims-{to}", "why": why}]
    return record


def _status(relations: set[str]) -> str:
    """A status that the evidence can carry."""
    if "supports" not in relations:
        return "misleading-wording"
    return "disputed" if "contradicts" in relations else "corroborated-with-nuance"


def _event(islands: Islands, number: int) -> dict[str, Any]:
    return {
        "date": islands.day(),
        "title": islands.some("Ferry", str(number), "sails", most=6).capitalize(),
        "summary": islands.some("It", "was", "written", "that", most=24) + ".",
        "actors": [islands.one_of("actors", number)],
        "topics": [islands.chance.choice(TOPICS)],
        "sources": [islands.one_of("sources", number), islands.one_of("sources")],
        "relation": "background",
        "confidence": "high",
        "status": "occurred",
    }


def _source(islands: Islands, number: int) -> dict[str, Any]:
    return {
        "title": islands.some("Report", str(number), "on", most=9),
        "publisher": f"{islands.chance.choice(GOODS).capitalize()} Gazette",
        "published": islands.day(),
        "url": f"https://example.org/reports/{number}",
        "language": "en",
        "kind": "news",
        "quality": islands.chance.choice(("primary", "major")),  # a minor one carries nothing alone
        "access": "publisher-page",
    }


def _term(islands: Islands, number: int) -> dict[str, Any]:
    word = next(islice(_places(), 5_000 + number, None)).lower()
    return {
        "term": f"{word} boat",
        "topic": islands.chance.choice(TOPICS),
        "definition": islands.some("A", "boat", "of", "which", most=24) + ".",
        "why_it_matters": islands.some("Because", most=12) + ".",
        "see_also": [islands.one_of("terms", number + 1)],
        "sources": [islands.one_of("sources")],
    }


def _actor(islands: Islands, number: int) -> dict[str, Any]:
    name = next(islice(_places(), 20_000 + number, None))
    return {
        "name": f"{name} Reed",
        "kind": "person",
        "role": islands.some("Keeper", most=5),
        "description": islands.some("He", "keeps", "the", "books", "of", most=20) + ".",
        "sources": [islands.one_of("sources", number)],
    }


def _series(islands: Islands) -> tuple[dict[str, Any], str]:
    goods = islands.chance.choice(GOODS)
    rows = ["key,date,label,value,sources"]
    rows += [
        f"y{year},{year},,{islands.chance.randint(20, 900)},{islands.one_of('sources')}"
        for year in range(1890, 1897)
    ]
    record = {
        "title": f"Tons of {goods}",
        "unit": "tons",
        "topics": [islands.chance.choice(TOPICS)],
        "chart": {
            "kind": "column",
            "question": f"How much {goods} was shipped?",
            "answer": "In {y1890.date} it was {y1890} and in {y1896.date} {y1896}.",
        },
    }
    return record, "\n".join(rows) + "\n"


def _vocabulary(text: str) -> str:
    lists = yaml.safe_load(text)
    lists["topics"] = [{"id": one, "definition": f"All about {one}."} for one in TOPICS]
    tons = {"words": "{} tons", "short": "{} t", "title": "tons"}
    lists["units"] += [{"id": "tons", "definition": "A thousand kilograms each.", **tons}]
    return yaml.safe_dump(lists, sort_keys=False, allow_unicode=True)


def _story(islands: Islands) -> str:
    calls = [
        'key_figures(["claims-0.tons", "claims-1.tons", "series-0.y1890"])',
        'chart("series-0")',
        f"event_list({json.dumps([f'events-{number}' for number in range(5)])})",
        *(f'claim_card("claims-{number}")' for number in range(min(4, islands.claims))),
    ]
    return "\n\n## What was said\n\n" + "\n\n".join(f"{{{{ {call} }}}}" for call in calls) + "\n"
