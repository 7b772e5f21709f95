"""What the web pages may look up: a person's lines, what is known of them, return words, hand-overs, reports."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from weakref import WeakValueDictionary

from msgspec import Struct, field

from bot import own_copy
from bot.apart import Apart
from bot.channel import load
from bot.core import Core
from bot.domain.participant import AgeBand
from bot.storage import chat_lines, handovers, own_copies, people
from bot.storage.people import Person
from handlers.web.channel import WebChannel
from handlers.web.lines import Line, Side
from handlers.web.parts import HandedOver, Known
from reports.model import Edition, Month, Request

LOOK_AGAIN = 0.5
"""Seconds after which a waiting page looks for lines that another process wrote (architecture.md, Scale)."""


class News(Struct):
    """Wakes the pages of people who have new lines in this process. Keyed by participant hash, while one waits."""

    _events: WeakValueDictionary[str, asyncio.Event] = field(default_factory=WeakValueDictionary)

    def tell(self, hashes: Iterable[str]) -> None:
        """These people have new lines."""
        for one in hashes:
            if event := self._events.pop(one, None):
                event.set()

    async def wait(self, who: str, timeout: float) -> None:  # noqa: ASYNC109 - the web port's own word
        """Return when this person has news here, or after `timeout` seconds, whichever is sooner."""
        event = self._events.setdefault(who, asyncio.Event())
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await event.wait()


class WebLookups(Struct, frozen=True):
    """The lookups, over the store. A person is the web chat's own random id of them."""

    core: Core
    news: News
    apart: Apart

    async def lines(self, person: str, after: str = "") -> Sequence[Line]:
        """The newest lines of a person after the line `after`, oldest first; none for a stranger."""
        async with self.core.database.read() as conn:
            known = await people.look(conn, self.core.keys, self._who(person))
            if known is None:
                return ()
            return [_shown(one) for one in await chat_lines.after(conn, self.core.keys, known, after)]

    async def wait(self, person: str, timeout: float) -> None:  # noqa: ASYNC109 - the web port's own word
        """Return when the person may have new lines, after LOOK_AGAIN at the latest."""
        await self.news.wait(self._who(person), min(timeout, LOOK_AGAIN))

    async def know(self, person: str) -> Known | None:
        """What a page may know of someone."""
        async with self.core.database.read() as conn:
            known = await people.look(conn, self.core.keys, self._who(person))
            where = await people.told_of(conn, self.core.keys.organisation, known) if known else ""
        if known is None:
            return None
        someone = known.participant
        return Known(
            someone.language,
            child=someone.band is not None and someone.protected,
            young=someone.band is AgeBand.UNDER_13,
            adult=someone.band is AgeBand.ADULT,
            neighbourhood=where,
            news=known.news,
            in_case=known.in_case,
        )

    async def find_by_return_words(self, words: str) -> str | None:
        """The person whose return words these are."""
        async with self.core.database.read() as conn:
            who = await people.by_return_words(conn, self.core.keys, words)
        known = await self._look(who) if who else None
        # The address of someone in the web chat is the id by which their browser is known.
        return known.address if known else None

    async def look_at_hand_over(self, token: str) -> HandedOver | None:
        """What the bearer of a one-time token brings from another channel, until it is used up."""
        async with self.core.database.read() as conn:
            brought = await handovers.look(conn, self.core.keys.organisation, token, self.core.clock())
        return HandedOver(brought.words, brought.door) if brought else None

    async def use_up_hand_over(self, token: str) -> None:
        """Nobody has it any more."""
        async with self.core.database.write() as conn:
            await handovers.use_up(conn, self.core.keys.organisation, token, self.core.clock())

    async def own_copy(self, person: str, language: str) -> Mapping[str, bytes]:
        """All that is kept of somebody, as files by name; none for a stranger."""
        core = self.core
        async with core.database.read() as conn:
            known = await people.look(conn, core.keys, self._who(person))
            if known is None:
                return {}
            copy = await own_copies.gather(conn, core.keys, known, core.clock())
        return {one.name: one.body for one in own_copy.files(copy, core.area, core.wording, language)}

    async def make_report(
        self, month: str, neighbourhood: str | None, edition: str, language: str
    ) -> Mapping[str, bytes]:
        """A report's files by name; ReportError where it cannot be made."""
        return await self.apart.preview(Request(Month.of(month), neighbourhood, Edition(edition), language))

    async def _look(self, who: str) -> Person | None:
        async with self.core.database.read() as conn:
            return await people.look(conn, self.core.keys, who)

    def _who(self, person: str) -> str:
        return self.core.keys.participant_hash(WebChannel.account, person)


def _shown(kept: chat_lines.Kept) -> Line:
    message = load(kept.body)
    return Line(kept.id, Side(kept.side), message.text, message.buttons, message.copy, kept.at)
