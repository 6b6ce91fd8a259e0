"""What a build changes and what it leaves: one edit shows everywhere, a failing build shows nowhere."""

from __future__ import annotations

import csv
import io
import re
import shutil

import pytest

from builders import LIGHTHOUSE, ROOT, minimal
from claimbook.core.text.date_words import date_words
from claimbook.core.text.dates import parse_when
from claimbook.core.text.yaml_text import read_yaml
from claimbook.prose.calls import read_page
from claimbook.site.build import Site
from claimbook.views.names import quantity_figure
from claimbook.views.paths import anchor
from claimbook.views.series import series_chart
from sites import build, built, check, copy_book, flat, warm

INDEX = "docs/index.md"


def replace_value(path, where, value):
    """Write another value at a place of a YAML file, and nothing else."""
    text = path.read_text("utf-8")
    place = read_yaml(text, path.name).values[where]
    lines = text.split("\n")
    line = lines[place.line - 1]
    start = place.column - 1
    lines[place.line - 1] = f"{line[:start]}{value}{line[start + place.width :]}"
    path.write_text("\n".join(lines), encoding="utf-8")


def calls(folder, name):
    page = read_page(INDEX, (folder / INDEX).read_text("utf-8"))
    return [call.args for call in page.calls if call.name == name]


def is_free(data, figure):
    """Whether a figure may change alone: no words state it, and no sum leads to it or from it."""
    if figure in data.quantities:
        quantity = data.quantities[figure][1]
        bound = quantity.stated or quantity.derived
    else:
        series, row = data.rows[figure]
        bound = any(cell.row == row.key for cell in series.derived)
    return not bound and figure not in data.derived_from


def change_a_quantity(folder, data):
    """Raise the first plain number that the story takes from a claim and nothing holds."""
    figure = next(
        args[0]
        for args in calls(folder, "figure")
        if args[0] in data.quantities
        and data.quantities[args[0]][1].value
        and is_free(data, args[0])
    )
    claim, quantity = data.quantities[figure]
    at = ("quantities", claim.quantities.index(quantity), "value")
    replace_value(folder / f"data/claims/{claim.id}.yml", at, quantity.value + 7)
    return claim.id, figure


def change_a_row(folder, data):
    """Raise a number that a chart of the story draws, first of all one that it stresses."""
    drawn = [
        (row.key != series.chart.emphasis, series.id, row.key)
        for (series_id,) in calls(folder, "chart")
        if (series := data.series.get(series_id)) and series.chart.kind != "table"
        for row in series.rows
        if row.value and is_free(data, f"{series_id}.{row.key}")
    ]
    _, series_id, key = min(drawn)
    row = data.rows[f"{series_id}.{key}"][1]
    path = folder / f"data/series/{series_id}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    for written in rows:
        if written["key"] == row.key:
            written["value"] = str(row.value + 7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return series_id, row.key


def change_a_day(folder, data):
    """Move the first event whose day the story names by one year."""
    event = next(
        data.events[args[1]]
        for args in calls(folder, "date")
        if args[0] == "events" and data.events[args[1]].date.start.precision == "day"
    )
    year, rest = str(event.date).split("-", 1)
    replace_value(folder / f"data/events/{event.id}.yml", ("date",), f"{int(year) - 1}-{rest}")
    return event.id


@pytest.fixture(scope="module")
def edited(shipped, tmp_path_factory):
    """This book with one quantity, one row and one date changed, each in one place, and built."""
    folder = warm(copy_book(ROOT, tmp_path_factory.mktemp("edited") / "book"), shipped)
    changed = [
        make(folder, shipped.data) for make in (change_a_quantity, change_a_row, change_a_day)
    ]
    return built(folder), *changed


def test_a_changed_quantity_is_new_in_the_story_and_on_the_page_of_its_claim(shipped, edited):
    site, (claim_id, figure), *_ = edited
    before, after = (quantity_figure(s.data, *s.data.quantities[figure]) for s in (shipped, site))
    assert before.words != after.words
    for page in ("index.html", f"claims/{claim_id}/index.html"):
        assert f">{after.words}<" not in shipped.pages[page].html
        assert flat(after.words) in site.pages[page].text
        count = [s.pages[page].text.count(flat(before.words)) for s in (shipped, site)]
        assert count[1] < count[0] or before.words in after.words


def test_a_changed_row_is_new_in_the_drawing_the_table_and_the_story(shipped, edited):
    site, _, (series_id, key), _ = edited
    for page in ("index.html", f"numbers/{series_id}/index.html"):
        old, new = (s.pages[page].html for s in (shipped, site))
        figure = rf'<figure class="cb-chart[^>]*id="chart-{series_id}".*?</figure>'
        svg_before, svg_after = (
            re.findall(r"<svg.*?</svg>", re.search(figure, h, re.DOTALL)[0], re.DOTALL)
            for h in (old, new)
        )
        assert svg_after
        assert all(one != other for one, other in zip(svg_before, svg_after, strict=True))
        row = next(row for row in series_chart(site.data, series_id).rows if row.key == key)
        assert flat(row.words) in site.pages[page].text
        assert row.words not in "".join(re.findall(figure, old, re.DOTALL))


def test_a_changed_date_is_new_in_the_story_and_on_the_timeline(shipped, edited):
    site, *_, event_id = edited
    for one, page in (
        (s, s.pages[p]) for s in (site,) for p in ("index.html", "timeline/index.html")
    ):
        assert flat(date_words(one.data.events[event_id].date)) in page.text
    entry = rf'<li class="cb-event[^>]* id="{anchor("events", event_id)}".*?</li>'
    mark = rf'<a class="cb-mark[^>]* href="#{anchor("events", event_id)}".*?</a>'
    for part in (entry, mark):
        old, new = (
            re.search(part, s.pages["timeline/index.html"].html, re.DOTALL)[0]
            for s in (shipped, site)
        )
        assert old != new
    assert parse_when(str(site.data.events[event_id].date)) != shipped.data.events[event_id].date


def test_one_edit_leaves_all_other_claims_as_they_were(shipped, edited):
    site, (claim_id, _), *_ = edited
    day = next(one for one, event in site.data.events.items() if event != shipped.data.events[one])
    main = re.compile(r'<article class="cb-page.*?</article>', re.DOTALL)
    for name in shipped.pages:
        said = name + shipped.pages[name].html
        if name.startswith("claims/") and claim_id not in said and f"event-{day}" not in said:
            assert main.findall(shipped.pages[name].html) == main.findall(site.pages[name].html), (
                name
            )


PARTS = ("timeline", "glossary", "chart", "chart_list")
SHOWN = ("cb-timeline", "cb-glossary", 'class="cb-chart ')


@pytest.fixture(scope="module")
def reduced(second, tmp_path_factory):
    """The second book without its timeline, glossary and charts, built."""
    folder = warm(copy_book(LIGHTHOUSE, tmp_path_factory.mktemp("reduced") / "book"), second)
    call = re.compile(rf"\{{\{{ *({'|'.join(PARTS)})\(.*?\) *\}}\}}", re.DOTALL)
    for path in (folder / "docs").rglob("*.md"):
        path.write_text(call.sub("(out)", path.read_text("utf-8")), encoding="utf-8")
    return built(folder)


def test_a_part_whose_macro_is_taken_out_is_gone(second, reduced):
    for name, page in reduced.pages.items():
        if name.startswith(("numbers/", "contributing/")) and name != "numbers/index.html":
            continue
        for part in SHOWN:
            assert part not in page.html, name
    for part in SHOWN:
        assert any(part in page.html for page in second.pages.values()), part


def test_a_book_without_some_parts_has_no_dead_link(reduced):
    for name, page in reduced.pages.items():
        for address in (*page.parsed.links, *page.parsed.loads):
            if target := reduced.target(name, address):
                assert (reduced.root / target[0]).is_file(), (name, address)
                if target[1]:
                    assert target[1] in reduced.pages[target[0]].parsed.ids, (name, address)


def bad_data(folder):
    path = folder / "data/claims/oil-a-year.yml"
    path.write_text(
        path.read_text("utf-8").replace("status: borne-out", "status: borne"), encoding="utf-8"
    )


def wrong_macro_id(folder):
    append(folder, '{{ claim("oil-a-yaer") }}')


def broken_link(folder):
    append(folder, "[nowhere](nowhere.md)")


def broken_fragment(folder):
    append(folder, "[nowhere](#nowhere)")


SHEET = "macros/claimbook/theme/assets/css/claimbook.css"
"""The engine's stylesheet in a book with a copy of the code beside it."""


def with_code(folder):
    """Put a copy of the code beside a book, which builds it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "macros", folder / "macros", ignore=ignored)


def failing_template(folder):
    with_code(folder)
    path = folder / "macros/claimbook/templates/claim_page.html.j2"
    path.write_text(path.read_text("utf-8") + "{{ view.no_such_field }}\n", encoding="utf-8")


def failing_macro(folder):
    append(folder, '{{ sides([["oil-a-year"]]) }}')


def undefined_variable(folder):
    append(folder, "{{ no_such_name }}")


def page_in_the_way(folder):
    path = folder / "docs/claims/oil-a-year.md"
    path.parent.mkdir()
    path.write_text("# Mine\n", encoding="utf-8")


def sheet_without_a_color(folder):
    with_code(folder)
    path = folder / SHEET
    path.write_text(path.read_text("utf-8").replace("--cb-paper:", "--cb-papier:"), "utf-8")


def sheet_without_colors(folder):
    with_code(folder)
    (folder / SHEET).write_text("a { color: red; }", "utf-8")


def sheet_that_is_missing(folder):
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "extra_css: [assets/mine.css]\n", "utf-8")


def append(folder, text):
    path = folder / INDEX
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", encoding="utf-8")


FAILURES = {
    bad_data: "E020",
    wrong_macro_id: "E053",
    broken_link: "nowhere.md",
    broken_fragment: "#nowhere",
    failing_template: "no_such_field",
    failing_macro: "sides",
    undefined_variable: "no_such_name",
    page_in_the_way: "docs/claims/oil-a-year.md",
    sheet_without_a_color: "--cb-paper",
    sheet_without_colors: "states no colors",
    sheet_that_is_missing: "assets/mine.css",
}
LOCATED = {bad_data, wrong_macro_id, page_in_the_way}
SHEETS = {sheet_without_a_color, sheet_without_colors, sheet_that_is_missing}


def files(folder):
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("quiet", [(), ("-q",)], ids=["", "quiet"])
@pytest.mark.parametrize("harm", FAILURES, ids=lambda harm: harm.__name__.replace("_", "-"))
def test_a_failing_build_says_why_and_leaves_the_old_site_alone(harm, quiet, second, tmp_path):
    folder = tmp_path / "book"
    shutil.copytree(second.folder, folder)
    before = files(folder / "site")
    harm(folder)
    done = build(folder, *quiet)
    assert done.returncode != 0
    assert files(folder / "site") == before
    assert {path.name for path in folder.glob(".site*")} <= {".site.lock"}
    if not quiet or harm in LOCATED | SHEETS:
        assert FAILURES[harm] in done.stderr + done.stdout
    if harm in LOCATED | SHEETS:
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("harm", [bad_data, wrong_macro_id])
def test_the_command_and_the_build_report_a_problem_in_the_same_words(harm, second, tmp_path):
    folder = tmp_path / "book"
    shutil.copytree(second.folder, folder)
    harm(folder)
    checked = check(folder)
    assert checked.returncode == 1
    assert checked.stderr.strip() in build(folder).stderr


def test_the_command_says_that_a_sound_book_is_sound(second):
    checked = check(second.folder)
    assert checked.returncode == 0
    assert "error" not in checked.stderr
    assert "No problem" in checked.stdout


@pytest.mark.parametrize("name", ["terms/nothing", "nothing/toll", "nothing", ""])
def test_a_card_that_a_writer_names_and_nobody_has_leaves_the_page_as_it_is(name, tmp_path):
    page = f'<body><a data-card="{name}" href="#">x</a></body>'
    site = Site(minimal(), tmp_path)
    assert site.cards_of(page, "") == ""
