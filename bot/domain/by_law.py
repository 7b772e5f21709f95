"""Requests by the police, a court or another body that the law lets ask who said what (product.md 9), in codes."""

import re
from enum import StrEnum

from bot.domain import reference as references


class AskedBy(StrEnum):
    """Who asked."""

    POLICE = "police"
    COURT = "court"
    OTHER = "other"


class Given(StrEnum):
    """What they were given."""

    NOTHING = "nothing"
    SOME = "some"
    ALL = "all"


_CASE = re.compile(r"C-[0-9A-Z]{4,12}")


def about_what(text: str) -> str | None:
    """The contribution's or the case's number that was asked about, "" for none in particular; None for anything else.

    Nobody's name and no word gets into the record this way.
    """
    if not text.strip():
        return ""
    tidied = "".join(text.upper().split())
    return tidied if _CASE.fullmatch(tidied) else references.tidy(text)


def in_codes(by: AskedBy, given: Given, about: str) -> str:
    """The line of the record."""
    return f"request by {by}: {about or 'nobody in particular'}, given {given}"
