"""Puts charts into two columns of about the same height, so that no column ends in a hole."""

import re
from collections.abc import Sequence

from claimbook.views.chart import Chart

_HEIGHT = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')
_COLUMN = 456
"""The width of a column where there is room for it, in pixels."""

_AROUND = 190
"""The height of all around a drawing that is much the same for all charts: sources, files, margins."""

_LINES = ((26, 25), (50, 24), (58, 20))
"""The letters and the height of a line of the question, of the answer and of what is counted."""


def halves(charts: Sequence[tuple[Chart, str]]) -> tuple[tuple[Chart, ...], tuple[Chart, ...]]:
    """The charts of the first and of the second column, in each as they were given.

    The longest are placed first, each in the column that is shorter by then. The first chart of all
    is in the first column.

    Args:
        charts: the charts with the drawing that is shown of each.
    """
    heights = [_height(chart, drawing) for chart, drawing in charts]
    places: tuple[list[int], list[int]] = ([], [])
    for place in sorted(range(len(charts)), key=lambda place: -heights[place]):
        min(places, key=lambda column: sum(heights[one] for one in column)).append(place)
    columns = [tuple(charts[place][0] for place in sorted(column)) for column in places]
    first, second = columns if 0 not in places[1] else reversed(columns)
    return first, second


def _height(chart: Chart, drawing: str) -> float:
    texts = (chart.question, chart.answer, chart.title + chart.unit + "".join(chart.remarks))
    lines = (
        (len(text) // letters + 1) * height
        for text, (letters, height) in zip(texts, _LINES, strict=True)
    )
    found = _HEIGHT.search(drawing)
    width, height = map(float, found.groups()) if found else (1, 0)
    return _AROUND + sum(lines) + height * _COLUMN / width
