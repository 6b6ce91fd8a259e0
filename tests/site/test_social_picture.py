"""Previews: the palette, the picture and its letters, and what a page's head says of the page."""

from __future__ import annotations

import io
import struct
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builders import LIGHTHOUSE, ROOT, a_book, a_claim
from claimbook.core.text.palette import light_palette
from claimbook.hosting import raster
from claimbook.site.social_picture import _BOOK as BOLD
from claimbook.site.social_picture import _DATES as REGULAR
from claimbook.site.social_picture import COLORS, headline, lines, social_svg
from claimbook.views import social
from claimbook.views.social import SocialCard
from sites import ADDRESS, built, copy_book, warm

CSS = (ROOT / "macros/claimbook/theme/assets/css/claimbook.css").read_text("utf-8")
PALETTE = light_palette(CSS)
SVG = "{http://www.w3.org/2000/svg}"
WORDS = st.lists(st.text("aeimnrstwWM0123456789.,;()", min_size=1, max_size=12), min_size=1)


def a_card(**changes):
    given = {"kicker": "Claim · A Speaker", "verdict": "Borne out", "headline": "Forty carts"}
    given |= {
        "number": "",
        "line": "Of all carts.",
        "side": None,
        "book": "A book",
        "as_of": "Now.",
    }
    return SocialCard(**given | changes)


def texts(card):
    root = ET.fromstring(social_svg(card, PALETTE))
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


# The colors


def test_each_color_of_a_picture_is_stated_in_the_stylesheet():
    assert set(COLORS) <= PALETTE.keys()


# The letters


def font(style):
    """The advance of each letter of a font in ems, read from the file itself."""
    data = (ROOT / f"macros/claimbook/hosting/fonts/ClaimbookSerif-{style}.ttf").read_bytes()
    count = struct.unpack(">H", data[4:6])[0]
    entries = [struct.unpack(">4s4xLL", data[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    table = {tag: data[start : start + length] for tag, start, length in entries}
    units = struct.unpack(">H", table[b"head"][18:20])[0]
    known = struct.unpack(">H", table[b"hhea"][34:36])[0]
    start = struct.unpack(">L", table[b"cmap"][8:12])[0]
    cmap = table[b"cmap"][start:]
    segments = struct.unpack(">H", cmap[6:8])[0] // 2

    def column(number, kind="H"):
        at = 14 + number * 2 * segments + (2 if number else 0)
        return struct.unpack(f">{segments}{kind}", cmap[at : at + 2 * segments])

    advances = {}
    for index, (end, first, delta, offset) in enumerate(
        zip(column(0), column(1), column(2, "h"), column(3), strict=True)
    ):
        for code in range(first, min(end, 0xFFFE) + 1):
            at = 16 + 6 * segments + 2 * index + offset + 2 * (code - first)
            glyph = struct.unpack(">H", cmap[at : at + 2])[0] if offset else (code + delta) % 65536
            place = 4 * min(glyph, known - 1)
            advances[chr(code)] = struct.unpack(">H", table[b"hmtx"][place : place + 2])[0] / units
    return advances


FONTS = {False: font("Regular"), True: font("Semibold")}


@pytest.mark.parametrize("bold", FONTS)
def test_the_letters_that_a_picture_takes_are_those_that_its_font_has(bold):
    assert {c for c in map(chr, range(0xFFFF)) if not raster._UNCOVERED.match(c)} == {*FONTS[bold]}


@given(WORDS)
def test_no_line_leaves_the_picture(words):
    for rows, style in (
        headline(" ".join(words), 360)[:2],
        (lines(" ".join(words), REGULAR, 3), REGULAR),
        (lines(" ".join(words), BOLD, 1), BOLD),
    ):
        for row in rows:
            assert sum(FONTS[style.bold][char] for char in row) * style.size <= 1116, row


@given(st.text())
def test_what_the_font_lacks_is_left_out(text):
    assert {*raster.covered(text)} <= {*FONTS[True]}


def test_a_bracket_that_held_only_what_the_font_lacks_goes_too():
    assert raster.covered("Chips (晶片) and 半 wafers") == "Chips and wafers"


# The picture


def test_text_of_a_contributor_is_nothing_but_text():
    hostile = '</text><script>1</script> ]]> "&amp;" \x00 <!--'
    root = ET.fromstring(
        social_svg(a_card(headline=hostile, kicker=hostile, line=hostile), PALETTE)
    )
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {
        *("svg", "rect", "text", "tspan")
    }
    assert "<script>1</script>" in "".join(root.itertext())


def test_a_long_headline_is_not_cut_while_the_line_below_can_be_shorter():
    long = "A title of some seventy letters that needs three lines of the picture"
    shown = texts(a_card(headline=long, line="Many words are here. " * 12))
    assert long in " ".join(shown)
    assert any(text.endswith("here.") for text in shown)


def test_a_number_is_never_parted_from_its_word():
    for count in range(1, 40):
        words = f"{'a ' * count}US$165 billion on 22 August 2025 {'b ' * 60}"
        rows = lines(words.strip(), REGULAR, 2)
        assert not any(row.rstrip("…").endswith(("165", "22", "August")) for row in rows)


def test_a_short_word_is_not_left_alone_on_the_last_line_of_a_headline():
    for text in ("Half of whose chips?", "A light at the point so", "Which of the ships went by"):
        rows, _, whole = headline(text, 300)
        assert whole
        assert len(rows) == 1 or len(rows[-1]) * 2 >= max(map(len, rows)), rows


def test_a_side_has_its_color_and_an_actor_of_no_side_the_accent():
    bars = [
        ET.fromstring(social_svg(a_card(side=side), PALETTE))[1].attrib["fill"]
        for side in (0, 1, None)
    ]
    assert bars == [PALETTE["side-0"], PALETTE["side-1"], PALETTE["accent"]]


def test_the_book_is_not_named_twice_where_it_is_the_headline():
    assert texts(a_card(headline="A book", kicker="", verdict="")).count("A book") == 1


@pytest.mark.parametrize(
    ("title", "number", "line"),
    [
        ("Carts on the bridge", "about 40 carts", "carts a day"),
        ("1,400 carts in 40.5 days", "about 40 carts", "carts a day"),
        ("40 carts a day", "", "The warden says that about forty carts cross the bridge each day."),
    ],
)
def test_a_number_that_the_title_has_already_is_not_drawn_again(title, number, line):
    data = a_book(claims=[a_claim(title=title)])
    card = social.claim(data, "forty-carts")
    assert (card.headline, card.number, card.line) == (title, number, line)
    assert (number in texts(card)) is bool(number)


def test_the_same_picture_is_drawn_twice_and_kept(tmp_path, monkeypatch):
    svg = social_svg(a_card(), PALETTE)
    first = raster.png(svg)
    assert struct.unpack(">II", first[16:24]) == (1200, 630)
    assert len(first) < 40_000
    assert raster.png(svg, cache=tmp_path) == first
    monkeypatch.setattr(raster, "_draw", lambda *_: pytest.fail("drawn again"))
    assert raster.png(svg, cache=tmp_path) == first


def test_a_picture_takes_one_byte_a_pixel_and_keeps_the_colors_that_were_drawn():
    svg = social_svg(a_card(side=0), PALETTE)
    kept = Image.open(io.BytesIO(raster.png(svg)))
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(svg)))
    assert kept.mode == "P"
    assert kept.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()


# The pages


class Heads(HTMLParser):
    """What the head of a page says, by name; each must be said once."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.said = {}
        self.feed(html.split("</head>")[0])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            assert name not in self.said
            self.said[name] = given["content"]


def documents(site):
    """The pages that stand for something, and what their heads say."""
    for name, page in site.pages.items():
        is_other = 'http-equiv="refresh"' in page.html or name.startswith(("embed/", "404"))
        if not is_other:
            yield name, Heads(page.html).said


def test_without_an_address_nothing_is_drawn_and_no_picture_is_named(site):
    assert not (site.root / "assets/social").exists()
    for name, said in documents(site):
        assert said["og:title"], name
        assert said["og:description"], name
        assert not {"og:image", "og:url", "twitter:card"} & said.keys(), name


def test_each_page_has_a_picture_of_its_own(published):
    named = {}
    for name, said in documents(published):
        assert said["og:url"] == ADDRESS + name.removesuffix("index.html")
        picture = published.root / said["og:image"].removeprefix(ADDRESS)
        assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1200, 630), name
        named[picture] = name
    assert len(named) == len(list(documents(published)))
    assert {*named} == {*(published.root / "assets/social").rglob("*.png")}


def test_what_a_head_says_is_escaped_once(published):
    heads = dict(documents(published))
    for kind, folder in (("claims", "claims"), ("actors", "people")):
        for record in published.data.records(kind).values():
            said = heads[f"{folder}/{record.id}/index.html"]
            assert said["og:title"] == (record.title if kind == "claims" else record.name)
            assert said["og:description"] == said["description"]


def test_a_story_and_a_claim_are_articles_and_nothing_else_is(published):
    articles = {name for name, said in documents(published) if said["og:type"] == "article"}
    claims = {f"claims/{claim}/index.html" for claim in published.data.claims}
    assert articles == {"index.html", *claims}


def test_a_description_of_a_writer_is_escaped(tmp_path, second):
    book = warm(copy_book(LIGHTHOUSE, tmp_path / "book"), second)
    page = book / "docs/about/index.md"
    page.write_text(f"---\ndescription: '\"><b>1 & 2'\n---\n{page.read_text()}")
    said = dict(documents(built(book)))["about/index.html"]
    assert said["description"] == said["og:description"] == '"><b>1 & 2'


def test_no_two_pages_have_the_same_title_or_description(shipped):
    said = [(said["og:title"], said["description"]) for _, said in documents(shipped)]
    titles, descriptions = zip(*said, strict=True)
    assert len({*titles}) == len(titles)
    assert len({*descriptions}) == len(descriptions)
