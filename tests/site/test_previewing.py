"""A preview shows each edit, tells what is wrong without dying, and comes out as a build does."""

from __future__ import annotations

import html

import pytest

from builders import LIGHTHOUSE
from previews import Preview
from sites import copy_book, warm

CLAIM = "data/claims/oil-a-year.yml"
PAGE = "claims/oil-a-year/"


@pytest.fixture(scope="module")
def preview(second, tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    book = warm(copy_book(LIGHTHOUSE, folder / "book"), second)
    begun = Preview(book, folder / "log.txt")
    begun.until(lambda: "Serving on" in begun.said())
    yield begun
    begun.stop()


def test_an_edit_shows_and_a_wrong_one_is_told_and_can_be_mended(preview):
    preview.until(lambda: "Oil for a year" in preview.page(PAGE))
    preview.edit("title: Oil for a year", "title: Oil for twelve months", CLAIM)
    preview.until(lambda: "Oil for twelve months" in preview.page(PAGE))
    preview.edit("unit: tonnes of oil", "unit: tons of oil", CLAIM)
    for where in (preview.said, lambda: html.unescape(preview.page(PAGE))):
        preview.until(lambda where=where: "error E020" in where())
        assert f"{CLAIM}:" in where()
        assert "did you mean 'tonnes of oil'?" in where()
    assert "Oil for twelve months" in preview.page(PAGE)
    preview.edit("unit: tons of oil", "unit: <b>tons</b>", CLAIM)
    preview.until(lambda: "&lt;b&gt;tons" in preview.page(PAGE))
    assert preview.page(PAGE).count('role="alert"') == 1
    preview.edit("unit: <b>tons</b>", "unit: tonnes of oil", CLAIM)
    preview.edit("Oil for twelve months", "Oil for all the year", CLAIM)
    preview.until(lambda: "Oil for all the year" in preview.page(PAGE))
    assert 'role="alert"' not in preview.page(PAGE)
    assert "Traceback" not in preview.said()


def test_a_warning_of_the_build_is_shown_too_and_nobody_waits(preview):
    page = preview.folder / "docs/about/index.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n[there](nowhere.md)\n", "utf-8")
    preview.until(lambda: "nowhere.md" in preview.page(PAGE))
    assert preview.page(PAGE).count('role="alert"') == 1
    page.write_text(f"{text}\n![there](nowhere.png)\n", "utf-8")
    preview.until(lambda: "nowhere.png" in preview.page(PAGE))
    page.write_text(text, "utf-8")
    preview.until(lambda: 'role="alert"' not in preview.page(PAGE))


def test_a_page_whose_macro_fails_is_told_at_every_address(preview):
    page = preview.folder / "docs/about/index.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n{{{{ config.nothing.here }}}}\n", "utf-8")
    preview.until(lambda: "nothing" in preview.page(PAGE))
    page.write_text(text, "utf-8")
    preview.until(lambda: "nothing" not in preview.page(PAGE))
    assert "<h1" in preview.page(PAGE)


def test_what_is_kept_from_one_edit_to_the_next_is_as_if_made_anew(preview, tmp_path):
    preview.edit("some 12.50 tonnes", "some 12.50 tonnes and no more", CLAIM)
    preview.until(lambda: "and no more" in preview.page(PAGE))
    fresh = Preview(copy_book(preview.folder, tmp_path / "book"), tmp_path / "log.txt")
    try:
        fresh.until(lambda: "Serving on" in fresh.said())
        for path in (
            "",
            PAGE,
            "claims/no-wreck/",
            "people/maryam-haddu/",
            "timeline/",
            "glossary/",
        ):
            here, there = preview.page(path), fresh.page(path)
            assert here.replace(preview.address, "") == there.replace(fresh.address, ""), path
    finally:
        fresh.stop()


def test_what_a_build_refuses_is_told_and_never_live(preview):
    page = preview.folder / "docs/about/index.md"
    text = page.read_text("utf-8")
    for hostile in ("<plaintext>", '<!--><meta http-equiv="refresh" content="0;url=a">-->'):
        page.write_text(f"{text}\n{hostile}\n", "utf-8")
        preview.until(lambda: "error E059" in preview.page("about/"))
        assert hostile not in preview.page("about/")
        page.write_text(text, "utf-8")
        preview.until(lambda: 'role="alert"' not in preview.page("about/"))


@pytest.mark.browser
def test_a_preview_has_a_policy_under_which_it_still_reloads(preview, browser):
    page = browser.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"http://{preview.address}/{PAGE}")
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    assert "'nonce-" in policy
    assert "script-src 'self' 'sha256-" in policy
    title = page.title()
    preview.edit("title: ", "title: Now ", CLAIM)
    page.wait_for_function("title => document.title !== title", arg=title)
    preview.edit("title: Now ", "title: ", CLAIM)
    page.close()
    assert not [text for text in told if "Content Security Policy" in text]
