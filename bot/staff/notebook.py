"""The notebook: the desks at which workers keep what they know and what they spent, each a room of the console."""

from collections.abc import Callable

from msgspec import Struct

from bot.conversation.replies import Values
from bot.domain.story import State
from bot.domain.worker import Right, Worker
from bot.i18n import FALLBACK, Wording
from bot.staff.complaints import Complaints
from bot.staff.directories import Directories
from bot.staff.house import House
from bot.staff.introductions import Introductions
from bot.staff.meetings import Meetings
from bot.staff.needs import Needs
from bot.staff.noting import Noting
from bot.staff.papers import Papers
from bot.staff.recordings import Recordings
from bot.staff.second_cards import SecondCards
from bot.staff.second_looks import SecondLooks
from bot.staff.spends import Spends
from bot.staff.startings import Startings
from bot.staff.stories import Stories

ON_US = frozenset({State.WRONG, State.CHECKED})
"""Stories that wait for a worker, not for their teller."""


class Waits(Struct, frozen=True):
    """How many things wait in a room of the notebook."""

    room: str
    count: int


class Notebook(Struct, frozen=True):
    """The desks."""

    directories: Directories
    spends: Spends
    needs: Needs
    introductions: Introductions
    complaints: Complaints
    papers: Papers
    recordings: Recordings
    stories: Stories
    meetings: Meetings
    startings: Startings

    async def waits(self, worker: Worker) -> list[Waits]:
        """What waits for this worker, for their first page; rooms in which nothing does are left out."""
        found = [
            Waits("recordings", len(await self.recordings.waiting(worker))),
            Waits("complaints", len(await self.complaints.waiting(worker))),
            Waits("introductions", len(await self.introductions.waiting(worker))),
            Waits("stories", sum(one.state in ON_US for one in await self.stories.listed(worker))),
            Waits("spends", len(await self.spends.waiting(worker))),
        ]
        if worker.may(Right.WRITE_DOWN):
            found.append(Waits("signposts", len(await self.directories.stale())))
        return [one for one in found if one.count]


def desks(house: House, noting: Noting, wording: Wording, asks_for_contact: Callable[[str], bool]) -> Notebook:
    """All the desks of a house; `noting` keeps what is written down for others, and reads.

    `asks_for_contact` says of a worker's words that they may not go to a child.
    """
    read = noting.read

    def say(key: str, values: Values) -> str:
        return wording.text(key, FALLBACK, values)

    second = SecondLooks(house.keys, house.area, house.clock, house.new_id, SecondCards(say))
    return Notebook(
        directories=Directories(house, read, asks_for_contact),
        spends=Spends(house, read, say),
        needs=Needs(house),
        introductions=Introductions(house, wording),
        complaints=Complaints(house, second, read, asks_for_contact),
        papers=Papers(house, noting),
        recordings=Recordings(house, read),
        stories=Stories(house, noting),
        meetings=Meetings(house, read),
        startings=Startings(house, read),
    )
