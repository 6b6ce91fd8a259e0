"""Each record says where it is edited, where a problem is reported and where another is proposed."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from builders import LIGHTHOUSE, ROOT
from claimbook.core.records.claims import Claim
from claimbook.core.text.yaml_text import read_yaml
from sites import Site, build, copy_book, warm

REPOSITORY = "https://forge.example/people/book"
SITE = "https://book.example/"


@pytest.fixture(scope="module")
def linked(published, tmp_path_factory):
    """A book that is built where the addresses of its site and repository are known."""
    folder = warm(copy_book(LIGHTHOUSE, tmp_path_factory.mktemp("linked") / "book"), published)
    done = build(folder, SITE_URL=SITE, REPO_URL=f"{REPOSITORY}/")
    assert done.returncode == 0, done.stderr
    return Site(folder)


def links(page, words):
    return [
        link.replace("&amp;", "&")
        for link in re.findall(rf'<a href="([^"]*)">{words}</a>', page.html)
    ]


def pages_of_records(site):
    """Each page of a record, with the record's folder and id."""
    data = site.data
    for kind, folder, ids in (
        ("claims", "claims", data.claims),
        ("actors", "people", data.actors),
        ("series", "numbers", data.series),
    ):
        yield from ((site.pages[f"{folder}/{one}/index.html"], kind, one) for one in ids)


def test_each_page_of_a_record_leads_to_its_own_file(linked):
    for page, kind, one in pages_of_records(linked):
        assert links(page, "Edit this") == [f"{REPOSITORY}/edit/main/data/{kind}/{one}.yml"]


def test_a_report_begins_with_the_record_and_the_page(linked):
    form = yaml.safe_load(
        (ROOT / ".github/ISSUE_TEMPLATE/wrong-or-outdated.yml").read_text("utf-8")
    )
    fields = {one.get("id") for one in form["body"]}
    for page, kind, one in pages_of_records(linked):
        [link] = links(page, "Report a problem")
        query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        assert link.startswith(f"{REPOSITORY}/issues/new?")
        assert query["template"] == "wrong-or-outdated.yml"
        assert query["record"] == f"{kind}/{one}"
        assert query["page"].startswith(SITE)
        assert query["page"].removeprefix(SITE) + "index.html" in linked.pages
        assert query.keys() - {"template", "title"} <= fields


def test_a_proposal_begins_with_every_field_that_a_claim_needs(linked):
    for page, _, _ in pages_of_records(linked):
        [link] = links(page, "Propose a claim")
        query = parse_qs(urlsplit(link).query)
        assert urlsplit(link).path == "/people/book/new/main/data/claims"
        assert len(link) < 8000
        begun = read_yaml(query["value"][0], "")
        assert begun.faults == []
        needed = {name for name, field in Claim.model_fields.items() if field.is_required()}
        assert needed <= set(begun.data) <= set(Claim.model_fields)


@pytest.mark.parametrize(
    ("listing", "kind"), [("timeline", "events"), ("glossary", "terms"), ("sources", "sources")]
)
def test_each_record_in_a_list_leads_to_its_own_file(listing, kind, linked):
    page = linked.pages[f"{listing}/index.html"]
    found = {f"{REPOSITORY}/edit/main/data/{kind}/{one}.yml" for one in linked.data.records(kind)}
    assert found <= set(links(page, "Edit this"))
    one = {"events": "an event", "terms": "a term", "sources": "a source"}[kind]
    proposals = set(links(page, f"Propose {one}"))
    assert proposals
    assert all(f"/new/main/data/{kind}?" in link for link in proposals)
    reported = {
        parse_qs(urlsplit(link).query)["record"][0] for link in links(page, "Report a problem")
    }
    assert reported == {f"{kind}/{one}" for one in linked.data.records(kind)}


def test_a_book_without_a_repository_has_none_of_these_links(second):
    assert not [
        page for page in second.pages.values() if "cb-mend" in page.html.split("</head>")[1]
    ]


def test_the_addresses_hold_nothing_that_is_not_encoded(linked):
    for page, _, _ in pages_of_records(linked):
        for words in ("Edit this", "Report a problem", "Propose a claim"):
            assert all(re.fullmatch(r"[\w:/.?=&%+~-]+", link) for link in links(page, words))
