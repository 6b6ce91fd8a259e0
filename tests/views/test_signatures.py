"""Pages say who signs for a claim and how far the book was reviewed, and no more than the data."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from builders import Urls, a_book, a_claim, minimal
from claimbook.core.records.book import Book
from claimbook.core.records.signing import version_of_claim
from claimbook.exports.linked import DescribedPage, linked
from claimbook.exports.material import Material
from claimbook.site.partials import partial
from claimbook.views.claims import claim_list
from claimbook.views.context import Context
from claimbook.views.paths import Paths
from claimbook.views.signatures import reviews, signatures

NOW = version_of_claim(minimal().claims["forty-carts"])
BEFORE = "00000000"
PEOPLE = (
    {"id": "tom-vane", "name": "Tom <b>Vane</b>", "url": "https://example.org/?a=1&b=2"},
    {"id": "ada-quill", "name": "Ada Quill", "orcid": "0000-0002-1825-0097"},
)


def by(person, version=NOW, date="1901-05-02"):
    return {"by": person, "date": date, "version": version}


def signed(*claims):
    """The smallest book with people, and claims that differ by who signs for them."""
    book = Book.model_validate({**dict(minimal().book), "people": PEOPLE})
    records = [a_claim(id=f"claim-{at}", **one) for at, one in enumerate(claims)]
    return replace(a_book(claims=records), book=book)


def said(name, view):
    """The text of a partial, without its markup."""
    html = partial(name, view, url_for=Urls(), drawings=lambda _: ())
    return " ".join(Markup(html).striptags().split())


def line(**claim):
    """What a claim's page says of who signs."""
    template = '{% import "_signed.html.j2" as signed %}{{ signed.of_claim(view) }}'
    from claimbook.site.partials import environment

    view = signatures(signed(claim), "claim-0")
    return environment().from_string(template).render(view=view)


def test_a_claim_that_nobody_signs_says_that_no_review_is_recorded():
    assert line() == "No review by a person is recorded."


def test_who_signs_is_named_with_the_day_and_a_link_that_says_who_that_is():
    shown = line(assessed=by("tom-vane"), reviewed=[by("ada-quill", date="1901-05-03")])
    assert "Tom &lt;b&gt;Vane&lt;/b&gt;" in shown
    assert 'href="https://example.org/?a=1&amp;b=2"' in shown
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in shown
    text = " ".join(Markup(shown).striptags().split())
    assert text == ("Assessed by Tom <b>Vane</b> (2 May 1901). Reviewed by Ada Quill (3 May 1901).")


@pytest.mark.parametrize("field", ["assessed", "reviewed"])
def test_a_signature_of_an_older_state_says_so(field):
    old = {"assessed": by("tom-vane", BEFORE), "reviewed": [by("ada-quill", BEFORE)]}
    claim = {"assessed": by("tom-vane"), "reviewed": [by("ada-quill")]} | {field: old[field]}
    assert line(**claim).count("before the claim was last changed") == 1


def test_an_assessed_claim_that_nobody_else_has_read_says_so():
    assert line(assessed=by("tom-vane")).endswith("No review by somebody else is recorded.")


UNREAD = {"assessed": by("tom-vane")}
READ = UNREAD | {"reviewed": [by("ada-quill")]}
CHANGED = UNREAD | {"reviewed": [by("ada-quill", BEFORE)]}


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ((), "This book has no claim yet that could be reviewed."),
        (({},), "No review of the 1 claim by a person is recorded."),
        (({}, UNREAD), "No review of any of the 2 claims by a person is recorded."),
        ((READ, READ), "Somebody other than who assessed it has reviewed each of the 2 claims."),
        (
            (READ, CHANGED, {}),
            (
                "Reviewed, as they are now, by somebody other than who assessed them: 1 of 3 claims. "
                "1 more has changed since its review."
            ),
        ),
    ],
)
def test_a_book_says_how_far_it_was_reviewed(claims, told):
    view = reviews(signed(*claims))
    assert said("reviews", view).startswith(told)
    assert view.left + view.reviewed + view.changed == view.claims == len(claims)


def test_people_are_listed_with_what_they_signed():
    data = signed(READ, CHANGED, {})
    counts = [(one.name, one.assessed, one.reviewed) for one in reviews(data).people]
    assert counts == [("Tom <b>Vane</b>", 2, 0), ("Ada Quill", 0, 2)]


def test_only_a_list_of_all_claims_tells_how_far_they_were_reviewed():
    data = signed(READ, {})
    assert claim_list(data).reviews == reviews(data)
    assert claim_list(data, speaker="ann-reed").reviews is None


def graph(data):
    """What the page of the first claim says of itself as linked data."""
    page = DescribedPage(
        url="c/", name="", description="", language="en", kind="claims", id="claim-0"
    )
    context = Context(data)
    made = Material(context=context, charts={}, site_url="", page=Paths({}).of, schema={})
    return {one["@type"]: one for one in linked(made, page)["@graph"]}


def test_linked_data_names_who_signs_for_the_claim_as_it_is():
    told = graph(signed(READ))
    assert told["ClaimReview"]["author"]["name"] == "Tom <b>Vane</b>"
    assert [one["name"] for one in told["WebPage"]["reviewedBy"]] == ["Ada Quill"]
    assert told["WebPage"]["lastReviewed"] == "1901-05-02"


def test_linked_data_credits_nobody_with_what_they_did_not_see():
    told = graph(
        signed({"assessed": by("tom-vane", BEFORE), "reviewed": [by("ada-quill", BEFORE)]})
    )
    assert "ClaimReview" not in told
    assert not {"reviewedBy", "lastReviewed"} & told["WebPage"].keys()
