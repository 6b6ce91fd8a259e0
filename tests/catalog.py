"""A few translations in place of a language's catalog, so that a test says all that it rests on."""

from __future__ import annotations

from contextlib import contextmanager
from gettext import NullTranslations
from typing import TYPE_CHECKING
from unittest.mock import patch

from claimbook.core.text import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class _Few(NullTranslations):
    def __init__(self, told: Mapping[str | tuple[str, str], str]) -> None:
        super().__init__()
        self._told = told

    def gettext(self, message: str) -> str:
        return self._told.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._told.get(msgid1 if n == 1 else msgid2, msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._told.get((context, message), self._told.get(message, message))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.pgettext(context, msgid1 if n == 1 else msgid2)


@contextmanager
def speaking(tag: str, told: Mapping[str | tuple[str, str], str]) -> Iterator[None]:
    """Have a language spoken with these translations alone.

    Args:
        tag: the language, as a BCP 47 tag.
        told: translations by their messages, or by the context and the message.
    """
    with patch.object(messages, "_translations", lambda _: _Few(told)), messages.speaking(tag):
        yield
