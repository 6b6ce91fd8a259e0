"""A built site behind a server as the usual ones are: quiet, compressing, on this machine only."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

PACKED = {".html", ".css", ".js", ".json", ".svg", ".csv", ".xml", ".map", ".txt", ".vl"}
CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@cache
def _packed(path: Path, modified: float) -> bytes:  # noqa: ARG001 - a changed file is packed anew
    return gzip.compress(path.read_bytes(), 9, mtime=0)


class Server(ThreadingHTTPServer):
    """Says nothing of a browser that goes away before it has all that it asked for."""

    def handle_error(self, *_):
        pass


class Compressing(SimpleHTTPRequestHandler):
    """Sends text compressed where the browser takes it, and the site's own page for what is missing."""

    protocol_version = "HTTP/1.1"

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file():
            known = path.is_dir() or not self._page_for_wrong_addresses.is_file()
            return super().send_head() if known else self._send(404, self._page_for_wrong_addresses)
        if path.suffix not in PACKED or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        return self._send(200, path)

    @property
    def _page_for_wrong_addresses(self) -> Path:
        return Path(self.directory) / "404.html"

    def _send(self, status: int, path: Path):
        body = _packed(path, path.stat().st_mtime)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *_):
        pass


@contextmanager
def served(folder: Path, handler: type[Compressing] = Compressing):
    """The address at which a folder is served, ending in a slash."""
    server = Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
