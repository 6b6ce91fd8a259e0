"""What a chart says of itself besides its numbers."""

from dataclasses import replace

import pytest

from claimbook.charts.kinds import KINDS
from claimbook.views.chart import HOW_TO_READ, READ_BETWEEN
from claimbook.views.chart_list import chart, chart_ids


def test_how_to_read_is_told_of_kinds_that_there_are():
    assert {*HOW_TO_READ, *READ_BETWEEN} < {*KINDS}


@pytest.mark.parametrize("kind", READ_BETWEEN)
def test_bounds_are_explained_where_a_row_is_stated_by_them(shipped, kind):
    view = chart(shipped.data, chart_ids(shipped.data)[0])
    row = replace(view.rows[0], value=None, low=1.0, high=2.0)
    assert READ_BETWEEN[kind] in replace(view, kind=kind, rows=(row,)).reading
    known = replace(row, value=1.5, low=None, high=None)
    assert replace(view, kind=kind, rows=(known,)).reading == HOW_TO_READ.get(kind, "")
