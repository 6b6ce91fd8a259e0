"""Charts: the rows of a view in, one SVG out. Pages, tables and captions are left to others."""


class OwnChartError(Exception):
    """A kind that a book brings could not be loaded, or could not draw."""
