"""Books whose names are written in many ways, and what a reader's search in them shows."""

from __future__ import annotations

from contextlib import contextmanager

from builders import LIGHTHOUSE
from looking import looked_at
from serving import served
from sites import copy_book, run, warm

DESK = {"width": 1440, "height": 900}

ACTOR = """\
id: {id}
name: {name}
names: [{{text: {other}, lang: zh}}]
kind: person
role: {role}
description: Known from the harbor's books.
sources: [lamp-book]
"""
TERM = """\
id: {id}
term: {term}
topic: lamp
definition: {definition}
why_it_matters: It stands in the log.
sources: [lamp-book]
"""
ACTORS = {
    "nfd": ("Jose\u0301 Nu\u0301n\u0303ez", "努涅斯", "Counts the ships"),
    "curly": ("Sinéad O’Brien", "奧布萊恩", "Weighs the oil"),
    "emile": ("Émile Straße", "経済学者", "Paid ٤٥ riyals"),
}
TERMS = {
    "law": ("晶片法案", "A law that no lamp needs."),
    "rd": ("R&D", "What the harbor commission spends on tariffs for lamps."),
    "at": ("AT&T", "A company that attends to attics, and to a lamb."),
}
AS_LARGE = """
from claimbook.site import search_index
search_index.LARGEST = 0
{change}
from mkdocs.__main__ import cli
cli(["build"])
"""


def build_as_large(folder, change=""):
    """Build a book as if its entries were too many for one file."""
    return run(folder, "-c", AS_LARGE.format(change=change))


def a_book_of_names(to, second, language):
    """A book of which the theme speaks a language, and in which there are names to search for."""
    folder = warm(copy_book(LIGHTHOUSE, to), second)
    config = (
        (folder / "mkdocs.yml").read_text("utf-8").replace("language: en", f"language: {language}")
    )
    actors = {
        f"data/actors/{one}.yml": ACTOR.format(id=one, name=name, other=other, role=role)
        for one, (name, other, role) in ACTORS.items()
    }
    terms = {
        f"data/terms/{one}.yml": TERM.format(id=one, term=term, definition=definition)
        for one, (term, definition) in TERMS.items()
    }
    for path, text in {"mkdocs.yml": config, **actors, **terms}.items():
        (folder / path).write_text(text, "utf-8")
    return folder


@contextmanager
def searching(browser, site, path="people/", **options):
    """What types words into the search field of a page, and that page of a site below its host's root.

    What the page asked for is in `search.asked`, as paths in the site.
    """
    given = {"viewport": DESK, **options}
    with served(site.folder) as host, looked_at(browser, **given) as (page, said, asked):
        page.goto(f"{host}site/{path}")

        def search(words):
            page.locator(".md-search__input").click()
            for typed in ("", words):  # so that nothing is left of what was found before
                page.locator(".md-search__input").fill(typed)
                page.locator(".md-search__input").press("End")  # the theme looks when a key goes up
                if not typed:
                    page.locator(".md-search-result__item").first.wait_for(state="detached")

        search.asked = lambda: {url.removeprefix(f"{host}site/") for url in asked}
        yield search, page
        assert said == []
        assert not [url for url in asked if not url.startswith((host, "data:"))]
