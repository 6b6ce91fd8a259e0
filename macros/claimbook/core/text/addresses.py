"""The one form in which a web address is written: what differs from it, and the address in it."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote

_PARTS = re.compile(r"""(https?)://([^/?#\s"'<>\\]*)([^\s"'<>\\]*)""", re.IGNORECASE)
_HOST = re.compile(r"\[[^\[\]]*\]|[^:\[\]]*")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
"""Names of hosts that browsers read as a number, whose every form but one hides where it leads."""

DEFAULT_PORTS = {"http": "80", "https": "443"}
MAX_HOST = 253
MAX_PORT = 65535


def unlike_its_form(address: str) -> Iterator[tuple[str, str]]:
    """What keeps an address from its one form, each with the part of it that does.

    Nothing for what is no address of the web at all.
    """
    parts = _PARTS.fullmatch(address)
    if not parts:
        return
    scheme, authority, _ = parts.groups()
    if scheme != scheme.lower():
        yield "its scheme has capital letters", scheme
    user, at, rest = authority.rpartition("@")
    if at:
        yield "it names a user before the host", f"{user}@"
    match = _HOST.match(rest)
    host = match[0] if match else ""
    if not host:
        yield "it has no host", rest or address
        return
    yield from _of_host(host)
    if after := rest[len(host) :]:
        yield from _of_port(scheme.lower(), after)


def _of_host(host: str) -> Iterator[tuple[str, str]]:
    if host.startswith("["):
        if not _is_number(IPv6Address, host[1:-1]):
            yield "its host is no IPv6 address", host
    elif not host.isascii():
        yield "its host has letters beyond ASCII, which may look like others", host
    elif host != host.lower():
        yield "its host has capital letters", host
    elif _NUMBER.fullmatch(host):
        if not _is_number(IPv4Address, host):
            yield "its host is a number that is no plain IPv4 address", host
    elif len(host) > MAX_HOST or not _NAME.fullmatch(host):
        yield "its host is no name of letters, digits, hyphens and dots", host


def _is_number(kind: type[IPv4Address | IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except AddressValueError:
        return False
    return True


def _of_port(scheme: str, after: str) -> Iterator[tuple[str, str]]:
    port = after[1:]
    if after == ":" or (after[0] == ":" and port == DEFAULT_PORTS[scheme]):
        yield "it names the port that is meant anyway", after
    elif not re.fullmatch(r":[1-9][0-9]{0,4}", after) or int(port) > MAX_PORT:
        yield "what follows its host is no port", after


def in_its_form(address: str) -> str:
    """The address in its one form, or nothing where that cannot be told."""
    parts = _PARTS.fullmatch(address)
    if not parts:
        return ""
    scheme, rest = parts[1].lower(), parts[2].rpartition("@")[2]
    match = _HOST.match(rest)
    host, after = (match[0], rest[match.end() :]) if match else ("", rest)
    if len(host) > MAX_HOST:  # decoding other letters is slow, and no host is longer
        return ""
    try:
        host = (host if host.isascii() else host.encode("idna").decode()).lower().rstrip(".")
    except UnicodeError:
        return ""
    if not host.startswith("[") and not _NAME.fullmatch(host):
        return ""
    port = "" if after in {":", f":{DEFAULT_PORTS[scheme]}"} else after
    whole = f"{scheme}://{host}{port}{parts[3]}"
    return "" if any(unlike_its_form(whole)) else whole


_NOT_IN_ADDRESS = re.compile(r"""[\s"'<>\\]""")


def encoded(address: str) -> str:
    """The address with each space, quote, angle bracket and backslash as its bytes in hexadecimal.

    That is percent-encoding, RFC 3986, section 2.1.
    """
    return _NOT_IN_ADDRESS.sub(lambda odd: quote(odd[0], safe=""), address.strip())
