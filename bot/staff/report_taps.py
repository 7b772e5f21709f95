"""What workers do for the report in their chats: review a month, look at it, approve it, note that a group met."""

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from bot.channel import Outgoing
from bot.domain.worker import Worker
from bot.staff.meeting_chat import MEETING, TICK, UNMEET, UNTICK, MeetingChat
from bot.staff.preview_chat import PREVIEW, REPORT, PreviewChat
from bot.staff.publish_chat import APPROVE, HOLD, WHY_HELD, PublishChat
from bot.staff.review_cards import TAP
from bot.staff.review_chat import ASK, OWN, REVIEW, REWORD, ReviewChat
from bot.staff.starting_chat import STARTING, UNSTART, StartingChat

Ask = Callable[[Worker, str], Awaitable[None]]
Shows = Callable[[Worker, str], Coroutine[Any, Any, Outgoing | None]]
"""A worker and what a button carries -> what is shown."""
Answers = Callable[[Worker, str, str], Coroutine[Any, Any, Outgoing | None]]
"""A worker, what they were asked about and what they wrote -> what is shown."""


class ReportTaps(Struct, frozen=True):
    """Hands each tap, command and answer to whoever does it."""

    publishing: PublishChat
    reviewing: ReviewChat
    previewing: PreviewChat
    meetings: MeetingChat
    startings: StartingChat

    @property
    def commands(self) -> Sequence[tuple[re.Pattern[str], Shows]]:
        """How a message begins, and what the rest of it is handed to."""
        return (
            (REVIEW, self.reviewing.begun),
            (REPORT, self.previewing.begun),
            (MEETING, self.meetings.wrote),
            (STARTING, self.startings.wrote),
        )

    def shows(self, ask: Ask) -> Mapping[str, Shows]:
        """Taps by name; `ask` says what the next message answers."""
        return {
            APPROVE: self.publishing.approve,
            HOLD: partial(self._with, self.publishing.asks_why, ask),
            UNMEET: self.meetings.take_back,
            TICK: self.meetings.tick,
            UNTICK: self.meetings.untick,
            UNSTART: self.startings.take_back,
            PREVIEW: self.previewing.pressed,
            TAP: partial(self._with, self.reviewing.pressed, ask),
        }

    @property
    def answers(self) -> Mapping[str, Answers]:
        """Answers by what was asked."""
        return {
            WHY_HELD: self.publishing.hold,
            REWORD: self.reviewing.reworded,
            OWN: self.reviewing.own.wrote_line,
            ASK: self.reviewing.own.wrote_ask,
        }

    async def _with(
        self, does: Callable[[Worker, str, Ask], Awaitable[Outgoing | None]], ask: Ask, worker: Worker, rest: str
    ) -> Outgoing | None:
        return await does(worker, rest, ask)
