"""What a worker sees behind the link in a mail, and what comes of pressing its button."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from bot.alerts.answering import Answer, Outcome, acknowledge, look
from bot.alerts.links import answering
from bot.alerts.notices import Writer
from bot.domain.case import number_of
from bot.storage.database import Database
from bot.storage.keys import Keys


class Shown(Struct, frozen=True):
    """A title, a line, and the button's label where there is something to say."""

    title: str
    text: str
    button: str = ""


class BehindLinks(Struct, frozen=True):
    """The links' far end."""

    database: Database
    keys: Keys
    writer: Writer
    clock: Callable[[], datetime]

    async def look(self, token: str) -> Shown | None:
        """What the link shows, changing nothing; None for one that is made up."""
        found = answering(self.keys, token)
        if found is None:
            return None
        answer = await look(self.database, self.keys, found.case, found.recipient)
        asks = answer.outcome is Outcome.THANKS and not (answer.case and answer.case.acknowledged_at)
        if not asks:
            return self._shown(found.case, answer)
        return Shown(self._title(found.case, answer), self._say("ask"), self._say("button"))

    async def take(self, token: str) -> Shown | None:
        """They have it."""
        found = answering(self.keys, token)
        if found is None:
            return None
        answer = await acknowledge(self.database, self.keys, found.case, found.recipient, self.clock())
        return self._shown(found.case, answer)

    def _shown(self, case: str, answer: Answer) -> Shown:
        who = self.writer.name(answer.case.acknowledged_by) if answer.case else ""
        text = self.writer.say(f"alert.link.{answer.outcome}", who=who) if who else self._say(answer.outcome.value)
        return Shown(self._title(case, answer), text)

    def _title(self, case: str, answer: Answer) -> str:
        return self._say("drill") if answer.drill else self.writer.say("alert.link.title", number=number_of(case))

    def _say(self, key: str) -> str:
        return self.writer.say(f"alert.link.{key}")
