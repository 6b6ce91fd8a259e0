"""A preview: it shows a change at once, and says in the browser too what is wrong with one.

What does not change with an edit (linked terms, cards) is kept for the next.
"""

import gc
import html
import logging
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from claimbook.charts.drawing import warm_up
from claimbook.site.partials import TEMPLATES

log = logging.getLogger("mkdocs.plugins.claimbook")

POLL = 0.2
"""Seconds between two looks at the files; MkDocs waits half a second."""

DATA = ("data", "seeds")
"""The folders of a book, besides its pages, whose changes show."""

LOOK = (
    "position:relative;z-index:9;margin:0;padding:1rem;white-space:pre-wrap;"
    "font:13px/1.5 monospace;color:#fff;background:#8c1d18"
)
_BEGIN, _END = "<!-- problems -->", "<!-- /problems -->"
_BANNER = re.compile(f"{_BEGIN}.*?{_END}", re.DOTALL)
_BODY = re.compile("<body[^>]*>")


class Preview:
    """The state that a preview keeps from one build to the next."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self.nonce = secrets.token_urlsafe(16)
        """What the script that reloads a page says of itself, so that it may run: nobody who
        writes a page can know it."""
        self._kept: dict[object, str] = {}

    def kept(self, key: object, make: Callable[[], str]) -> str:
        """What was made for a key before, or is made now."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def attach(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """See changes sooner, and go on serving what was there when one cannot be built.

        MkDocs has begun to watch the pages and its settings already. By itself it lets browsers
        wait until all is mended.
        """
        book = Path(config.config_file_path).parent
        watched = [config.docs_dir, config.config_file_path]
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=POLL)
        for folder in (*watched, *(book / one for one in DATA if (book / one).is_dir()), TEMPLATES):
            server.watch(str(folder))
        Thread(target=warm_up, daemon=True).start()
        self._name_script(server)
        build = server.builder
        told = _MessageKeeper()
        logging.getLogger("mkdocs").addHandler(told)

        def build_or_tell() -> None:
            told.messages.clear()
            try:
                build()
            except (SystemExit, BuildError) as error:  # either would end the preview
                if isinstance(error, BuildError):  # ours; MkDocs reports its own errors
                    log.error("%s", error.message)  # noqa: TRY400 - without a traceback
                _show_problems(Path(server.root), "\n\n".join(told.messages))
                gc.enable()

        server.builder = build_or_tell

    def _name_script(self, server: Any) -> None:
        """Let the script that the server adds to a page say the nonce of the page's policy."""
        inject = server._inject_js_into_html  # noqa: SLF001 - MkDocs has no other way

        def inject_with_nonce(content: bytes, epoch: float) -> bytes:
            page, begin, script = inject(content, epoch).rpartition(b"<script>")
            return bytes(page + begin.replace(b">", f' nonce="{self.nonce}">'.encode()) + script)

        server._inject_js_into_html = inject_with_nonce  # noqa: SLF001


class _MessageKeeper(logging.Handler):
    """Keeps what is said while a book is built: warnings too, for with them nothing is published."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage().strip())


def _show_problems(site: Path, problems: str) -> None:
    """Put the problems at the top of each page, in the place of former ones.

    The page for wrong addresses stands for pages that did not come to be built.
    """
    missing = site / "404.html"
    if not missing.is_file():
        nothing = "<!doctype html><title>Not built</title><body></body>"
        missing.write_text(nothing, "utf-8", newline="\n")
    shown = f'<pre role="alert" style="{LOOK}">{html.escape(problems)}</pre>{_END}'
    for path in site.rglob("*.html"):
        page = _BANNER.sub("", path.read_text("utf-8"))
        page = _BODY.sub(lambda body: f"{body[0]}{_BEGIN}{shown}", page, count=1)
        path.write_text(page, "utf-8", newline="\n")
