"""No word, amount, date or name is broken to two lines, whatever fonts a machine has."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

import pytest

from claimbook.core.records.lines import shorten, wrap
from claimbook.core.records.unbroken import LEFT_ALONE, LONGEST_NAME, held_together, unbroken
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.core.text.messages import speaking
from claimbook.core.text.widths import text_width
from claimbook.site.partials import partial
from claimbook.views.names import figure
from kinds import KINDS
from looking import NARROWEST, WIDER, WIDTHS, looked_at

FAMILIES = ("DejaVu Sans", "DejaVu Serif", "Gelasio", "Noto Serif", "Roboto")
"""What Linux and Android bring, and what is as wide as that of others: DejaVu Sans has the widths of
Verdana, which is the widest that Windows and macOS have, and Gelasio those of Georgia."""

FORCED = {family: f'* {{ font-family: "{family}" !important }}' for family in FAMILIES}
SPACED = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
"""As wide as a reader may make the page's own font (WCAG 2.2, 1.4.12), on any machine."""

FREE = "pre, code, textarea, select, svg, script, style, noscript, .cb-hash, [data-permalink], .md-ellipsis"
"""Where lines may end anywhere, or text is no page's: code, hashes and addresses, what a drawing or a
form lays out, and what the theme cuts with an ellipsis on one line."""

INSTALLED = """family => {
    const pen = document.createElement('canvas').getContext('2d');
    const width = fonts => { pen.font = `40px ${fonts}`; return pen.measureText('Half of whose?').width; };
    return width(`"${family}", monospace`) !== width('monospace');
}"""

OPENED = """() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
    const cards = document.createElement('div');
    for (const one of document.querySelectorAll('template')) cards.append(one.content.cloneNode(true));
    for (const card of cards.children) card.style.position = 'static';
    document.querySelector('.md-typeset').append(cards);
}"""
"""Shows all that a reader can open: details, and the cards of links."""

BROKEN = r"""({pieces, free}) => {
    const found = [], range = document.createRange(), piece = new RegExp(pieces.replaceAll(' ', '\\s'), 'g');
    const end = /(?<=[-‐\/–—\u00ad\u200b])(?!(?<=\d[-‐\/–—])[^\p{L}\s]*\d)/u; // but between digits
    const free_in_itself = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|:\/\/|@/u;
    const boxes = (text, from, to) => {
        range.setStart(text, from);
        range.setEnd(text, to);
        return [...range.getClientRects()].filter(box => box.width > 0);
    };
    const isBroken = all => all.some(box => box.top > all[0].bottom - 2 || box.bottom < all[0].top + 2);
    const isShown = one => one.checkVisibility({visibilityProperty: true})
        && !(one.closest('caption, thead') && getComputedStyle(one.closest('caption, thead')).clipPath !== 'none');
    const blocks = new Map();
    const blockOf = one => {
        if (!blocks.has(one)) {
            const isInline = getComputedStyle(one).display === 'inline';
            blocks.set(one, isInline ? blockOf(one.parentElement) : one);
        }
        return blocks.get(one);
    };
    const name = one => one.closest('[class]:not(.cb-unbroken)')?.className;

    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode, holder = text.parentElement;
        if (!text.data.trim() || holder.closest(free) || !isShown(holder)) continue;
        const all = boxes(text, 0, text.length), edge = blockOf(holder).getBoundingClientRect().right;
        if (all.some(box => box.right > edge + 1)) found.push(['sticks out', text.data.trim(), name(holder)]);
        if (!isBroken(all)) continue;
        const whole = [...text.data.matchAll(piece)].map(one => [one.index, one[0]]);
        for (const word of text.data.matchAll(/\S+/g)) {
            if (free_in_itself.test(word[0])) continue;
            let at = word.index;
            for (const part of word[0].split(end)) {
                whole.push([at, part]);
                at += part.length;
            }
        }
        for (const [at, words] of whole)
            if (isBroken(boxes(text, at, at + words.length))) found.push(['broken', words, name(holder)]);
    }

    // what a style writes has no nodes, so the words of labels are measured
    const pen = document.createElement('canvas').getContext('2d');
    for (const cell of document.querySelectorAll('td[data-title]')) {
        const label = getComputedStyle(cell, '::before');
        if (label.content === 'none' || !cell.checkVisibility()) continue;
        pen.font = label.font;
        pen.letterSpacing = label.letterSpacing;
        for (const word of cell.dataset.title.split(' '))
            if (pen.measureText(word).width > parseFloat(label.width)) found.push(['broken', word, 'a label']);
    }

    // an element among others in a grid or a row is laid out as one more of them
    for (const one of document.querySelectorAll('.cb-unbroken'))
        if (getComputedStyle(one).display !== 'inline' && one.parentElement.childNodes.length > 1)
            found.push(['torn out', one.textContent, name(one)]);
    return found;
}"""


@pytest.fixture(scope="module")
def pieces(shipped):
    """What is one piece though a line could end in it, said anew: amounts, dates, names."""
    units = shipped.data.entries["units"].values()
    forms = [form for unit in units for form in (unit.words, unit.short)]
    words = {form.split("{} ")[1].split()[0] for form in forms if "{} " in form}
    words |= {"percent", "million", "billion", "trillion"}
    names = " ".join(actor.name for actor in shipped.data.actors.values()).split()
    month = f"(?:{'|'.join(calendar.month_name[1:])})"
    return "|".join(
        [
            rf"\S*\d (?:{'|'.join(map(re.escape, sorted(words)))})\b",
            rf"\b\d?\d {month}(?: \d{{4}})?",
            rf"{month} \d{{4}}",
            *(re.escape(name) for name in names if "-" in name and len(name) <= LONGEST_NAME),
        ]
    )


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_amount_date_or_name_is_broken_at_any_width_in_any_font(
    browser, url_of, kind, pieces
):
    with looked_at(browser, bypass_csp=True) as (page, *_):
        page.goto(url_of(kind))
        page.evaluate(OPENED)
        found = [family for family in FAMILIES if page.evaluate(INSTALLED, family)]
        for font in ("", SPACED, *(FORCED[family] for family in found)):
            sheet = page.add_style_tag(content=font or "* {}")
            for width in (NARROWEST, *WIDTHS):
                page.set_viewport_size({"width": width, "height": 900})
                where = f"{kind} at {width} px with {font or 'its own font'}"
                assert page.evaluate(BROKEN, {"pieces": pieces, "free": FREE}) == [], where
                assert page.evaluate(WIDER) <= 0, where
            sheet.evaluate("one => one.remove()")


@pytest.mark.browser
def test_a_long_amount_among_key_figures_stays_whole_and_in_its_column(
    browser, url_of, shipped, pieces
):
    known = figure(shipped.data, shipped.data.figure_ids[0])
    figures = [
        (replace(known, short=short), None) for short in ("up to NT$1,234.5bn", "40–50%", "3×")
    ]
    shown = partial("key_figures", figures, url_for=lambda *_: "#", drawings=lambda _: ())
    with looked_at(browser, bypass_csp=True) as (page, *_):
        page.goto(url_of("story"))
        page.locator("ul.cb-key-figures").evaluate("(one, html) => { one.outerHTML = html }", shown)
        for font in ("", FORCED["DejaVu Serif"]):
            page.add_style_tag(content=font or "* {}")
            for width in (NARROWEST, *WIDTHS):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(BROKEN, {"pieces": pieces, "free": FREE}) == [], (font, width)


UNIT = UnitEntry(
    id="CHF", label="x", definition="x", words="CHF {} each year", short="{} c", title="x"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least US$250 billion a year", ["US$250 billion"]),
        ("from 40 to 50 percent of it", ["50 percent"]),
        ("40–50%, 1.5-2.5 million and 2026–2033", ["40–50", "1.5-2.5 million", "2026–2033"]),
        ("US$165–200bn in 2026", ["US$165–200"]),
        ("CHF 40 each, or 3 c", ["CHF 40 each", "3 c"]),
        ("between 8 and 12 May 2026", ["12 May 2026"]),
        ("on 2025-12-03, 3 December", ["2025-12-03", "3 December"]),
        ("December 2025 and May 5, 2026", ["December 2025", "May 5, 2026"]),
        ("Lai Ching-te and Andrew Ross Sorkin", ["Ching-te"]),
        ("a half-way house, Reindustrialization-minded", []),
        ("US$40, 50% and 2026 carts; percent", []),
    ],
)
def test_a_piece_is_an_amount_a_date_or_a_name_and_nothing_else(text, found):
    assert unbroken([UNIT]).findall(text) == found


def test_html_is_held_together_in_its_text_alone():
    text, held = "40 percent, 40–50", '40\u00a0percent, <span class="cb-unbroken">40–50</span>'
    for left in (
        f'<a title="{text}" href="#">x</a>',
        *(f"<{name}>40 percent</{name}>" for name in LEFT_ALONE),
        '<script type="x">{"a": "40 percent"}</script>',
        "<p>40 <b>percent</b></p>",
    ):
        assert held_together(f"<p>{text}</p>{left}", unbroken()) == f"<p>{held}</p>{left}"
    assert held_together(f"{text} <i>40\npercent", unbroken()) == f"{held} <i>40\u00a0percent"


def test_pages_hold_amounts_together_and_files_and_the_search_index_do_not(shipped):
    assert "\u00a0percent" in shipped.pages["index.html"].html
    for path in shipped.root.rglob("*.*"):
        if path.suffix in {".json", ".csv", ".xml", ".svg", ".txt", ".bib", ".ris"}:
            text = path.read_text("utf-8")
            assert "cb-unbroken" not in text, path
            assert "\u00a0" not in text, path


def test_a_text_in_a_drawing_is_cut_between_words_and_never_inside_an_amount():
    text = "raised to US$100 billion by 3 December 2025"
    for width in range(10, 400, 7):
        lines = wrap(text, width, most=20)
        whole = [line for line in lines if not line.endswith("…")]
        assert not [line for line in whole if line.endswith(("$100", "3", "December"))], width
        cut = shorten(text, width)
        if width > text_width("raised…"):
            assert f"{text} ".startswith(cut.removesuffix("…") + " "), width
            assert not cut.endswith(("$100…", " 3…", "December…")), width


@pytest.mark.parametrize(
    ("language", "text", "pieces"),
    [
        (
            "es",
            "El 3 de diciembre de 2025, 165 mil millones y 37,75 %; diciembre de 2025, 1.650 dólares.",
            *[
                [
                    *("3 de diciembre de 2025", "165 mil millones", "37,75 %"),
                    *("diciembre de 2025", "1.650 dólares"),
                ]
            ],
        ),
        (
            "de",
            "Am 3. Dezember 2025 waren es 165 Milliarden Dollar oder 40–50 Prozent.",
            ["3. Dezember 2025", "165 Milliarden Dollar", "40–50 Prozent"],
        ),
        ("fr", "Le 1er août 2025, 165 milliards.", ["1er août 2025", "165 milliards"]),
        ("ar", "في 3 ديسمبر 2025 كان 165 مليار دولار", ["3 ديسمبر 2025", "165 مليار دولار"]),
        ("ko", "2025년 12월 3일에", ["2025년 12월 3일"]),
        (
            "zh-Hant-TW",
            "2025年12月3日說1,650億美元，1兆2,500億元，40%至50%，5月8日",
            ["2025年12月3日", "1,650億美元", "1兆2,500億元", "40%至50%", "5月8日"],
        ),
        ("ja", "2025年12月3日、1650億ドル", ["2025年12月3日", "1650億ドル"]),
    ],
)
def test_amounts_and_dates_of_other_languages_are_pieces(language, text, pieces):
    assert [found[0] for found in unbroken((), language).finditer(text)] == pieces


def test_what_has_no_spaces_is_held_by_an_element():
    held = held_together("<p>在2025年12月3日說1,650億元</p>", unbroken((), "zh-Hant-TW"))
    span = '<span class="cb-unbroken">{}</span>'
    assert held == f"<p>在{span.format('2025年12月3日')}說{span.format('1,650億元')}</p>"
    assert held_together("<p>2025 25%</p>", unbroken((), "zh-Hant-TW")) == "<p>2025 25%</p>"


def test_a_unit_with_a_large_number_before_it_is_a_unit():
    unit = UnitEntry(id="x", definition="-", words="{large}披索", short="{}", title="披索")
    assert unbroken((unit,), "zh-Hant-TW").search("約1,650億披索")[0] == "1,650億披索"


def test_a_drawing_does_not_cut_a_date_of_a_script_without_spaces():
    with speaking("zh-Hant-TW"):
        whole = wrap("政府在2025年12月3日說明", 190, most=9)
        narrow = wrap("政府在2025年12月3日說明", 80, most=9)
    assert any("2025年12月3日" in line for line in whole)
    assert "".join(narrow) == "政府在2025年12月3日說明"  # where it does not fit it is not cut off
