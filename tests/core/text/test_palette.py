"""The colors of the light page, as a stylesheet states them."""

from __future__ import annotations

import pytest

from claimbook.core.text.palette import light_palette


def test_a_palette_is_that_of_the_light_page():
    css = "[a] { --cb-paper: light-dark(#fff, #000); --cb-ink: light-dark(rgb(0 0 0), white) }"
    assert light_palette(css) == {"paper": "#fff", "ink": "rgb(0 0 0)"}


def test_a_stylesheet_without_colors_is_refused():
    with pytest.raises(ValueError, match="states no colors"):
        light_palette("/* --cb-paper: light-dark(#fff, #000) */ [a] { --cb-small: 1rem; }")
