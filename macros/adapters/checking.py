"""What `claimbook check` does: the same checks as a build, without building."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.core.load import check_book, count_records, load_dataset
from macros.core.problems import report
from macros.core.records import SINGULAR
from macros.prose.calls import read_page
from macros.prose.rules import Prose, check_prose
from macros.views.claim_charts import chart_ids
from macros.views.wording import plural

if TYPE_CHECKING:
    from pathlib import Path


def check_folder(root: Path) -> tuple[str, bool]:
    """Check the data and, when it is sound, the macro calls of the pages in `docs/`.

    Returns:
        What to print, and whether there are problems.
    """
    problems, text = check_book(root)
    if problems:
        return report(problems, text), True
    data = load_dataset(root)
    pages = []
    for path in sorted((root / "docs").rglob("*.md")):
        shown = path.relative_to(root).as_posix()
        pages.append(read_page(shown, path.read_text(encoding="utf-8")))
    if problems := check_prose(Prose(pages, data, chart_ids(data))):
        return report(problems, {page.path: page.text for page in pages}), True
    counts = ", ".join(
        plural(n, SINGULAR[kind], kind) for kind, n in count_records(data).items() if n
    )
    return f"No problem found in {plural(len(pages), 'page')} and {counts}.", False
