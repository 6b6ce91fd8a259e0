"""Problems for machines: as JSON, and as annotations of GitHub."""

import json
import re
from collections.abc import Sequence
from typing import Any

from claimbook.core.text.problems import Place, Problem, printable

MOST_ANNOTATIONS = 9
"""Maximum number of annotations of a kind: GitHub shows ten a step, and the tenth counts the
rest."""

_NOT_PLAIN = re.compile(r"[^\n -~]")
"""A character that is not plain ASCII."""


def as_json(problems: Sequence[Problem]) -> str:
    """The problems as a list of objects, in order of their place.

    Lines, columns and widths count characters from 1. What is not printable is written as JSON
    escapes, so that it cannot steer a terminal and is still the same text.
    """
    found = [
        {
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "help": problem.help,
            **problem.place._asdict(),
            "related": [{"label": label, **place._asdict()} for label, place in problem.related],
        }
        for problem in problems
    ]
    written = json.dumps({"problems": found}, ensure_ascii=False, indent=1)
    return _NOT_PLAIN.sub(_as_escape, written)


def _as_escape(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]


def as_annotations(problems: Sequence[Problem]) -> str:
    """The problems as workflow commands: errors first, and of each code one before the others.

    At most nine, and one that counts those that are left out. What a contributor wrote can end
    no command and begin none, for line ends, `%`, `:` and `,` are escaped as GitHub's runner
    reads them (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    first = {problem.code: problem for problem in reversed(problems)}
    ranked = sorted(problems, key=lambda one: (one.is_warning, first[one.code] is not one))
    shown, left = ranked[:MOST_ANNOTATIONS], ranked[MOST_ANNOTATIONS:]
    lines = [_annotation(problem) for problem in shown]
    if left:
        codes = ", ".join(sorted({problem.code for problem in left}))
        worst = min(problem.severity for problem in left)
        lines.append(
            f"::{worst} title=More::{len(left)} more problems ({codes}) are in the summary"
        )
    return "\n".join(lines)


def as_notice(words: str) -> str:
    """Something that is no problem, as a workflow command."""
    return f"::notice::{_escaped(words)}"


def _annotation(problem: Problem) -> str:
    words = f"{problem.message}\n{problem.help}" if problem.help else problem.message
    return f"::{problem.severity} {_properties(problem.place, problem.code)}::{_escaped(words)}"


def _properties(place: Place, code: str) -> str:
    values: dict[str, Any] = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.width,
        "title": code,
    }
    return ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in values.items()
    )


def _escaped(text: str) -> str:
    lines = (printable(line) for line in text.replace("%", "%25").split("\n"))
    return "%0A".join(lines)
