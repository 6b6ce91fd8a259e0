"""What the page on which readers check a document's text compares it with.

It is a script and no JSON, since browsers let no page on a disk fetch anything.
"""

import json
from collections.abc import Iterator

from claimbook.exports.material import Material
from claimbook.views.check import KNOWN, documents_to_check, known
from claimbook.views.paths import own_page


def files(material: Material) -> Iterator[tuple[str, str]]:
    """The file of each document that has a fingerprint: its path from the site's root, and text."""
    for document in documents_to_check(material.data):
        told = json.dumps(known(material.data, document), separators=(",", ":"))
        yield f"{own_page('check', document)}{KNOWN}", f"self.claimbookKnown = {told};\n"
