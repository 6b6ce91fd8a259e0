"""A comparison as text for a terminal, as Markdown for a pull request, and passages of pages."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import takewhile
from textwrap import shorten

from claimbook.core.proofs.changes import Since
from claimbook.core.records.editions import file_of
from claimbook.core.text.problems import printable
from claimbook.views.comparison import Change, Comparison, SeriesChange

LONGEST = 400
"""Maximum number of characters shown of a value."""

MOST = 60
"""Maximum number of changes of one sort that are shown; the rest are counted."""

MOST_PAIRS = 250_000
"""Maximum number of pairs of passages compared for one page."""

_FILES = tuple(
    (re.compile(pattern, re.IGNORECASE), what)
    for pattern, what in (
        (r"(^|/)\.(github|gitlab|forgejo|gitea)[/-]", "runs on the server, with its rights"),
        (r"(^|/)\.git[^/]*$", "settings of git"),
        (r"(^|/)mkdocs[^/]*\.ya?ml$", "settings of the site: plugins, hooks and what it loads"),
        (r"(^|/)(requirements|constraints)[^/]*(/[^/]*)?\.(txt|in)$", "what is installed"),
        (r"(^|/)(pyproject\.toml|setup\.(py|cfg)|[^/]*\.lock)$", "what is installed"),
        (r"\.(py|pyc|pyd|so|dll|sh|ps1|bat|cmd)$|(^|/)makefile$", "a program that is run"),
        (r"\.(m?js|wasm|map)$", "a script that runs in readers' browsers"),
        (r"\.(html?|j2|xml|svg)$", "markup that the site has as it is, which may hold scripts"),
        (r"\.css$", "looks, which can hide or cover what a page says"),
        (r"\.(png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|pdf)$", "shown or handed out as it is"),
    )
)
"""What files are by their names, the first that fits; it only tells a reviewer where to look."""

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~=^$&-])")
_JOINS = re.compile(r"(@|:(?=//)|\bwww(?=\.))")


def as_text(view: Comparison) -> str:
    """A comparison for a terminal."""
    lines = [view.summary]
    for group in view.groups:
        lines += ["", f"{group.title} ({len(group.changes)})"]
        for change in group.changes:
            lines.append(f"  {change.about}")
            lines += [f"    - {_short(change.before)}"] if change.before is not None else []
            lines += [f"    + {_short(change.after)}"] if change.after is not None else []
            lines += [f"    {_short(change.note)}"] if change.note else []
    for series in view.series:
        lines += ["", f"Rows of “{series.title}” ({series.where})"]
        for cell in series.cells:
            values = (_short(one) or "nothing" for one in (cell.before, cell.after))
            named = ", ".join(filter(None, (cell.row, cell.column)))
            lines.append(f"  {named}: {' -> '.join(values)}")
    if view.charts:
        lines += ["", f"Charts that show something else ({len(view.charts)})"]
        lines += [f"  {change.question}" for change in view.charts]
    return "\n".join(printable(line) for line in lines)


def as_markdown(view: Comparison) -> str:
    """A comparison for the comment of a pull request.

    What contributors wrote can form no link, no mention and no markup in it: GitHub's marks are
    escaped, and empty comments part what it would link by itself.
    """
    lines = ["## What this changes", "", markdown(view.summary)]
    for group in view.groups:
        lines += ["", f"### {group.title} ({len(group.changes)})", ""]
        for change in group.changes[:MOST]:
            lines.append(f"- **{markdown(change.about)}**{_where(change.where)}{_values(change)}")
        if len(group.changes) > MOST:
            lines.append(f"- and {len(group.changes) - MOST} more")
    for series in view.series:
        lines += ["", *_table(series)]
    if view.charts:
        lines += ["", f"### Charts that show something else ({len(view.charts)})", ""]
        lines += [f"- {markdown(change.question)}" for change in view.charts]
        lines += ["", "The report that is kept with this run shows them before and after."]
    return "\n".join(lines) + "\n"


def markdown(text: str) -> str:
    """A contributor's text in one line of Markdown that shows it as it is."""
    plain = printable(" ".join(text.split()))
    return _JOINS.sub(r"\1<!-- -->", _MARKS.sub(r"\\\1", plain))


def translated(since: Since) -> Iterator[Change]:
    """The texts of editions in other languages that have changed."""
    old, new = (
        {(one.tag, *one.name, path): str(text) for one in those for path, text in one.given.items()}
        for those in (since.base.translations, since.now.translations)
    )
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            tag, kind, record_id, path = key
            where = file_of(tag, (kind, record_id))
            about = f"{where}: {path}"
            yield Change(about=about, before=old.get(key), after=new.get(key), where=where)


def what_it_is(path: str) -> str:
    """What a file that is neither data nor a page does, as far as its name tells."""
    return next(
        (what for pattern, what in _FILES if pattern.search(path)),
        "neither data nor a page: read all of it",
    )


def passages(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """The passages of pages that have changed; `texts` are by the path of their page."""
    for path in sorted({*before, *after}):
        old, new = (_blocks(pages.get(path, "")) for pages in (before, after))
        for part in _other_parts(old, new):
            was, now = (" ".join(blocks) or None for blocks in part)
            yield Change(about=path, before=was, after=now, where=path)


def _other_parts(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What is no longer the same: the blocks before and after, one pair for each place.

    To pair blocks takes time by the product of their numbers. So what begins and ends alike is left
    out, and where much too much remains it is one change.
    """
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    old, new = old[same:], new[same:]
    pairs = zip(reversed(old), reversed(new), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    old, new = old[: len(old) - same], new[: len(new) - same]
    if len(old) * len(new) > MOST_PAIRS:
        yield old, new
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield old[i:j], new[k:m]


def _blocks(text: str) -> list[str]:
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def _short(text: str | None) -> str:
    return shorten(text or "", LONGEST, placeholder=" [...]")


def _where(path: str) -> str:
    return f" ({markdown(path)})" if path else ""


def _values(change: Change) -> str:
    parts = [f"~~{markdown(_short(change.before))}~~"] if change.before is not None else []
    parts += [markdown(_short(change.after))] if change.after is not None else []
    parts = [" → ".join(parts), markdown(_short(change.note))]
    return "".join(f"<br>{part}" for part in parts if part)


def _table(series: SeriesChange) -> Iterator[str]:
    yield f"### Rows of “{markdown(series.title)}”{_where(series.where)}"
    yield ""
    yield "| row | column | before | after |"
    yield "|---|---|---|---|"
    for cell in series.cells[:MOST]:
        values = (markdown(_short(one)) for one in (cell.before, cell.after))
        yield f"| {' | '.join((markdown(cell.row), markdown(cell.column), *values))} |"
    if len(series.cells) > MOST:
        yield f"| and {len(series.cells) - MOST} more | | | |"
