"""Addresses in a book's repository: where its files are edited and its faults reported."""

from collections.abc import Mapping
from urllib.parse import urlencode

REPORT_FORM = "wrong-or-outdated.yml"
"""The form in .github/ISSUE_TEMPLATE/ whose fields `record` and `page` are filled in."""


def report_url(repository: str | None, record: str, page: str | None) -> str | None:
    """The form for a problem with a record (its kind and id), filled in as far as it is known."""
    known = {"template": REPORT_FORM, "title": f"{record}: ", "record": record, "page": page}
    return _with_query(repository, "issues/new", known)


def propose_url(repository: str | None, folder: str, text: str) -> str | None:
    """The address of the editor on the web with a new file in a folder, already begun."""
    return _with_query(repository, f"new/main/{folder}", {"filename": "new-id.yml", "value": text})


def _with_query(repository: str | None, path: str, query: Mapping[str, str | None]) -> str | None:
    given = {name: value for name, value in query.items() if value}
    return f"{repository.rstrip('/')}/{path}?{urlencode(given)}" if repository else None


def edit_url(repository: str | None, path: str | None) -> str | None:
    """Where a file of the book is edited on the web, when the book has a repository."""
    return f"{repository.rstrip('/')}/edit/main/{path}" if repository and path else None
