"""Large books: listings in parts, and pages that stay small whatever they list."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from builders import ROOT, Urls, a_book, a_claim, a_source, an_actor, an_event, minimal
from claimbook.core.load import load_dataset
from claimbook.core.records.dataset import Reference
from claimbook.core.text.dates import parse_when
from claimbook.site.partials import partial
from claimbook.views.actors import actor_page
from claimbook.views.chart_list import chart
from claimbook.views.claim_charts import MOST_SPEAKERS
from claimbook.views.claims import claim_list, claim_page
from claimbook.views.context import Context
from claimbook.views.event_counts import MOST_COUNTS, event_counts
from claimbook.views.kinds import KINDS, listed, part_list, part_of, part_page, parts_of
from claimbook.views.limits import (
    MOST_CARDS,
    MOST_LISTED,
    MOST_POINTS,
    MOST_ROWS,
    MOST_VALUES,
    ROOM,
)
from claimbook.views.paths import ANCHORED, Paths, anchor, part_pages
from claimbook.views.series import series_chart
from claimbook.views.sources import source_item, source_list
from claimbook.views.timeline import event_list, in_order, timeline
from looking import OF_COLORS, WIDER, looked_at, violations
from serving import served
from sites import built_once, flat

sys.path.insert(0, str(ROOT / "tests/benchmarks"))
from generator import generate

LIMIT = 300_000
CLAIMS = 300
LONG = "Word by word it grows. " * 12
"""More than most texts of a listing have."""


@pytest.fixture(scope="module")
def large(shared_folder):
    """A book whose listings do not fit on a page each, built with the addresses of a repository."""

    def make(to):
        config = generate(to, CLAIMS) / "mkdocs.yml"
        where = f"repository: https://example.org/{'a-group-of-some-length/' * 2}"
        config.write_text(re.sub("repository: .*", where, config.read_text("utf-8")))
        return to

    return built_once(shared_folder, "large", make)


def many(make, count, **changes):
    return [make(id=f"one-{number}", **changes) for number in range(count)]


BOOKS = {
    "claims": lambda n: a_book(claims=many(a_claim, n, statement=LONG)),
    "events": lambda n: a_book(events=many(an_event, n, summary=LONG)),
    "sources": lambda n: a_book(sources=many(a_source, n, note=LONG)),
    "actors": lambda n: a_book(actors=many(an_actor, n, description=LONG)),
}


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize("count", [1, 50, 700, 2_000])
def test_each_record_stands_in_exactly_one_part_and_none_is_too_heavy(kind, count):
    book = BOOKS[kind](count)
    context = Context(book)
    every = listed(context, kind)
    assert Counter(every) == Counter(list(book.records(kind)))
    parts = parts_of(context, kind)
    if parts:
        assert [one for part in parts for one in part.ids] == every
    for part in parts:
        assert sum(KINDS[kind].listing.weigh(context, one) for one in part.ids) <= ROOM
        assert part_of(context, f"{kind}/{part.id}") is part
    assert len({part.id for part in parts}) == len(parts)
    assert len({part.title for part in parts}) == len(parts)
    assert bool(parts) == (sum(KINDS[kind].listing.weigh(context, one) for one in every) > ROOM)


@pytest.mark.parametrize("kind", BOOKS)
def test_the_number_of_parts_grows_with_the_number_of_records(kind):
    few, more = (len(parts_of(Context(BOOKS[kind](count)), kind)) for count in (1_000, 4_000))
    assert few > 1
    assert 3.5 * few <= more <= 4.5 * few


@pytest.mark.parametrize("kind", BOOKS)
def test_parts_lead_to_each_other_in_a_whole_chain(kind):
    book = BOOKS[kind](2_000)
    context = Context(book)
    pages = [part_page(context, f"{kind}/{part.id}") for part in parts_of(context, kind)]
    assert pages[0].before is None
    assert pages[-1].after is None
    for page, following in pairwise(pages):
        assert page.after is following.part
        assert following.before is page.part


def test_an_entry_too_heavy_for_any_page_has_one_of_its_own(monkeypatch):
    monkeypatch.setattr("claimbook.views.parts.ROOM", 5_000)
    events = [*many(an_event, 3), an_event(id="heavy", summary=LONG * 14)]
    parts = parts_of(Context(a_book(events=events)), "events")
    assert ("heavy",) in [part.ids for part in parts]


def test_every_kind_with_parts_has_a_page_that_shows_them():
    assert all(bool(kind.listing) == bool(kind.part) for kind in KINDS.values())


def test_the_parts_of_a_kind_with_own_pages_take_no_records_address():
    listed = {"claim_list": "claims/", "actor_list": "people/", "chart_list": "numbers/"}
    parts = {kind: ["trade"] for kind in ("claims", "actors", "charts")}
    taken = {f"{folder}trade.md" for folder in listed.values()}
    pages = part_pages(Paths(listed), parts)
    assert len(pages) == len(parts)
    assert taken.isdisjoint(page.src_uri for page in pages)


def test_no_parts_are_published_of_what_no_page_lists():
    assert part_pages(Paths({}), {"events": ["background"]}) == []


def test_a_book_that_fits_has_no_parts():
    assert {kind: part_list(Context(minimal()), kind) for kind in KINDS} == dict.fromkeys(KINDS)


def test_the_shipped_book_is_split_as_it_was():
    book = load_dataset(ROOT)
    split = {kind: [len(part.ids) for part in parts_of(Context(book), kind)] for kind in KINDS}
    assert split.pop("sources") == [34, 109, 108, 130]
    assert split.pop("corrections") == [138, 137]
    assert not any(split.values())


def days(*dates):
    return a_book(events=[an_event(id=f"on-{n}", date=parse_when(d)) for n, d in enumerate(dates)])


def tallies(book):
    return [count for row in event_counts(in_order(book)).rows for count in row.counts]


def test_an_uncertain_date_is_counted_once_at_its_beginning():
    found = tallies(days("1894-03-05", "1894-03", "1894-03-31/1896-01", "1895~", "../1895-02"))
    assert [count.label for count in found] == [
        "3 events, March 1894",
        "1 event, January 1895",
        "1 event, February 1895",
    ]


@pytest.mark.parametrize(
    ("years", "span"),
    [
        (range(1890, 1900), "month"),
        (range(1800, 1900), "year"),
        (range(1000, 2000, 3), "decade"),
        (range(1, 9000, 7), "century"),
    ],
)
def test_the_more_years_the_longer_the_spans_that_are_counted(years, span):
    book = days(*(f"{year:04}-{month:02}-01" for year in years for month in (1, 4, 6, 12)))
    counts = event_counts(in_order(book))
    found = [count for row in counts.rows for count in row.counts]
    assert counts.span == span
    assert len(found) <= MOST_COUNTS
    assert sum(int(count.label.split()[0].replace(",", "")) for count in found) == len(book.events)


def test_a_count_leads_to_the_first_event_of_its_span():
    assert [count.first for count in tallies(days("1894-04-02", "1894-04-01", "1894-05"))] == [
        "on-1",
        "on-2",
    ]


def test_many_events_are_counted_and_few_are_drawn():
    few, more = timeline(BOOKS["events"](5)), timeline(BOOKS["events"](500))
    assert few.drawing
    assert few.rows
    assert few.counts is few.parts is None
    assert more.counts
    assert more.parts
    assert more.drawing is more.rows is None


def test_events_too_many_to_list_but_not_to_draw_have_marks_that_lead_to_their_parts():
    months = [parse_when(f"{1890 + n // 12}-{n % 12 + 1:02}") for n in range(120)]
    events = [an_event(id=f"one-{n}", date=when, summary=LONG) for n, when in enumerate(months)]
    shown = timeline(a_book(events=events))
    assert shown.parts
    assert shown.counts is None
    marks = re.findall(r'<a class="cb-mark[^>]*href="([^"]*)"', html("timeline", shown))
    assert Counter(marks) == {f"/events/one-{number}/": 2 for number in range(120)}


def test_events_that_would_stand_too_high_on_each_other_are_counted():
    shown = timeline(days(*["1894-03-05"] * 40))
    assert shown.counts
    assert shown.drawing is shown.parts is None
    assert len(shown.phases[0].events) == 40


def speaking(count):
    actors = [an_actor(id=f"actor-{n}", name=f"Actor {n}") for n in range(count)]
    claims = [a_claim(id=f"claim-{n}", speaker=f"actor-{n}") for n in range(count)]
    claims += [a_claim(id=f"more-{n}", speaker="actor-3") for n in range(5)]
    return a_book(actors=actors, claims=claims)


def test_of_many_speakers_those_with_most_claims_are_drawn_and_the_others_counted():
    view = chart(speaking(40), "who-spoke-about-what")
    columns = list(dict.fromkeys(row.group for row in view.rows))
    others = 40 - (MOST_SPEAKERS - 1)
    assert len(columns) == MOST_SPEAKERS
    assert columns[0] == "Actor 3"
    assert columns[-1] == f"{others} others"
    assert sum(row.value for row in view.rows) == 45
    for text in (view.answer, view.title, view.alternative):
        assert f"{others} others" in text
    assert view.table.columns[-1] == f"{others} others"


def test_as_many_speakers_as_there_is_room_for_are_all_named():
    view = chart(speaking(MOST_SPEAKERS), "who-spoke-about-what")
    assert "other" not in view.answer + view.title
    assert len({row.group for row in view.rows}) == MOST_SPEAKERS


def tied(count, ties):
    tie = type(a_claim()).model_fields["relations"].annotation.__args__[0]

    def to(other):
        kind = next(iter(minimal().entries["claim_relations"]))
        return tie(type=kind, to=f"claim-{other}", why="So it is.")

    return a_book(
        claims=[
            a_claim(id=f"claim-{n}", relations=tuple(to(one) for one in ties(n, count)))
            for n in range(count)
        ]
    )


@pytest.mark.parametrize(
    "ties",
    [lambda n, count: [(n + 1) % count], lambda n, count: [(n + k) % count for k in range(1, 40)]],
    ids=["a-ring", "a-thicket"],
)
def test_of_many_ties_the_counts_are_drawn_and_the_table_has_all(ties):
    book = tied(MOST_POINTS + 1, ties)
    view = chart(book, "how-claims-answer-each-other")
    count = sum(len(claim.relations) for claim in book.claims.values())
    assert (view.kind, len(view.rows)) == ("bar", 1)
    assert view.is_drawn
    assert (view.rows[0].value, len(view.table.rows)) == (count, count)
    assert f"{count:,} link" in view.answer


def test_few_ties_have_a_dot_each_and_each_says_what_it_ties():
    view = chart(tied(10, lambda n, count: [(n + 1) % count]), "how-claims-answer-each-other")
    assert (view.kind, len(view.rows)) == ("ties", 10)
    assert len({row.says for row in view.rows}) == 1


def test_a_chart_of_too_many_rows_is_a_table_that_is_cut_and_says_so():
    series = minimal().series["carts-by-year"]
    row = series.rows[0]
    rows = tuple(row.model_copy(update={"key": f"row-{n}"}) for n in range(MOST_POINTS))
    long = series.model_copy(update={"rows": (*series.rows, *rows)})
    view = series_chart(a_book(series=[long]), series.id)
    assert not view.is_drawn
    assert len(view.table.shown) == MOST_ROWS
    assert view.table.more == len(series.rows) + MOST_POINTS - MOST_ROWS
    assert len(view.table.rows) == len(view.rows)
    shown = html("chart_page", view, explored=lambda _: "explore.json", embed_code=str)
    assert f"{len(view.rows)} rows are too many to be drawn" in shown
    assert f"{MOST_ROWS} of {len(view.rows)} rows are shown; the CSV and JSON" in shown


def html(name, view, **options):
    return partial(name, view, url_for=Urls(), drawings=lambda _: (), **options)


@pytest.mark.parametrize("kind", ["actor_page", "claim_page", "source_list", "event_list"])
def test_what_is_cut_says_how_much_more_there_is(kind):
    book, _ = resting(500)
    actor = next(iter(minimal().actors))
    ties = tied(200, lambda n, _: range(1, 200) if n == 0 else [])
    view, more = {
        "actor_page": (actor_page(BOOKS["claims"](200), actor), 200 - MOST_CARDS),
        "claim_page": (claim_page(ties, "claim-0"), 199 - MOST_CARDS),
        "source_list": (source_list(Context(book)), 500 - MOST_LISTED),
        "event_list": (event_list(BOOKS["events"](200)), 200 - MOST_LISTED),
    }[kind]
    shown = html(kind, view)
    assert f"and {more} more" in shown
    assert len(shown.encode()) < ROOM


def test_who_speaks_much_has_the_first_claims_and_the_number_of_the_others():
    actor = next(iter(minimal().actors))
    book = a_book(claims=many(a_claim, 200, speaker=actor))
    shown = actor_page(book, actor).claims
    assert (len(shown), shown.more, shown.total) == (MOST_CARDS, 200 - MOST_CARDS, 200)


def test_a_choice_of_claims_is_cut_as_well():
    topic = next(iter(minimal().claims.values())).topic
    cards = claim_list(a_book(claims=many(a_claim, 200)), topic=topic).cards
    assert (len(cards), cards.more) == (MOST_LISTED, 200 - MOST_LISTED)


def test_a_claim_with_many_ties_shows_the_first_and_the_number_of_the_others():
    book = tied(200, lambda n, _: range(1, 200) if n == 0 else [])
    shown = claim_page(book, "claim-0").related
    assert (len(shown), shown.more) == (MOST_CARDS, 199 - MOST_CARDS)


def test_claims_tied_both_ways_are_told_once_with_both_reasons():
    data = tied(2, lambda n, _: [1 - n])
    named = {
        ("claims", f"claim-{n}"): (Reference("claims", f"claim-{1 - n}", "to"),) for n in (0, 1)
    }
    (shown,) = claim_page(replace(data, referrers=named), "claim-0").related
    assert [tie.is_outgoing for tie in shown.ties] == [True, False]
    assert shown.ties[0].relation != shown.ties[1].relation


def resting(count):
    source = next(iter(minimal().sources))
    references = minimal().referrers["sources", source]
    many_more = tuple(replace(references[0], kind="claims", id=f"one-{n}") for n in range(count))
    return replace(
        a_book(claims=many(a_claim, count)), referrers={("sources", source): many_more}
    ), source


def test_a_source_on_which_much_rests_names_the_first_and_the_number_of_all():
    book, source = resting(500)
    shown = source_item(Context(book), source).dependents
    assert (len(shown), shown.total) == (MOST_LISTED, 500)


# The same in a built site


def test_no_page_of_a_large_book_is_large(large):
    sizes = {name: len(page.html.encode()) for name, page in large.pages.items()}
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}


def test_every_link_of_a_large_book_leads_somewhere(large):
    for name, page in large.pages.items():
        for address in page.parsed.links:
            target = large.target(name, address)
            if target is not None:
                assert target[0] in large.pages or (large.root / target[0]).is_file(), address
                if target[1]:
                    assert target[1] in large.pages[target[0]].parsed.ids, (name, address)


def test_every_record_of_a_large_book_is_reached_from_the_home_page(large):
    reached = {page for page, _ in large.reached()}
    assert {name for name in large.pages if name not in reached} <= {"404.html"}
    held = Counter(
        one for name in reached if name in large.pages for one in large.pages[name].parsed.ids
    )
    for kind in ANCHORED:
        for record_id in large.data.records(kind):
            assert held[anchor(kind, record_id)] == 1, record_id
    for entry in large.search["entries"]:
        page, _, mark = entry["location"].partition("#")
        assert f"{page}index.html" in large.pages
        assert not mark or mark in large.pages[f"{page}index.html"].parsed.ids


def test_a_large_book_has_a_page_for_each_part_with_its_neighbors(large):
    for kind in ("claims", "events", "sources"):
        pages = [
            name
            for part in parts_of(Context(large.data), kind)
            for name in large.pages
            if name.endswith(f"/{part.id}/index.html")
            and flat(part.heading) in large.pages[name].text
        ]
        assert len(pages) == len(parts_of(Context(large.data), kind)) > 1
        for name, following in pairwise(pages):
            links = [large.target(name, link) for link in large.pages[name].parsed.links]
            back = [large.target(following, link) for link in large.pages[following].parsed.links]
            assert (following, "") in links
            assert (name, "") in back


def test_ways_to_narrow_a_list_stay_within_bounds(large):
    for name, page in large.pages.items():
        for select in re.findall(r"<select.*?</select>", page.html, re.DOTALL):
            assert select.count("<option") <= MOST_VALUES + 1, name
        rules = re.findall(r"\[data-filterable\][^{]*\{", page.html)
        assert len(rules) <= 4 * MOST_VALUES, name


@pytest.fixture(scope="module")
def large_address(large):
    """Where the large book is served."""
    with served(large.root) as found:
        yield found


NEW = (
    "timeline/",
    "timeline/background-2/",
    "claims/",
    "claims/topic/trade/",
    "sources/major/",
    "numbers/who-spoke-about-what/",
    "numbers/how-claims-answer-each-other/",
)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", NEW)
def test_a_page_of_a_large_book_fits_a_phone_and_breaks_no_rule(
    browser, large_address, path, scheme
):
    size = {"width": 390, "height": 900}
    with looked_at(browser, color_scheme=scheme, viewport=size) as (page, said, _):
        page.goto(large_address + path)
        assert page.evaluate(WIDER) <= 0
        assert violations(page, *(OF_COLORS if scheme == "dark" else ())) == []
        assert said == []


@pytest.mark.browser
def test_a_part_is_narrowed_without_scripts_and_the_count_of_a_month_leads_to_it(
    browser, large_address
):
    with looked_at(browser, java_script_enabled=False) as (page, *_):
        page.goto(large_address + "timeline/background-2/")
        shown = page.locator(".cb-event:visible")
        before = shown.count()
        page.select_option("select[name=topic]", "trade")
        assert 0 < shown.count() < before
    with looked_at(browser) as (page, *_):
        page.goto(large_address + "timeline/")
        last = page.locator(".cb-tally").last
        assert re.match(r"\d+ events?, \w+ \d+", last.get_attribute("aria-label"))
        last.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/timeline/*/#event-*")
        assert page.locator(":target").is_visible()
