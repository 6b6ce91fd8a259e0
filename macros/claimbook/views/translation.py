"""What an edition in another language says of what it lacks, and of what is its own."""

from claimbook.core.records.dataset import Dataset
from claimbook.core.text.messages import gettext
from claimbook.views.paths import recorded
from claimbook.views.wording import language_name


def notice(data: Dataset, kind: str, record_id: str) -> str | None:
    """What the page of a record says where its texts are not translated; None where all are."""
    kind = recorded(kind)
    if not data.untranslated(kind, record_id):
        return None
    assert data.edition is not None
    is_partly = (kind, record_id) in data.edition.said
    return partly_in_the_original_s(data) if is_partly else in_the_original_s(data)


def lang_of(data: Dataset, kind: str, record_id: str) -> str | None:
    """The language of a record's texts where nothing of it is translated; None where it is."""
    is_left = data.edition is not None and (kind, record_id) not in data.edition.said
    return data.original.language if is_left else None


def in_the_original_s(data: Dataset) -> str:
    """What a page says that is not translated at all."""
    return gettext(
        # e.g. This page is not translated yet; it is shown in English.
        "This page is not translated yet; it is shown in {language}.",
        language=_original_s(data),
    )


def partly_in_the_original_s(data: Dataset) -> str:
    """What a page says on which something is not translated."""
    return gettext(
        # e.g. Parts of this page are not translated yet; they are shown in English.
        "Parts of this page are not translated yet; they are shown in {language}.",
        language=_original_s(data),
    )


def _original_s(data: Dataset) -> str:
    return language_name(data.original.language, data.language)
