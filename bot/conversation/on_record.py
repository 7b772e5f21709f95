"""What goes on record of what was written: verbatim, but for names of others, and for what a child is known by."""

from collections.abc import Iterator

from msgspec import Struct

from bot.conversation.effects import HoldOriginal, LeaveOut
from bot.domain.participant import Participant
from bot.domain.reading import PrivateSpan, Reading, left_out

LEFT_OUT = "[…]"
"""Stands in the record for what was left out, in every language."""
SAID_BACK = 80
"""So many characters of someone's words are said back to them."""
SPARE = 4
"""Words that are longer by less than one part in so many are shown whole: to cut them would spare a word or two."""
FIRST_WORDS = 40
"""So many stand in a list of theirs."""


class OnRecord(Struct, frozen=True):
    """Words as they go on record, and as they were written. `held`: the original is kept apart for 30 days."""

    words: str
    original: str
    private: tuple[PrivateSpan, ...] = ()
    held: bool = False

    def effects(self, id_: str, contribution: str | None = None) -> Iterator[HoldOriginal | LeaveOut]:
        """What else is to be done; `id_` names the original in the hold."""
        if self.held:
            yield HoldOriginal(id_, self.original, contribution)
        if self.private:
            yield LeaveOut(self.original, self.private)


def on_record(participant: Participant, words: str, reading: Reading) -> OnRecord:
    """What goes on record of `words`.

    Whoever tells of someone else is put on record without the names (product.md 8); a child without anything by which
    they are known, whoever it belongs to (product.md 22). All else stays as it was said (product.md 2).
    """
    private = reading.private if participant.protected or reading.someone else ()
    return OnRecord(left_out(words, private, LEFT_OUT), words, private, held=reading.someone and bool(private))


def to_be_shown(words: str, reading: Reading) -> str:
    """Words that others are to see, on a poster or a page: without anything by which anybody is known."""
    return left_out(words, reading.private, LEFT_OUT)


def said_back(words: str, private: tuple[PrivateSpan, ...], longest: int = SAID_BACK) -> str:
    """The beginning of someone's words with private details left out, on one line."""
    line = " ".join(left_out(words, private, "…").split())
    return line if len(line) <= longest + longest // SPARE else f"{line[:longest].rsplit(' ', 1)[0]}…"
