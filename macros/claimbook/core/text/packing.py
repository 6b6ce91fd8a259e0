"""Many files as one, and the list of their hashes: the same bytes whenever the files are the same."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

FIRST_MOMENT, LAST_MOMENT = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (1980, 2107))
"""The earliest and the latest time that a ZIP file can record."""

_ESCAPED = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r"})


def hashed(content: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def manifest(hashes: Mapping[str, str]) -> bytes:
    """The hash of each file by its path, as `sha256sum -c` reads it.

    A line whose path had to be escaped begins with a backslash, so that no path makes a line.
    """
    lines = []
    for path, digest in sorted(hashes.items()):
        escaped = path.translate(_ESCAPED)
        mark = "" if escaped == path else "\\"
        lines.append(f"{mark}{digest}  {escaped}\n")
    return "".join(lines).encode(errors="surrogateescape")


def zipped(files: Mapping[str, bytes], moment: float) -> bytes:
    """A ZIP in which nothing depends on when, where or by whom it was made."""
    when = datetime.fromtimestamp(min(max(moment, FIRST_MOMENT), LAST_MOMENT), UTC)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, when.timetuple()[:6])
            entry.create_system = 3  # Unix, whose permissions these are
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return whole.getvalue()
