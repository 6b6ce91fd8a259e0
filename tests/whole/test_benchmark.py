"""The benchmark: what is built is the same text, its arithmetic is right, and pages say what it found."""

from __future__ import annotations

import json

import pytest
from lxml import html
from markdown import markdown as rendered
from measured import FailedError, Sample, measure
from peers import PEERS, Pages, Peer
from plain import UNSHOWN, Block, PlainPage, plain_pages
from readers import kind_of
from recording import (
    BENCHMARK,
    OURS,
    SHIPPED,
    Results,
    exponent,
    ratio,
    record,
    rounded,
    spread,
    target,
)
from reporting import MISSING, PLACES, opening, report, summary, write_pages
from run import attempt, is_whole, main, parsed, words_lost
from sources import markdown, restructured

from builders import ROOT, a_folder, problems_of

MATERIAL = PEERS["material"].name
HOSTILE = [
    "<b>a</b> & &amp; *b* _c_ `d` [e](f) ![g](h) {i} {{ j }} {% k %} #l | m ~~n~~ \\o $p$ ^q^ r_s_",
    *("1. one", "2) two", "- three", "+ four", "= five", ": six", "# seven", "> eight", "---"),
    *(
        "http://example.org/?a=b&c",
        ".. claim:: x",
        "a. b",
        "::",
        "|x|",
        "\u00e9\u4e2d",
        "<!-- x -->",
    ),
]


def samples(*seconds, megabytes=50.0):
    return [Sample(one, one / 2, megabytes) for one in seconds]


def some_results():
    found = Results()
    found.books = {
        SHIPPED: (50, 120),
        "100": (100, 150),
        "1000": (1000, 1200),
        "10000": (10_000, 1),
    }
    found.programs = {"Python": "3.11"}
    found.samples = {
        (OURS, SHIPPED, "cold"): samples(8.0, 9.0, 7.0),
        (OURS, SHIPPED, "warm"): samples(2.6, 2.2, 2.4),
        (MATERIAL, SHIPPED, "warm"): samples(2.0, 2.5, 1.9),
        (OURS, "100", "warm"): samples(1.0, 3.0, 2.0, megabytes=100),
        (OURS, "1000", "warm"): samples(10.0, 20.0, 30.0, megabytes=200),
        (OURS, "10000", "warm"): samples(400.0, megabytes=2000),
        (MATERIAL, "1000", "warm"): samples(10.0, 16.0, 26.0),
    }
    found.failures = {(PEERS["zensical"].name, "100", "warm"): "it <b>breaks</b>"}
    found.waits = {("check", "the check"): [0.4, 0.6, 0.41], ("statement", "an edit"): [3.0, 1.0]}
    found.drawings = 10
    size = {"book": SHIPPED, "kind": "story", "address": "", "kilobytes": 301, "compressed": 30}
    found.sizes, found.searches = [size], [{**size, "kilobytes": 900}]
    part = {"name": "a.css", "kilobytes": 9.5}
    load = {"kind": "story", "address": "", "requests": 7, "kilobytes": 99.5, "biggest": [part]}
    found.loads = [load]
    return found


@pytest.fixture
def found():
    """A record as it is read from its file."""
    return json.loads(json.dumps({**record(some_results(), 3), "date": "2026-05-04"}))


def test_medians_ratios_and_exponents_are_what_they_are_by_hand():
    assert spread([3.0, 1.0, 2.0]) == {"median": 2.0, "least": 1.0, "most": 3.0}
    assert spread([4.0, 1.0])["median"] == 2.5
    assert ratio(3.0, 2.0) == 1.5
    assert ratio(None, 2.0) is ratio(2.0, None) is None
    assert exponent((100, 2.0), (1000, 20.0)) == 1
    assert exponent((10, 3.0), (100, 300.0)) == 2
    assert exponent((100, 5.0), (1000, 5.0)) == 0
    assert [rounded(one) for one in (0.123, 12.34, 123.4)] == [0.12, 12.3, 123]


def test_the_record_holds_what_follows_from_the_samples(found):
    cold, warm, material = found["builds"][:3]
    assert cold["seconds"] == {"median": 8.0, "least": 7.0, "most": 9.0}
    assert warm["seconds"]["median"] == 2.4
    assert (material["tool"], material["times_as_long"]) == (MATERIAL, 1.2)
    assert found["drawings"] == {"count": 10, "together": 5.6, "each": 0.56}
    growth = {one["claims"]: one for one in found["growth"]}
    assert (growth[100]["milliseconds"], growth[100]["kilobytes"]) == (20, 1000)
    assert (growth[100]["time_exponent"], growth[1000]["time_exponent"]) == (None, 1)
    assert (growth[1000]["milliseconds"], growth[10_000]["milliseconds"]) == (20, 40)
    assert growth[10_000]["time_exponent"] == 1.3
    assert growth[1000]["memory_exponent"] == 0.3


def test_a_target_is_reached_up_to_its_limit_and_never_without_a_number():
    assert target("x", "s", 2, 2)["reached"]
    assert not target("x", "s", 2, 2.01)["reached"]
    assert not target("x", "s", 2, None)["reached"]


def test_what_was_reached_follows_from_what_was_measured(found):
    assert [(one["limit"], one["measured"], one["reached"]) for one in found["targets"]] == [
        (1.3, 1.2, True),
        (5.4, 8, False),
        (0.5, 0.41, True),
        (2, 2, True),
        (2, None, False),
        (1, 1.25, False),
        (1.05, 1.3, False),
        (1.05, 1, True),
        (120, 400, False),
        (1500, 2000, False),
        (300, 301, False),
        (1000, 900, True),
    ]


def test_the_report_says_targets_tools_growth_and_what_failed(found):
    said = report(found, partial=False)
    assert "committed record" not in said
    assert "Last measured on 4 May 2026, in 3 rounds" in said
    assert "5 of 12 targets reached." in said
    assert "| 10,000 claims | 120 seconds | 400 seconds | no |" in said
    assert "| a changed title shows in the preview | 2 seconds | not measured | no |" in said
    assert "| the shipped book | Material for MkDocs | 120 | 2.0 | 1.9–2.5 | 1.0 | 50" in said
    assert "| 1,000 claims | Claimbook, drawings kept | 1,200 | 20.0 |" in said
    assert "| 10,000 | kept | 40.0 | 200 | 1.3 | 1.0 |" in said
    assert "| an edit | 2 | 2.0 | 1.0–3.0 |" in said
    assert "| story | 7 | 99.5 | a.css (9.5) |" in said
    assert "- Zensical, 100 claims: it &#60;b\\>breaks&#60;/b\\>" in said
    assert "Drawings: 10, 5.6 s together, 0.56 s each." in said


def test_the_report_on_a_part_says_so(found):
    assert "committed record is as it was" in report(found, partial=True)


def test_the_summary_leaves_out_what_was_not_measured_and_a_sentence_says_so(found):
    whole = summary(found)
    assert "| building the shipped book | 2.4 seconds |" in whole
    assert "| the shipped book with every drawing drawn anew | 8.0 seconds |" in whole
    assert "| that, beside bare Material | 1.25 times as long |" in whole
    assert "A check takes 0.41 seconds, a build of the shipped book 2.4 seconds" in opening(found)
    part = record(Results(), 1)
    assert "building" not in summary(part)
    assert opening(part).count(MISSING) == 3


def pages(folder):
    return {name: (folder / name).read_text("utf-8") for name in PLACES}


def test_the_pages_say_what_the_record_says(tmp_path):
    for name, text in pages(ROOT).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    write_pages(tmp_path, json.loads((ROOT / BENCHMARK).read_text("utf-8")))
    assert pages(tmp_path) == pages(ROOT)
    assert MISSING not in "".join(pages(ROOT).values())


def test_what_a_peer_says_is_nothing_but_text_on_the_page(tmp_path, found):
    found["builds"][-1] |= {"failure": f"{' '.join(HOSTILE)}\n\n# Heading {{{{ claim('x') }}}}"}
    del found["builds"][-1]["seconds"]
    folder = a_folder(tmp_path / "book")
    for name, places in PLACES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        marks = [f"<!-- {place} -->old<!-- /bench -->" for place, _ in places]
        (folder / name).write_text("\n\n".join(["# Page", *marks]), encoding="utf-8")
    write_pages(folder, found)
    said = pages(folder)["docs/contributing/performance.md"]
    assert "old" not in said.split()
    shown = html.fromstring(rendered(said, extensions=["tables", "attr_list"]))
    (line,) = [one.text_content() for one in shown.iter("li") if "claim('x')" in one.text_content()]
    assert "".join(" ".join(HOSTILE).split()) in "".join(line.split())
    assert problems_of(folder)[0] == []


def test_only_a_run_of_everything_is_a_whole_one():
    assert is_whole(parsed([]))
    assert is_whole(parsed(["--rounds", "2"]))
    for part in (["--sizes", "100"], ["--peers", "material"], ["--only", "readers"]):
        assert not is_whole(parsed(part))


@pytest.mark.parametrize(
    "wrong", [["--rounds", "0"], ["--sizes", "x"], ["--peers", "hugo"], ["--only", "all"]]
)
def test_what_cannot_be_asked_is_told(wrong, capsys):
    with pytest.raises(SystemExit):
        main(wrong)
    assert "argument --" in capsys.readouterr().err


def test_a_command_that_fails_is_told_and_a_peer_that_fails_is_not_counted(tmp_path):
    def failing():
        return measure(["python3", "-c", "raise SystemExit('no reason')"], tmp_path)

    with pytest.raises(FailedError, match="no reason"):
        failing()
    found, key = Results(), ("Peer", "100", "warm")
    found.samples[key] = samples(1.0)
    attempt(found, key, failing)
    attempt(found, key, pytest.fail)
    assert key not in found.samples
    assert "no reason" in found.failures[key]


def test_what_a_command_took_is_of_that_command(tmp_path):
    sample = measure(["python3", "-c", "x = bytearray(60_000_000)"], tmp_path)
    assert sample.megabytes > 60
    assert measure(["true"], tmp_path).megabytes < 60


def article(path):
    """All that the article of a page shows, without spaces."""
    found = html.parse(str(path), html.HTMLParser(encoding="utf-8")).find(".//article")
    for name in UNSHOWN:
        for element in [*found.iter(name)]:
            element.drop_tree()
    return "".join(found.text_content().split())


def said(page):
    """All that a plain page says, without spaces."""
    texts = [t for block in page.blocks for t in (block.text, *(c for r in block.rows for c in r))]
    return "".join("".join(texts).split())


def test_a_plain_page_says_all_that_the_page_shows_in_its_order(second):
    pages = plain_pages(second.root)
    assert {page.url for page in pages} >= {"", "timeline", "claims"}
    for page in pages:
        assert said(page) == article(second.root / page.url / "index.html"), page.url


def test_the_text_of_a_page_stays_in_markdown_as_it_is(tmp_path):
    blocks = [Block(tag, one) for one in HOSTILE for tag in ("p", "h2", "li")]
    page = PlainPage("", "Title", (*blocks, Block("table", rows=(("a", "b"), (*HOSTILE[:2],)))))
    built = tmp_path / "index.html"
    built.write_text(f"<meta charset=utf-8>{rendered(markdown(page), extensions=['tables'])}")
    found = html.parse(str(built), html.HTMLParser(encoding="utf-8")).getroot()
    assert "".join(found.text_content().split()) == said(page)
    assert words_lost(page, built) == []
    assert words_lost(PlainPage("", "", (Block("p", "never said"),)), built) == ["never", "said"]


def test_a_claim_is_a_need_and_no_heading_is_a_level_too_deep():
    blocks = (Block("h1", "Title"), Block("h3", "Part"), Block("p", "1. *Text*"), Block("li", "x"))
    need = restructured(PlainPage("claims/a", "Title", blocks), need="a", tree=[], orphan=True)
    assert need.startswith(":orphan:\n")
    assert ".. claim:: Title\n   :id: a\n\n   .. rubric:: Part\n\n   \\1. \\*Text\\*" in need
    plain = restructured(PlainPage("", "Title", blocks), need=None, tree=["b"], orphan=False)
    assert "Title\n==========\n\nPart\n--------\n" in plain
    assert ".. toctree::\n   :hidden:\n\n   b" in plain


def test_every_peer_is_pinned_and_writes_each_page(tmp_path):
    pages = [PlainPage(url, "T", (Block("h1", "T"),)) for url in ("", "claims", "claims/a")]
    for peer in PEERS.values():
        assert isinstance(peer, Peer)
        assert all("==" in one or "@" in one[1:] for one in peer.packages)
        folder = tmp_path / peer.id
        folder.mkdir()
        peer.write(folder, Pages(pages, ["", "claims"], frozenset({"claims/a"})))
        assert len([p for p in folder.rglob("*") if p.suffix in {".md", ".rst"}]) == len(pages)


def test_material_is_compared_in_the_version_that_is_used_here():
    pinned = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert {*PEERS["material"].packages} <= {*pinned}


def test_a_page_belongs_to_its_kind():
    assert kind_of("index.html") == "story"
    assert kind_of("claims/index.html") == "claims"
    assert kind_of("claims/a/index.html") == "claim"
    assert kind_of("about/not-known/index.html") == "other"
