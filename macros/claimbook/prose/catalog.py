"""The writer's vocabulary: each macro's parameters, what it is for, and an example.

The functions themselves are in `claimbook.site.macros` under the same names. A listing that no spec
describes needs no function: it shows all of its kind.
"""

from dataclasses import dataclass

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
    """One macro as a writer sees it. It stands in a sentence where it is `inline`, else by itself.

    `example` holds placeholders such as `{claims}` that the macro page fills with ids of the
    book at hand, so that its examples are live in every book.
    """

    example: str
    summary: str
    parameters: tuple[Parameter, ...] = ()
    inline: bool = False

    @property
    def name(self) -> str:
        """The name by which the example calls it."""
        return self.example.partition("(")[0]


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
        'claim("{claims}", "a claim in my words")',
        "Names a claim in a sentence and links to its page, under its title or your words.",
        (_required("claims"), WORDS),
        inline=True,
    ),
    MacroSpec(
        'figure("{figures}")',
        "A number from the data, with its unit and limit, linked to its record. `of=true` adds "
        "the whole of which it is a share; `short=true` takes the short form.",
        (_required("figures"), _named("short", "flag"), _named("of", "flag")),
        inline=True,
    ),
    MacroSpec(
        'date("events", "{events}")',
        "The date of a record, as uncertain as it is. The book's own: "
        '`date("book", "as_of")`, `date("book", "evidence_until")`.',
        (
            Parameter("kind", "text", required=True),
            Parameter("id", "dated", required=True),
        ),
        inline=True,
    ),
    MacroSpec(
        'count("claims")',
        "How many records of a kind there are; for claims, of a speaker, topic or status.",
        (
            Parameter("kind", "kinds", required=True),
            *(_named(name, sort, "claims") for name, sort in _CLAIM_CHOICE),
        ),
        inline=True,
    ),
    MacroSpec(
        'literal("20 percent", "an example of how amounts are written")',
        "An amount, date or year that is no fact of the book, as you write it. The reason why it "
        "does not come from the data is listed with all numbers.",
        (
            Parameter("words", "literal", required=True),
            Parameter("reason", "literal reason", required=True),
        ),
        inline=True,
    ),
    MacroSpec(
        'term("{terms}")',
        "A word of the glossary, linked here; `link=false` keeps it plain in this section. "
        "Without the macro the first use in each section is linked by itself.",
        (_required("terms"), WORDS, _named("link", "flag")),
        inline=True,
    ),
    MacroSpec(
        'actor("{actors}")',
        "A person or organization by short name or your words, linked to its page.",
        (_required("actors"), WORDS),
        inline=True,
    ),
    MacroSpec(
        'source("{sources}")',
        "A source by its publisher or your words, linked to its entry.",
        (_required("sources"), WORDS),
        inline=True,
    ),
    MacroSpec(
        'event("{events}")',
        "An event by its title or your words, linked to the timeline.",
        (_required("events"), WORDS),
        inline=True,
    ),
    MacroSpec(
        'claim_card("{claims}")',
        "One claim at a glance: speaker, words, standing and number.",
        (_required("claims"),),
    ),
    MacroSpec(
        'claim_list(speaker="{speakers}")',
        "Claims in the document's order, all or by speaker, topic, status or kind. Of very "
        "many that are chosen the first are shown, and the others counted.",
        (
            *(_named(name, sort) for name, sort in _CLAIM_CHOICE),
            _named("kind", "list:claim_kinds"),
            _named("filters", "flag"),
        ),
    ),
    MacroSpec(
        'quotation("{claims}")',
        "The document's words for a claim, with speaker and paragraph.",
        (_required("claims"),),
    ),
    MacroSpec(
        'chart("{charts}")',
        "A chart with its question, answer, drawing, table and sources.",
        (_required("charts"),),
    ),
    MacroSpec(
        'chart_list(["{other_charts}"])',
        "Every chart of the book, or those you name.",
        (Parameter("ids", "charts", many=True),),
    ),
    MacroSpec(
        'key_figures([("{figures}", "what this number is")])',
        "Large numbers, each with what it is a share or sum of. A pair gives your own words.",
        (Parameter("figures", "figures", required=True, many=True, pairs=True),),
    ),
    MacroSpec(
        "sides([{sides}])",
        "The claims of the book's sides next to each other: one list of claims for each.",
        (Parameter("claims", "claims", required=True, many=True, by_side=True),),
    ),
    MacroSpec(
        'event_list(["{events}"])',
        "A short list of events by relation or topic, or those you name; leads to the timeline.",
        (
            Parameter("ids", "events", many=True),
            _named("relation", "list:event_relations"),
            _named("topic", "list:topics"),
        ),
    ),
    MacroSpec(
        "timeline()",
        "All events, drawn and listed. The page that calls it is where events are published.",
    ),
    MacroSpec("glossary()", "All terms. The page that calls it is where terms are published."),
    MacroSpec("actor_list()", "All people and organizations by kind."),
    MacroSpec(
        "source_list()",
        "All sources with what rests on them. The page that calls it is where they are published.",
    ),
    MacroSpec(
        'vocabulary("claim_statuses")',
        "A closed list with its definitions.",
        (Parameter("name", "lists", required=True),),
    ),
    MacroSpec(
        "proof()",
        "The fingerprint that proves the quotations, in numbers. The page that calls it is where "
        "the mark beside each quotation leads.",
    ),
    MacroSpec(
        "reviews()",
        "How many claims somebody other than who assessed them has reviewed, and who signs.",
    ),
    MacroSpec("corrections()", "Every correction, newest first."),
    MacroSpec(
        "all_numbers()",
        "Every figure that the pages use, with who says so and where it is used, and every "
        "literal with its reason.",
    ),
    MacroSpec(
        "status_rules()", "What evidence each status of a claim needs, as the build checks it."
    ),
    MacroSpec(
        'withdrawal("{sources}")',
        "What would fall or be shaken if a source were withdrawn; without an id, the source on "
        "which most rests.",
        (Parameter("id", "sources"),),
    ),
    MacroSpec(
        "where_to_report()",
        "A sentence that says where a fault of the site is reported: in the book's repository, where "
        "its address is known.",
        inline=True,
    ),
    MacroSpec(
        "macro_reference()",
        "This reference: every macro with a live example from the book at hand.",
    ),
    MacroSpec(
        'record_reference("claims")',
        "What a file of a kind may hold: a record of the book at hand, each field under its purpose.",
        (Parameter("kind", "kinds", required=True),),
    ),
    MacroSpec("rule_reference()", "Every rule that the data and the prose are checked by."),
)

MACROS: dict[str, MacroSpec] = {spec.name: spec for spec in _SPECS}
for _kind, _home in HOMES.items():
    if _home.listing:
        _spec = MacroSpec(f"{_home.listing}()", f"All {_kind}.")
        MACROS.setdefault(_home.listing, _spec)

WITHOUT_EXAMPLE = {
    *LISTINGS - {"claim_list", "chart_list"},
    *("all_numbers", "macro_reference", "record_reference", "rule_reference"),
}
"""Macros that are shown where they are used, because a page holds their anchors only once."""
