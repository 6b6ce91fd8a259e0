"""Where the running engine came from, so that a book can ask for the same one."""

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any
from urllib.parse import urlsplit, urlunsplit

PACKAGE = "claimbook"
UNKNOWN = "claimbook is not installed as a package, so no book can ask for it: install it with pip"
DOCUMENTATION = "documentation"


class OriginError(Exception):
    """The running engine was not installed."""


def requirement() -> str:
    """What `pip install` has to be given to get the running engine: a release, a commit or a path.

    Raises:
        OriginError: when it is not installed.
    """
    engine = _installed()
    told = _recorded(engine)
    address, git = _without_secrets(str(told.get("url", ""))), told.get("vcs_info")
    if not address or not address.isprintable() or " " in address:
        return f"{PACKAGE}=={engine.version}"
    if isinstance(git, dict):
        address = f"{git.get('vcs')}+{address}@{git.get('commit_id')}"
    if folder := told.get("subdirectory"):
        address += f"#subdirectory={folder}"
    return f"{PACKAGE} @ {address}"


def is_of_this_machine(required: str) -> bool:
    """Whether a requirement can be met on this machine alone."""
    return "file:" in required


def documentation() -> str:
    """The address of the engine's guides; empty where its package names none."""
    try:
        named = _installed().metadata.get_all("Project-URL") or []
    except OriginError:
        return ""
    pairs = (str(one).partition(",") for one in named)
    return next((url.strip() for name, _, url in pairs if name.lower() == DOCUMENTATION), "")


def _installed() -> Distribution:
    try:
        return distribution(PACKAGE)
    except PackageNotFoundError:
        raise OriginError(UNKNOWN) from None


def _recorded(engine: Distribution) -> dict[str, Any]:
    """What the installer wrote down of an engine that is no release (PEP 610)."""
    try:
        told = json.loads(engine.read_text("direct_url.json") or "{}")
    except (ValueError, OSError):
        return {}
    return told if isinstance(told, dict) else {}


def _without_secrets(address: str) -> str:
    """An address without a password or token, which has no place in a file of a book."""
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    kept = f"{user.partition(':')[0]}{at}" if parts.scheme == "ssh" or user == "git" else ""
    return urlunsplit(parts._replace(netloc=f"{kept}{host}"))
