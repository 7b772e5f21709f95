"""A message to many people at once: what it says, whom it may reach, and for how long. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from msgspec import Struct, field


class Purpose(StrEnum):
    """What somebody may be sent although they did not come to us; each is agreed to apart, and ended apart."""

    ASKED = "asked"
    """A question now and then: the question of the month, a holiday round."""
    FRIDAY = "friday"
    """The mobiliser's Friday answer."""


ANSWERED_WITHIN = timedelta(days=3)
"""What is written so soon after a question, and is nothing else, is the answer; later it is a thing of its own."""
FALLBACK = "en"
PROMPT = "campaign:"
"""Opens the prompted_by of what answers a question."""


class Broadcast(Struct, frozen=True):
    """A message for those of `neighbourhoods` who agreed to its purpose, as it was written by the worker `who`.

    `words` and `titles` are by language; who speaks another one reads English, else the first there is. It goes out
    from `due_at` and to nobody any more from `until` on. `theme` is what a question is about, "" for anything. `voice`
    is a voice note that says the words, by account: what that account's channel calls it.
    """

    id: str
    purpose: Purpose
    neighbourhoods: tuple[str, ...]
    words: Mapping[str, str]
    who: str
    due_at: datetime
    until: datetime
    titles: Mapping[str, str] = field(default_factory=dict)
    theme: str = ""
    voice: Mapping[str, str] = field(default_factory=dict)
    called_off_at: datetime | None = None

    def words_in(self, language: str) -> str:
        """What it says to somebody who reads this language."""
        return _in(self.words, language)

    def title_in(self, language: str) -> str:
        """What it is called; "" where it has no name."""
        return _in(self.titles, language)

    def last_day(self, zone: tzinfo) -> date:
        """The last day on which it is open, where the clocks are those of `zone`."""
        return (self.until.astimezone(zone) - timedelta.resolution).date()

    def live(self, now: datetime) -> bool:
        """Whether it still goes out, or is still to be answered."""
        return self.called_off_at is None and self.due_at <= now < self.until


def prompt_of(id_: str) -> str:
    """What an answer to the question of this id is prompted by."""
    return PROMPT + id_


def theme_of(questions: Iterable[Broadcast], prompted_by: str | None) -> str:
    """What the question of `questions` is about that prompted somebody; "" for anything, or none of them."""
    return next((one.theme for one in questions if prompt_of(one.id) == prompted_by), "")


def _in(texts: Mapping[str, str], language: str) -> str:
    found = texts.get(language) or texts.get(FALLBACK)
    return found or next(iter(texts.values()), "")
