"""How the months that were frozen stand on their way out: drafted, released, held back."""

from datetime import UTC, datetime, time

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.release import Hold, Release, newest_of
from bot.staff.house import House
from bot.storage import drafts, releases, report_holds
from bot.storage.drafts import Made
from reports.frozen import WHOLE_AREA
from reports.model import Month

SEND_AT = time(9, 0)
"""The local time of the send day from which on the report goes out."""


class Standing(Struct, frozen=True):
    """How a month stands: its draft, its releases (the first one first), and the hold on it."""

    draft: Made
    releases: tuple[Release, ...]
    hold: Hold | None
    sends_at: datetime

    @property
    def newest(self) -> Release | None:
        """The release decided on last."""
        return newest_of(self.releases)

    @property
    def approvable(self) -> bool:
        """Whether it waits for a person: nobody has approved it, and it is not held back."""
        return self.hold is None and not (self.newest and self.newest.checked)


async def listed(house: House) -> list[Standing]:
    """Every month that was frozen, the newest first."""
    async with house.database.read() as conn:
        made = await drafts.listed(conn, house.keys.organisation)
        every = await releases.every(conn, house.keys.organisation)
        held = await report_holds.active(conn, house.keys)
    return [
        Standing(
            draft=one,
            releases=tuple(release for release in every if release.period == one.period),
            hold=held.get(one.period),
            sends_at=sends_at(house.area, one.period),
        )
        for one in made
        if one.scope == WHOLE_AREA
    ]


def sends_at(area: Area, period: str) -> datetime:
    """When a month goes out by itself, UTC."""
    day = Month.of(period).after(1).first.replace(day=area.report_days.send_day)
    return datetime.combine(day, SEND_AT, area.zone).astimezone(UTC)
