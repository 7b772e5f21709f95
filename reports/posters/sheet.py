"""What stands on a sheet of paper that is hung up or handed out, in one language, before it is drawn."""

from enum import StrEnum

from msgspec import Struct


class Form(StrEnum):
    """What a sheet is: a place's poster, its Friday answer, or cards to tear off."""

    POSTER = "poster"
    FRIDAY = "friday"
    CARDS = "cards"


class Paper(StrEnum):
    """How large it is."""

    A4 = "a4"
    A5 = "a5"


class Became(Struct, frozen=True):
    """A line of what was asked, and what became of it."""

    asked: str
    became: str


class Face(Struct, frozen=True):
    """One page in one language.

    `heading` is the largest; `lead` says what this is; `words` are somebody's own, which may run the
    other way than the page, with `who` above them; `became` is
    what came of what was asked. `scan` stands beside the square code `address` leads by, `code` says what the code is
    for whoever hears the page; `steps` are what to do, for a card; `foot` is small. `also` are headings in other
    languages, each with whether it runs from right to left.
    """

    language: str
    rtl: bool
    heading: str
    scan: str
    code: str
    address: str
    lead: str = ""
    who: str = ""
    words: tuple[str, ...] = ()
    words_rtl: bool = False
    became_heading: str = ""
    became: tuple[Became, ...] = ()
    steps: tuple[str, ...] = ()
    blanks: int = 0
    foot: tuple[str, ...] = ()
    also: tuple[tuple[str, str, bool], ...] = ()


class Sheet(Struct, frozen=True):
    """A PDF of one page a face. `title` and `author` are the file's own; `made_at` (UTC, ISO) its date."""

    form: Form
    paper: Paper
    title: str
    author: str
    made_at: str
    faces: tuple[Face, ...]
