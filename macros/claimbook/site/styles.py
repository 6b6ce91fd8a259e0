"""The stylesheets of the engine and the book, and the colors that they state for pictures."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError

from claimbook.core.text.palette import light_palette

THEME = Path(__file__).parent.parent / "theme"
"""The engine's own part of the theme: what is in it is there in every site."""

STYLE, SCRIPT = "assets/css/claimbook.css", "assets/js/claimbook.js"
"""What every page loads, from the theme's folder; a book's own come after them."""


class Colors(dict[str, str]):
    """Colors by the names of their tokens. One that is asked for and not stated ends the build."""

    def __missing__(self, name: str) -> str:
        message = f"the stylesheet states no color --cb-{name}, with which pictures are drawn"
        raise BuildError(message)


def own_sheets(config: MkDocsConfig) -> list[str]:
    """The addresses of the stylesheets of the engine and the book, from the site's root."""
    return [sheet for sheet in config.extra_css if "//" not in sheet]


def own_colors(config: MkDocsConfig) -> Colors:
    """The colors of the light page, of which pictures are drawn.

    Raises:
        BuildError: when a stylesheet is not there, or states a color wrongly.
    """
    docs = Path(config.docs_dir)
    paths = [docs / sheet if sheet != STYLE else THEME / sheet for sheet in own_sheets(config)]
    try:
        return Colors(light_palette("".join(path.read_text("utf-8") for path in paths)))
    except OSError as error:
        message = f"{error.filename}: the stylesheet of extra_css cannot be read: {error.strerror}"
        raise BuildError(message) from None
    except ValueError as error:
        raise BuildError(str(error)) from None
