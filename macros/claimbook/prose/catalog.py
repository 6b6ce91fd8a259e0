"""The writer's vocabulary: each macro's parameters, what it is for, and an example.

The functions themselves are in `claimbook.site.macros` under the same names. A listing that no spec
describes needs no function: it shows all of its kind.
"""

from dataclasses import dataclass
from typing import Literal

from claimbook.views.paths import HOMES, LISTINGS


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a macro.

    `sort` is a kind of record, `charts`, `figures`, `dated` (a record with a date), `list:<name>`
    for a value of a closed list, `lists` for a closed list itself, `kinds` for a kind of record,
    `text` (words that readers see), `literal` and `literal reason` (the same, but numbers in them
    are meant) or `flag`. `many` takes a list of them, `by_side` one list for each side of the book,
    `pairs` a list in which some stand in a pair with words. `keyword` is only given by its name.
    `only` is the one kind of record that it is for, where the macro's `kind` can be another.
    """

    name: str
    sort: str
    required: bool = False
    many: bool = False
    by_side: bool = False
    pairs: bool = False
    keyword: bool = False
    only: str = ""


@dataclass(frozen=True, slots=True)
class MacroSpec:
    """One macro as a writer sees it.

    `example` holds placeholders such as `{claims}` that the macro page fills with ids of the
    book at hand, so that its examples are live in every book.
    """

    name: str
    place: Literal["inline", "block"]
    summary: str
    example: str
    parameters: tuple[Parameter, ...] = ()


def _required(sort: str) -> Parameter:
    return Parameter("id", sort, required=True)


WORDS = Parameter("words", "text")


def _named(name: str, sort: str, only: str = "") -> Parameter:
    return Parameter(name, sort, keyword=True, only=only)


_CLAIM_CHOICE = (
    ("speaker", "actors"),
    ("topic", "list:topics"),
    ("status", "list:claim_statuses"),
)

_SPECS = (
    MacroSpec(
        "claim",
        "inline",
        "Names a claim in a sentence and links to its page, under its title or your words.",
        'claim("{claims}", "a claim in my words")',
        (_required("claims"), WORDS),
    ),
    MacroSpec(
        "figure",
        "inline",
        "A number from the data, with its unit and limit, linked to its record. `of=true` adds "
        "the whole of which it is a share; `short=true` takes the short form.",
        'figure("{figures}")',
        (_required("figures"), _named("short", "flag"), _named("of", "flag")),
    ),
    MacroSpec(
        "date",
        "inline",
        "The date of a record, as uncertain as it is. The book's own: "
        '`date("book", "as_of")`, `date("book", "evidence_until")`.',
        'date("events", "{events}")',
        (
            Parameter("kind", "text", required=True),
            Parameter("id", "dated", required=True),
        ),
    ),
    MacroSpec(
        "count",
        "inline",
        "How many records of a kind there are; for claims, of a speaker, topic or status.",
        'count("claims")',
        (
            Parameter("kind", "kinds", required=True),
            *(_named(name, sort, "claims") for name, sort in _CLAIM_CHOICE),
        ),
    ),
    MacroSpec(
        "literal",
        "inline",
        "An amount, date or year that is no fact of the book, as you write it. The reason why it "
        "does not come from the data is listed with all numbers.",
        'literal("20 percent", "an example of how amounts are written")',
        (
            Parameter("words", "literal", required=True),
            Parameter("reason", "literal reason", required=True),
        ),
    ),
    MacroSpec(
        "term",
        "inline",
        "A word of the glossary, linked here; `link=false` keeps it plain in this section. "
        "Without the macro the first use in each section is linked by itself.",
        'term("{terms}")',
        (_required("terms"), WORDS, _named("link", "flag")),
    ),
    MacroSpec(
        "actor",
        "inline",
        "A person or organization by short name or your words, linked to its page.",
        'actor("{actors}")',
        (_required("actors"), WORDS),
    ),
    MacroSpec(
        "source",
        "inline",
        "A source by its publisher or your words, linked to its entry.",
        'source("{sources}")',
        (_required("sources"), WORDS),
    ),
    MacroSpec(
        "event",
        "inline",
        "An event by its title or your words, linked to the timeline.",
        'event("{events}")',
        (_required("events"), WORDS),
    ),
    MacroSpec(
        "claim_card",
        "block",
        "One claim at a glance: speaker, words, standing and number.",
        'claim_card("{claims}")',
        (_required("claims"),),
    ),
    MacroSpec(
        "claim_list",
        "block",
        "Claims in the document's order, all or by speaker, topic, status or kind. Of very "
        "many that are chosen the first are shown, and the others counted.",
        'claim_list(speaker="{speakers}")',
        (
            *(_named(name, sort) for name, sort in _CLAIM_CHOICE),
            _named("kind", "list:claim_kinds"),
            _named("filters", "flag"),
        ),
    ),
    MacroSpec(
        "quotation",
        "block",
        "The document's words for a claim, with speaker and paragraph.",
        'quotation("{claims}")',
        (_required("claims"),),
    ),
    MacroSpec(
        "chart",
        "block",
        "A chart with its question, answer, drawing, table and sources.",
        'chart("{charts}")',
        (_required("charts"),),
    ),
    MacroSpec(
        "chart_list",
        "block",
        "Every chart of the book, or those you name.",
        'chart_list(["{other_charts}"])',
        (Parameter("ids", "charts", many=True),),
    ),
    MacroSpec(
        "key_figures",
        "block",
        "Large numbers, each with what it is a share or sum of. A pair gives your own words.",
        'key_figures([("{figures}", "what this number is")])',
        (Parameter("figures", "figures", required=True, many=True, pairs=True),),
    ),
    MacroSpec(
        "sides",
        "block",
        "The claims of the book's sides next to each other: one list of claims for each.",
        "sides([{sides}])",
        (Parameter("claims", "claims", required=True, many=True, by_side=True),),
    ),
    MacroSpec(
        "event_list",
        "block",
        "A short list of events by relation or topic, or those you name; leads to the timeline.",
        'event_list(["{events}"])',
        (
            Parameter("ids", "events", many=True),
            _named("relation", "list:event_relations"),
            _named("topic", "list:topics"),
        ),
    ),
    MacroSpec(
        "timeline",
        "block",
        "All events, drawn and listed. The page that calls it is where events are published.",
        "timeline()",
    ),
    MacroSpec(
        "glossary",
        "block",
        "All terms. The page that calls it is where terms are published.",
        "glossary()",
    ),
    MacroSpec(
        "actor_list",
        "block",
        "All people and organizations by kind.",
        "actor_list()",
    ),
    MacroSpec(
        "source_list",
        "block",
        "All sources with what rests on them. The page that calls it is where they are published.",
        "source_list()",
    ),
    MacroSpec(
        "vocabulary",
        "block",
        "A closed list with its definitions.",
        'vocabulary("claim_statuses")',
        (Parameter("name", "lists", required=True),),
    ),
    MacroSpec(
        "proof",
        "block",
        "The fingerprint that proves the quotations, in numbers. The page that calls it is where "
        "the mark beside each quotation leads.",
        "proof()",
    ),
    MacroSpec(
        "corrections",
        "block",
        "Every correction, newest first.",
        "corrections()",
    ),
    MacroSpec(
        "all_numbers",
        "block",
        "Every figure that the pages use, with who says so and where it is used, and every "
        "literal with its reason.",
        "all_numbers()",
    ),
    MacroSpec(
        "status_rules",
        "block",
        "What evidence each status of a claim needs, as the build checks it.",
        "status_rules()",
    ),
    MacroSpec(
        "withdrawal",
        "block",
        "What would fall or be shaken if a source were withdrawn; without an id, the source on "
        "which most rests.",
        'withdrawal("{sources}")',
        (Parameter("id", "sources"),),
    ),
    MacroSpec(
        "where_to_report",
        "inline",
        "A sentence that says where a fault of the site is reported: in the book's repository, where "
        "its address is known.",
        "where_to_report()",
    ),
    MacroSpec(
        "macro_reference",
        "block",
        "This reference: every macro with a live example from the book at hand.",
        "macro_reference()",
    ),
    MacroSpec(
        "record_reference",
        "block",
        "What a file of a kind may hold: a record of the book at hand, each field under its purpose.",
        'record_reference("claims")',
        (Parameter("kind", "kinds", required=True),),
    ),
    MacroSpec(
        "rule_reference",
        "block",
        "Every rule that the data and the prose are checked by.",
        "rule_reference()",
    ),
)

MACROS: dict[str, MacroSpec] = {spec.name: spec for spec in _SPECS}
for _kind, _home in HOMES.items():
    _spec = MacroSpec(_home.listing, "block", f"All {_kind}.", f"{_home.listing}()")
    MACROS.setdefault(_home.listing, _spec)

WITHOUT_EXAMPLE = {
    *LISTINGS - {"claim_list", "chart_list"},
    *("all_numbers", "macro_reference", "record_reference", "rule_reference"),
}
"""Macros that are shown where they are used, because a page holds their anchors only once."""
