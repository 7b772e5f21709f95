"""Follows every text of a chat to where it ended; a text is marked so that it is known again."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from bot.conversation.events import Commanded, Corrected, Event, Reserved, Said, Showed
from bot.conversation.journal import load
from bot.domain.reading import DangerLevel
from tests.chat import Chat
from tests.plain_readers import PlainReaders

LOOK_UPS = (["signposts"], ["who_decides"])
TAKES_AWAY = {Reserved.BACK, Reserved.DELETE, Reserved.STOP, Reserved.HIDE, Reserved.CANCEL}


@dataclass(slots=True)
class Fates:
    """The marked texts of one chat that are known to be somewhere."""

    chat: Chat
    count: int = 0
    mark: str = ""
    level: DangerLevel = DangerLevel.NONE
    known: set[str] = field(default_factory=set)

    def before(self, event: Event | int) -> None:
        """Note what comes; whatever they may ask to be taken away, or write anew, is no longer looked for."""
        word = event.word if isinstance(event, Commanded) else None
        if isinstance(event, Said | Showed):
            text = event.text if isinstance(event, Said) else event.caption
            word = PlainReaders(self.chat.area).reserved(text)
        self.mark = ""
        if word in TAKES_AWAY or isinstance(event, Corrected) or "delete" in self.chat.frames:
            self.known.clear()

    def marked(self, event: Event | int) -> Event | int:
        """The event with a mark in its text, where it is a text that no button or reserved word could be."""
        if not isinstance(event, Said) or not event.text.strip() or self._is_an_answer(event.text):
            return event
        if self.chat.frames[-1:] in LOOK_UPS:  # What they look something up by is kept only if they say so.
            return event
        self.count += 1
        self.mark = f"mark{self.count:04}x"
        self.level = PlainReaders(self.chat.area).screen(event.text).level
        return replace(event, text=f"{event.text} and then some more {self.mark}")

    def check(self) -> None:
        """AssertionError where a text is nowhere, or in more places than it should be."""
        if self.mark:
            places = self._places(self.mark)
            most = 2 if self.level is DangerLevel.AMBER else 1
            assert 1 <= places <= most, f"{self.mark} is in {places} places"
            self.known.add(self.mark)
        for mark in self.known:
            assert self._places(mark), f"{mark} was lost"

    def _places(self, mark: str) -> int:
        ledger = self.chat.ledger
        kept = [words for row in ledger.standing for words in row.words]
        cases = [words for case in ledger.cases.values() for words in case]
        waiting = [one.inputs["opening"] for one in load(self.chat.journal).frames if one.dialogue == "welcome"]
        apart = [*kept, *cases, *ledger.requests.values(), *ledger.handed_over]
        held = [one for one in waiting if not any(one in words for words in apart)]
        return sum(words.count(mark) for words in (*apart, *held))

    def _is_an_answer(self, text: str) -> bool:
        short = len(text.strip()) <= len("Somewhere else")
        return short or PlainReaders(self.chat.area).reserved(text) is not None
