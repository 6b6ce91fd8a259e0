"""The fields of records as readers know them."""

from functools import reduce

from claimbook.core.text.messages import gettext, later

_OTHERWISE = {"id": later("address"), "of": later("whole"), "extra": later("other columns")}
"""Fields that readers know by another name."""

FIELDS = {
    words.replace(" ", "_"): words
    for words in (
        *(later("access"), later("actor"), later("actors"), later("added"), later("affiliation")),
        *(later("aliases"), later("answer"), later("assessment"), later("author"), later("bands")),
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
        *(later("role"), later("role start"), later("row"), later("rows"), later("says")),
        *(later("scale"), later("see also"), later("sha256"), later("shingles"), later("short")),
        *(later("source"), later("sources"), later("speaker"), later("stated")),
        *(later("statement"), later("status"), later("suffix"), later("summary"), later("term")),
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


def field_words(field: str) -> str:
    """A field in words: `quantities.total.value` is the `value of total`."""
    steps = field.split(".")
    return reduce(_of, reversed([_step_words(step) for step in steps[1:] or steps]))


def _of(part: str, whole: str) -> str:
    # e.g. value of the total: a field of a record, and what it belongs to
    return gettext("{part} of {whole}", part=part, whole=whole)


def _step_words(step: str) -> str:
    """One step of a path: the name of a field, an id, or several of them with spaces between."""
    return " ".join(
        gettext(FIELDS[one]) if one in FIELDS else one.replace("_", " ").replace("-", " ")
        for one in step.split(" ")
    )
