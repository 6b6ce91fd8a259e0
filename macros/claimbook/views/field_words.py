"""The fields of records as readers know them."""

from functools import reduce

from claimbook.core.text.messages import gettext, later, pgettext

_OTHERWISE = {
    "by": later("who signs"),
    "id": later("address"),
    "of": later("whole"),
    "extra": later("other columns"),
}
"""Fields that readers know by another name."""

FIELDS = {
    words.replace(" ", "_"): words
    for words in (
        *(later("access"), later("actor"), later("actors"), later("added"), later("affiliation")),
        *(later("aliases"), later("answer"), later("assessed"), later("assessment")),
        *(later("author"), later("bands")),
        *(later("because"), later("breaks"), later("chart"), later("column"), later("columns")),
        *(later("confidence"), later("country"), later("date"), later("definition")),
        *(later("derived"), later("description"), later("differs from"), later("document")),
        *(later("emphasis"), later("evidence"), later("field"), later("figure"), later("formula")),
        *(later("from"), later("group"), later("high"), later("key"), later("kind")),
        *(later("label"), later("lang"), later("language"), later("levels"), later("low")),
        *(later("mentioned in document"), later("name"), later("named in document")),
        *(later("names"), later("note"), later("notes"), later("open questions"), later("origin")),
        *(later("paragraph"), later("paragraphs"), later("period"), later("prefix")),
        *(later("published"), later("publisher"), later("qualifier"), later("quality")),
        *(later("quantities"), later("question"), later("quote"), later("reason")),
        *(later("record"), later("relation"), later("relations"), later("review by")),
        *(later("reviewed"), later("version")),
        *(later("role"), later("role start"), later("row"), later("rows"), later("says")),
        *(later("scale"), later("see also"), later("sha256"), later("shingles"), later("short")),
        *(later("source"), later("sources"), later("speaker"), later("stated")),
        *(later("statement"), later("suffix"), later("summary"), later("term")),
        *(later("text"), later("title"), later("title status"), later("to"), later("tolerance")),
        *(later("topic"), later("topics"), later("type"), later("unit"), later("url")),
        *(
            later("value"),
            later("was"),
            later("what"),
            later("whole"),
            later("why"),
            later("why it matters"),
        ),
        *(later("wikidata"), later("words")),
    )
} | _OTHERWISE
"""Every field of a record by its name, as a message."""


def field_words(field: str, kind: str) -> str:
    """A field in words: `quantities.total.value` is the `value of total`.

    `kind` is that of the record, or the list in it to which the field belongs, such as `rows`.
    """
    steps = field.split(".")
    holder = steps[0] if steps[1:] else kind
    return reduce(_of, reversed([_step_words(step, holder) for step in steps[1:] or steps]))


def _of(part: str, whole: str) -> str:
    # e.g. value of the total: a field of a record, and what it belongs to
    return gettext("{part} of {whole}", part=part, whole=whole)


def _step_words(step: str, holder: str) -> str:
    """One step of a path: the name of a field, an id, or several of them with spaces between."""
    return " ".join(_name_words(one, holder) for one in step.split(" "))


def _name_words(name: str, holder: str) -> str:
    if name == "status":
        return _status_words(holder)
    return gettext(FIELDS[name]) if name in FIELDS else name.replace("_", " ").replace("-", " ")


def _status_words(holder: str) -> str:
    """What three unlike things have: how a claim holds up, and how far events and rows are real."""
    if holder == "events":
        # e.g. the field that says whether an event has happened, is planned or was called off
        return pgettext("of an event", "status")
    if holder == "rows":
        # e.g. the field that says whether a row of a chart is a final number or a forecast
        return pgettext("of a row", "status")
    # e.g. the field that says how a claim holds up
    return pgettext("of a claim", "status")
