"""The colors of the light page, read from the stylesheet that states them; use is left to drawings."""

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(
    r"--cb-([a-z0-9-]+)\s*:\s*light-dark\(\s*"
    r"(#[0-9a-fA-F]{3,8}|[a-zA-Z]+|(?:rgb|hsl)a?\([-\d.,%/\s]+\))\s*,"
)


def light_palette(css: str) -> dict[str, str]:
    """The colors of the light page by the names of their tokens: `paper`, `ink`, `side-0`.

    Where a token is stated twice the later one counts, as in a browser.

    Raises:
        ValueError: when the stylesheet states no such color.
    """
    colors = dict(_TOKEN.findall(_COMMENT.sub("", css)))
    if not colors:
        message = (
            "the stylesheet states no colors; they stand as --cb-paper: light-dark(#fff, #000)"
        )
        raise ValueError(message)
    return colors
