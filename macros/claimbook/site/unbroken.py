"""Holds amounts, dates and names together in finished HTML, and changes nothing else.

A space in one becomes a no-break space, which browsers hand on as a plain one when it is copied, and
find as one. For a dash or hyphen there is no such twin, so an element with a style is put around it.
"""

import re
from re import Match, Pattern

SPAN = '<span class="cb-unbroken">'
NO_BREAK = "\u00a0"
LEFT_ALONE = (
    *("code", "desc", "option", "pre", "script", "style", "text", "textarea", "title"),
    *("tspan",),
)
"""Elements in which no other one may stand, or in which lines are laid out by themselves."""

_SPACE = re.compile(r"\s")
_LEFT_ALONE = re.compile(rf"<(?:{'|'.join(LEFT_ALONE)})\b")


def held_together(html: str, pieces: Pattern[str]) -> str:
    """The HTML with each piece of its text written so that no line ends in it.

    Args:
        html: finished HTML, a whole page or a part of one, in which `>` is escaped in attributes.
        pieces: finds the pieces, as `core.unbroken.unbroken` gives it.
    """

    def held(match: Match[str]) -> str:
        begin = match.start()
        tag = html.rfind("<", 0, begin)
        if tag > html.rfind(">", 0, begin) or _LEFT_ALONE.match(html, max(tag, 0)):
            return match[0]
        piece = _SPACE.sub(NO_BREAK, match[0])
        return f"{SPAN}{piece}</span>" if "–" in piece or "-" in piece else piece

    return pieces.sub(held, html)
