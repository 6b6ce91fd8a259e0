"""A reader puts in a text, and the browser alone tells whether it is the one that was quoted."""

from __future__ import annotations

import json
import zipfile

import pytest
from click.testing import CliRunner

from builders import LIGHTHOUSE, TESTS
from claimbook.cli.archive import command
from claimbook.core.proofs.fingerprint import rules
from claimbook.core.proofs.placements import placements
from claimbook.core.records.values import slug
from claimbook.views.fragments import at_quotation
from looking import looked_at
from serving import served

TEXT = (LIGHTHOUSE / "article.txt").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if line]
PAGE = "check/leaflet-of-the-point/"
HOSTILE = "<img src=x onerror=document.title='gone'> </textarea><script>alert(1)</script>"


@pytest.fixture(scope="module")
def lighthouse(second):
    with served(second.root) as found:
        yield found


def put_in(page, text):
    """What the page says of a text, and what it counts."""
    page.locator("#check-text").fill("")
    page.locator("[data-verdict]").wait_for(state="detached")
    page.locator("#check-text").fill(text)
    page.locator("[data-verdict]").wait_for()
    counts = page.locator("[data-counts] dd").all_text_contents()
    return page.locator("[data-verdict]").get_attribute("data-verdict"), counts


@pytest.mark.browser
def test_a_browser_makes_the_same_words_and_hashes_as_the_build(browser, lighthouse):
    vectors = json.loads((TESTS / "core/proofs/vectors.json").read_text("utf-8"))
    with looked_at(browser) as (page, *_):
        page.goto(lighthouse + PAGE, wait_until="networkidle")
        made = page.evaluate(
            """([rules, {texts, documents}]) => {
                const {normalized, words, paragraphs, hash} = reader(rules);
                const hashes = run => run.map((_, at) => hash(run, at, 'a-doc', 7)).slice(0, 1 - rules.shingle);
                return {
                    texts: texts.map(({text}) => ({
                        text, normalized: normalized(text), words: words(text), shingles: hashes(words(text)),
                    })),
                    documents: documents.map(({text}) => {
                        const lines = paragraphs(text).map(normalized);
                        return {text, paragraphs: lines, sha256: sha256(lines.join('\\n'))};
                    }),
                };
            }""",
            [rules(), vectors],
        )
    assert made == vectors


@pytest.mark.browser
def test_the_text_is_known_and_each_quotation_marked_with_nothing_sent(browser, lighthouse, second):
    quotations = [second.data.claims[claim].quote for claim, _ in placements(second.data)]
    with looked_at(browser) as (page, said, asked):
        page.goto(lighthouse + PAGE, wait_until="networkidle")
        page.locator("#check-text").focus()
        page.wait_for_load_state("networkidle")
        loaded = len(asked)
        all_found = f"{len(quotations)} of {len(quotations)}"
        whole = ("same", [all_found, "6 of 6", "0", "0", "0"])
        wrapped = "\r\n\r\n".join(line.replace(" ", "\r\n", 1) for line in LINES)
        for same in (TEXT, wrapped, TEXT.replace(" ", "\u00a0")):
            assert put_in(page, same) == whole
        assert put_in(page, TEXT.replace("كما تقول", "كما تقول!"))[0] == "between"
        put_in(page, TEXT)
        assert asked[loaded:] == []
        assert said == []
        for at in range(len(quotations)):
            marked = page.locator(f"mark:has(#quotation-{at})").inner_text()
            assert any(quotation in marked for quotation in quotations), marked


@pytest.mark.browser
def test_what_was_changed_left_out_and_put_in_is_shown_and_hostile_text_is_only_text(
    browser, lighthouse
):
    changed = LINES[0].replace("أقوى", "أضعف")
    odd = [HOSTILE, changed, LINES[1], *LINES[3:]]
    with looked_at(browser) as (page, said, asked):
        page.goto(lighthouse + PAGE, wait_until="networkidle")
        verdict, counts = put_in(page, "\n".join(odd))
        assert verdict == "differs"
        assert counts[1:] == ["4 of 6", "1", "1", "1"]
        assert "أضعف" in page.locator("#paragraph-1 .cb-check__other").all_text_contents()
        assert page.locator(".cb-check__paragraph--missing").all_text_contents() == [
            "Paragraph 3 is missing"
        ]
        assert page.locator(".cb-check__paragraph--added > p").last.text_content() == HOSTILE
        lost = page.locator("[data-lost] .cb-sign")
        assert lost.all_text_contents() == [
            "Not found in paragraph 1",
            "Not found in paragraph 3",
        ]
        assert page.locator(".cb-check__text :is(img, script)").count() == 0
        assert put_in(page, "\n".join(reversed(LINES)))[0] == "between"
        assert put_in(page, f"{TEXT}\n{HOSTILE}")[0] == "more"
        assert put_in(page, "Another text.\n" * 5)[0] == "other"
        assert "gone" not in page.title()
        assert said == []
        assert [one for one in asked if not one.startswith(lighthouse)] == []


@pytest.mark.browser
def test_a_page_of_an_archive_checks_a_file_from_the_disk(browser, second, tmp_path):
    done = CliRunner().invoke(command, [str(second.folder), "--output", str(tmp_path / "a.zip")])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "a.zip") as whole:
        whole.extractall(tmp_path)
    folder = tmp_path / slug(second.data.book.title) / PAGE
    with looked_at(browser) as (page, said, _):
        page.goto(f"{folder.as_uri()}/index.html")
        page.locator("[type=file]").set_input_files(LIGHTHOUSE / "article.txt")
        page.locator("[data-verdict=same]").wait_for()
        for link in page.locator("[data-found] a:last-child").all():
            address = link.get_attribute("href")
            assert (folder / address).is_file(), address
        assert said == []
        page.locator("[type=file]").set_input_files(
            {"name": "a.bin", "mimeType": "text/plain", "buffer": b"\xff\xfe\x00"}
        )
        page.get_by_text("This file is no plain text").wait_for()


def test_each_quotation_that_is_proved_leads_to_its_check_and_to_the_page_that_it_is_from(second):
    data = second.data
    assert placements(data)
    for claim, _ in placements(data):
        links = second.pages[f"claims/{claim}/index.html"].parsed.links
        assert f"../../{PAGE}" in links
        assert at_quotation(data.document.url, data.claims[claim].quote) in links


def test_without_scripts_the_page_tells_another_way(site):
    page = site.pages[f"check/{site.data.document.id}/index.html"]
    assert "Your browser runs no scripts here" in page.text
    assert f"claimbook verify --text article.txt --id {site.data.document.id}" in page.text
