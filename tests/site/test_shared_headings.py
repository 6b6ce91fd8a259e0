"""Each heading with an address is a link to itself, and nothing else is changed."""

import pytest

from claimbook.site.shared_headings import shared_headings


def linked(address, words):
    return f'<a class="cb-share" data-copy href="{address}">{words}</a>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<h2 id="sums">Sums</h2>', f'<h2 id="sums">{linked("#sums", "Sums")}</h2>'),
        (
            '<h3 class="x" id="a">A <i>b</i> c</h3>',
            f'<h3 class="x" id="a">{linked("#a", "A <i>b</i> c")}</h3>',
        ),
        ("<h1>A claim</h1>", f"<h1>{linked('./', 'A claim')}</h1>"),
        ('<h1 id="a">Page</h1>', f'<h1 id="a">{linked("./", "Page")}</h1>'),
        ("<h3>No address</h3>", "<h3>No address</h3>"),
        ('<h2 id="a"><a href="x">A</a></h2>', '<h2 id="a"><a href="x">A</a></h2>'),
        ("<hr><header><p>h2</p></header>", "<hr><header><p>h2</p></header>"),
    ],
)
def test_a_heading_with_an_address_and_no_other_link_is_a_link_to_itself(written, shown):
    around = "<p>&lt;h2 id=&quot;x&quot;&gt;</p>{}<p>text</p>"
    assert shared_headings(around.format(written), "./") == around.format(shown)
