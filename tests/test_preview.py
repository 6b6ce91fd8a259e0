"""A preview shows each edit, tells what is wrong without dying, and comes out as a build does."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from builders import LIGHTHOUSE
from sites import copy_book

CLAIM = "data/claims/oil-a-year.yml"
PAGE = "claims/oil-a-year/"
PATIENCE = 60
"""Seconds after which something that does not come is a failure."""


class Preview:
    """A book that is being served while it is written."""

    def __init__(self, folder, log):
        self.folder, self.log = folder, log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        env = {k: v for k, v in os.environ.items() if k not in {"SITE_URL", "REPO_URL"}}
        self.output = log.open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address],
            cwd=folder,
            env={**env, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )

    def page(self, path):
        try:
            with urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return re.sub(r"livereload\(\d+, \d+\)", "", answer.read().decode())
        except HTTPError as error:
            return error.read().decode()
        except URLError:
            return ""

    def said(self):
        return self.log.read_text("utf-8")

    def until(self, happens):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said()
            if happens():
                return
            time.sleep(0.05)
        pytest.fail(self.said())

    def edit(self, old, new):
        path = self.folder / CLAIM
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self.output.close()


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    begun = Preview(copy_book(LIGHTHOUSE, folder / "book"), folder / "log.txt")
    begun.until(lambda: "Serving on" in begun.said())
    yield begun
    begun.stop()


def test_an_edit_shows_and_a_wrong_one_is_told_and_can_be_mended(preview):
    preview.until(lambda: "Oil for a year" in preview.page(PAGE))
    preview.edit("title: Oil for a year", "title: Oil for twelve months")
    preview.until(lambda: "Oil for twelve months" in preview.page(PAGE))
    preview.edit("unit: tonnes of oil", "unit: tons of oil")
    for where in (preview.said, lambda: html.unescape(preview.page(PAGE))):
        preview.until(lambda where=where: "error E020" in where())
        assert f"{CLAIM}:" in where()
        assert "did you mean 'tonnes of oil'?" in where()
    assert "Oil for twelve months" in preview.page(PAGE)
    preview.edit("unit: tons of oil", "unit: <b>tons</b>")
    preview.until(lambda: "&lt;b&gt;tons" in preview.page(PAGE))
    assert preview.page(PAGE).count('role="alert"') == 1
    preview.edit("unit: <b>tons</b>", "unit: tonnes of oil")
    preview.edit("Oil for twelve months", "Oil for all the year")
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
    preview.edit("some 12.50 tonnes", "some 12.50 tonnes and no more")
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
