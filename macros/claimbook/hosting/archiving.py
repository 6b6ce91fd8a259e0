"""Makes a built site into files that open from a disk, and one ZIP of them; reads no book's data.

A site asks for folders (`../claims/x/`), for which a host gives their `index.html` and a disk a
listing. Here such addresses get the file's name, and what only a host can answer is left out. The
policy of each page also names the scheme `file:`, since Firefox takes no file as the page's own.

Tried from `file://` in Chromium, with that policy: styles, palette, menu, cards by pointer and tap,
filters and order with their address, charts, their rows and downloads work, and nothing is asked of
a host. Fetching and workers are refused, so search and exploring are taken out. Not tried in
Firefox and Safari.
"""

import html
import platform
import posixpath
import re
from collections.abc import Collection, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from urllib.parse import unquote, urlsplit

from claimbook.core.text.files import A_LINK, NOT_TEXT
from claimbook.core.text.packing import hashed, manifest, zipped
from claimbook.hosting.publishing import MANIFEST as MANIFEST_OF_SITE

MANIFEST = "MANIFEST.sha256"
VERSIONS = "VERSIONS.txt"
INDEX = "index.html"
DISTRIBUTION = "claimbook"

INDEX_IN_PARTS = "search/pagefind/"
"""What a search loads by fetching, which no page on a disk may do."""

LEFT_OUT = {"404.html", "sitemap.xml", "sitemap.xml.gz", MANIFEST_OF_SITE}
"""What no disk asks for, whose addresses begin at a host's root; and the hashes of other bytes."""

ADDRESSES = {"href", "src"}
"""The attributes that hold an address."""

BY_FETCHING = {"data-explore", "data-library", "data-embed", "data-permalink"}
"""The attributes by which the scripts of theme/assets/js/ find parts that are of no use on a disk:
they fetch, which browsers refuse there, or show the page's own address. Without its attribute, a
part stays as written."""

THEME_FETCHES = {("data-md-component", "search"), ("name", "search")}
"""What the theme's script takes as a reason to fetch: its search, and links to other forms."""

ON_DISK = "cb-on-disk"
"""The class by which theme/assets/css/claimbook.css hides the search."""

_ATTRIBUTES = r"""(?>(?:[^>"']++|"[^"]*+"|'[^']*+')*)"""
_MARKUP = re.compile(
    rf"<!--.*?-->|(?P<open><(?P<raw>script|style|textarea|title)\b{_ATTRIBUTES}>)"
    rf"(?P<text>.*?)(?=</(?P=raw)\b)|<[a-zA-Z]{_ATTRIBUTES}>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s"'>/=]+)(?:\s*=\s*(?P<quote>["']?)(?P<value>(?<=")[^"]*|(?<=')[^']*|[^\s"'>]+)(?P=quote))?"""
)
_REFRESH = re.compile(r'(?<=url=)[^"]+')


class ArchiveError(Exception):
    """A site cannot be archived; the message tells its owner why."""


def archived(site: Path, top: str, moment: float, about: str) -> bytes:
    """The ZIP of a built site, the same bytes whenever the site is the same.

    Args:
        site: the folder of the built site.
        top: the one folder of the archive, which holds all files.
        moment: the time of every file, in seconds since 1970.
        about: what else VERSIONS.txt says, before the versions.

    Raises:
        ArchiveError: when there is no site, one of its links leads to no file, or something in it
            is a symbolic link or a page that is no text.
        OSError: when a file of the site cannot be read.
    """
    if not (site / INDEX).is_file():
        raise ArchiveError(f"there is no site in {site}: run `mkdocs build` first")
    paths = [*site.rglob("*")]
    if link := next((path for path in (site, *sorted(paths)) if path.is_symlink()), None):
        raise ArchiveError(f"{link}: {A_LINK}; remove it, or put the file itself in this place")
    written = {
        path.relative_to(site).as_posix(): path.read_bytes() for path in paths if path.is_file()
    }
    kept = (one for one in written.items() if not _is_left_out(one[0]))
    files = for_disk(dict(kept))
    files[VERSIONS] = f"{about}\n{versions(DISTRIBUTION)}".encode()
    files[MANIFEST] = manifest({path: hashed(one) for path, one in files.items()})
    return zipped({f"{top}/{path}": content for path, content in files.items()}, moment)


def _is_left_out(path: str) -> bool:
    """Whether a file serves a host only; the parts of a large book's search are many."""
    return path in LEFT_OUT or f"/{INDEX_IN_PARTS}" in f"/{path}"


def for_disk(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a site, by their paths, with pages that open from a disk.

    Raises:
        ArchiveError: when a link of a page leads to no file, or a page is no text.
    """
    made = dict(files)
    missing: list[str] = []
    for path, content in files.items():
        if path.endswith(".html"):
            page = _Page(path, files.keys(), missing)
            try:
                made[path] = _MARKUP.sub(page.markup, content.decode()).encode()
            except UnicodeDecodeError:
                raise ArchiveError(f"{path}: {NOT_TEXT}") from None
    if missing:
        told = "".join(f"\n   {one}" for one in sorted(set(missing)))
        raise ArchiveError(f"these links lead to no file of the site:{told}")
    return made


class _Page:
    """Rewrites the tags of one page, and notes the links that lead to no file."""

    def __init__(self, path: str, files: Collection[str], missing: list[str]) -> None:
        self._path, self._files, self._missing = path, files, missing

    def markup(self, match: re.Match[str]) -> str:
        """A tag rewritten for a disk; comments and text stay as they are."""
        if match["raw"]:
            return self._tag(match["open"]) + match["text"]
        return match[0] if match[0].startswith("<!--") else self._tag(match[0])

    def _tag(self, tag: str) -> str:
        if tag.startswith("<html"):
            return tag.replace('class="', f'class="{ON_DISK} ', 1)
        if 'http-equiv="Content-Security-Policy"' in tag:
            return tag.replace("'self'", "'self' file:")
        if 'http-equiv="refresh"' in tag:
            return _REFRESH.sub(lambda match: self._address(match[0]), tag)
        return _ATTRIBUTE.sub(self._attribute, tag)

    def _attribute(self, match: re.Match[str]) -> str:
        name, value = match["name"].lower(), match["value"] or ""
        if name in BY_FETCHING or (name, value) in THEME_FETCHES:
            return ""
        if name not in ADDRESSES:
            return match[0]
        address = self._address(value)
        return match[0] if address == value else f' {match["name"]}="{address}"'

    def _address(self, written: str) -> str:
        """An address with the file's name where it leads to a folder; escaped as it was."""
        parts = urlsplit(html.unescape(written))
        if parts.scheme or parts.netloc or not parts.path:
            return written
        target = posixpath.normpath(
            posixpath.join(posixpath.dirname(self._path), unquote(parts.path))
        )
        if target in self._files:
            return written
        if posixpath.normpath(f"{target}/{INDEX}") not in self._files:
            self._missing.append(f"{self._path}: {written}")
        path = f"{parts.path.rstrip('/')}/{INDEX}".removeprefix("./")
        return html.escape(parts._replace(path=path).geturl())


def versions(distribution: str) -> str:
    """The version of Python, of a distribution and of all that it needs here, one a line."""
    found: dict[str, str] = {}
    waiting = [distribution]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            found[key] = version(name)
        except PackageNotFoundError:  # not needed on this machine
            continue
        wanted = (one for one in requires(name) or () if "extra ==" not in one)
        waiting += [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in wanted]
    lines = (f"{name} {number}\n" for name, number in sorted(found.items()))
    return f"Python {platform.python_version()}\n{''.join(lines)}"
