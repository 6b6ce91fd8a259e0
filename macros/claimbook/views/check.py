"""The page on which a reader holds a document's text against its fingerprint and its quotations."""

from dataclasses import dataclass
from typing import Any

from claimbook.core.proofs.fingerprint import fingerprint_of, rules
from claimbook.core.proofs.placements import placements
from claimbook.core.records.dataset import Dataset
from claimbook.core.text.messages import gettext, later
from claimbook.views.paths import own_page
from claimbook.views.proof import Proof, proof
from claimbook.views.wording import headed

KNOWN = "known.js"
"""The file beside the page with what a text is compared with."""

TITLE = later("Check it yourself")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """What a reader can check of a document, in numbers, and the file that the script reads."""

    title: str
    proof: Proof
    known: str


def documents_to_check(data: Dataset) -> tuple[str, ...]:
    """The ids of the documents that have a fingerprint."""
    found = data.documents.items()
    return tuple(one for one, document in found if fingerprint_of(document))


def heading(data: Dataset, document_id: str) -> tuple[str, str]:
    """The title and description of the page."""
    title = data.documents[document_id].title
    about = gettext("Look for the quotations of this book in the text of “{title}”.", title=title)
    return headed(gettext(TITLE), title), about


def check_page(data: Dataset, document_id: str) -> CheckPage:
    """The page of a document that has a fingerprint."""
    found = proof(data, document_id)
    assert found is not None, document_id
    return CheckPage(title=gettext(TITLE), proof=found, known=KNOWN)


def known(data: Dataset, document_id: str) -> dict[str, Any]:
    """What a text is compared with: rules, hashes, and quotations with their places.

    A paragraph is the number of its words and its hashes; a place is from and to which word of its
    paragraph a piece of a quotation stands, counted from 0. Addresses are seen from the page.
    """
    fingerprint = fingerprint_of(data.documents[document_id])
    assert fingerprint is not None, document_id
    root = "../" * own_page("check", document_id).count("/")
    quotations: list[dict[str, Any]] = []
    for (claim_id, number), (document, place) in placements(data).items():
        claim = data.claims[claim_id]
        if document == document_id:
            cited = claim if number is None else claim.evidence[number]
            quotations.append(
                {
                    "text": cited.quote,
                    "claim": claim.title,
                    "url": f"{root}{own_page('claims', claim_id)}",
                    "paragraph": place.paragraph,
                    "places": place.spans,
                }
            )
    return {
        "rules": rules(),
        "document": document_id,
        "sha256": fingerprint.sha256,
        "paragraphs": [(one.words, "".join(one.shingles)) for one in fingerprint.paragraphs],
        "quotations": sorted(quotations, key=lambda one: (one["paragraph"], one["places"])),
    }
