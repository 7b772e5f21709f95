"""What may be let out for a report at all: a line, a quote, a worker's words. Each check raises Refused in words."""

import re
from collections.abc import Callable

from bot.domain.area import Area
from bot.domain.cleared import quotes
from bot.domain.contribution import Contribution
from bot.domain.item import Item
from bot.domain.reading import DangerLevel, Reading
from bot.domain.review import LONGEST_LINE
from bot.errors import Refused
from bot.i18n import FALLBACK
from bot.staff.clearing import NOT_FOR_CHILDREN
from bot.staff.deeds import doubts

AGREE_AS_A_GROUP = 10
"""So many voices that agreed to their words may be quoted as a group (product.md, section 7 of the report)."""

_WHY = re.compile(
    r"\b(because|caus(?:e|es|ed|ing)|owing to|(?:as a )?results? (?:of|in)|leads? to|led to|driven by|down to the fact"
    r"|due to (?!be |start|open|begin|end|close|come|go |meet|finish|happen|reopen|move|run ))\b",
    re.IGNORECASE,
)
_PLACE = r"(?:area|estate|neighbourhood|place|part of town|street|community)"
_JUDGES = re.compile(
    r"\b(deprived|disadvantaged|notorious|hard[- ]to[- ]reach"
    rf"|(?:problem|sink|rough|bad|troubled|worst|best|poor(?:er|est)?) {_PLACE})\b",
    re.IGNORECASE,
)


def agreed_as_a_group(said: Contribution) -> int:
    """How many voices of a group talk may be quoted together; 0 where they are too few, or one person spoke."""
    return said.said_it if said.said_it >= AGREE_AS_A_GROUP else 0


def check_line(text: str, reading: Reading, asks_for_contact: Callable[[str], bool]) -> None:
    """No line with a private detail, a sound of danger or an invitation to write to somebody goes out."""
    if not text:
        raise Refused("there are no words")
    if len(text) > LONGEST_LINE:
        raise Refused(f"it has {len(text)} signs; a line that is read has {LONGEST_LINE} at most")
    if reading.private:
        spans = ", ".join(text[one.start : one.end] for one in reading.private)
        raise Refused(f"this may say who somebody is: {spans}")
    if reading.danger.level is not DangerLevel.NONE:
        raise Refused("this sounds like danger: nothing of that kind stands in a report")
    if asks_for_contact(text):
        raise Refused(NOT_FOR_CHILDREN)


def check_own(text: str, reading: Reading, area: Area) -> None:
    """What a worker says in their own words promises nothing, and talks down to nobody."""
    wrong = [*doubts(text, reading, area)]
    if wrong:
        raise Refused("; ".join(wrong))


def check_descriptive(text: str) -> None:
    """What a report says in its own voice describes: never why, nor what a place is like (product.md 43)."""
    if why := _WHY.search(text):
        raise Refused(f'say what people told us, and leave out why: "{why[0].strip()}"')
    if judges := _JUDGES.search(text):
        raise Refused(f'say what people told us, and not what a place is like: "{judges[0]}"')


def check_quoted(item: Item, *, agreed: bool, may_be: bool) -> None:
    """A quote needs its speaker's yes; a child's words, that ten or more agreed to them."""
    if agreed:
        return
    if item.protected:
        raise Refused("children's words are told in yours, unless ten or more agreed to them as a group")
    if not may_be:
        raise Refused("they have not said yes to being quoted: say it in your own words")


def is_translated(text: str, said: Contribution) -> bool:
    """Whether a quote is a translation: of English words it must be what was said, word for word."""
    if text.casefold() in " ".join(said.words.split()).casefold():
        return False
    if said.language == FALLBACK:
        raise Refused("a quote is what they said, word for word: leave out, but change nothing")
    return True


def check_not_theirs(text: str, said: Contribution) -> None:
    """What is told in a worker's words does not repeat theirs."""
    if quotes(text, said.words):
        raise Refused("these are their very words: let them out as a quote, or say it in your own")
