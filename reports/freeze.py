"""From the store to a frozen month: what was heard, and what has been cleared or noted since, read in one go."""

from collections.abc import Iterator, Sequence

from bot.domain.activity import Activity
from bot.domain.area import Area
from bot.domain.story import Use
from bot.storage import (
    agency_questions,
    agendas,
    directories,
    gatherings,
    meetings,
    needs,
    pulses,
    spends,
    startings,
    told_back,
    told_stories,
)
from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.keys import Keys
from bot.storage.told_back import ToldBack
from bot.storage.wordless import counted
from reports import of_groups
from reports.asked import asked, periods, pulse
from reports.frozen import Coming, Frozen, Gap, Gathering, Pace, Signpost, Starting, Story, Told
from reports.gather import heard
from reports.model import Month
from reports.of_groups import bounds

NO_THEME = "other"


async def freeze(database: Database, keys: Keys, area: Area, month: Month, address: str = "") -> Frozen:
    """A month of the whole area as the store has it now. `address` is where residents reach the chat.

    Raises as `Database.read`, and KeyFileError.
    """
    organisation, places = keys.organisation, [one.id for one in area.neighbourhoods]
    begins, ends = bounds(area, month)
    new_year = month.first.replace(month=1)
    span = Span(first=month.compared()[0].first, last=month.last)
    async with database.read() as conn:
        directory = await directories.whole(conn, keys, area)
        kept = await told_back.kept(conn, organisation, month.first, month.last, area.zone)
        held = await meetings.between(conn, keys, places, month.first - of_groups.STILL, month.last)
        spent = await spends.between(conn, organisation, places, new_year, month.last)
        noted = await gatherings.between(conn, organisation, places, month.first, month.last)
        return Frozen(
            month,
            heard=tuple([heard(row) async for row in counted(conn, organisation, span)]),
            told=tuple(_told(area, one) for one in await told_back.between(conn, keys, begins, ends)),
            pace=Pace(kept.due, kept.kept, kept.answered, kept.median_days),
            meetings=of_groups.met(area, month, await agendas.listed(conn, keys, places, begins), held),
            earlier=tuple(of_groups.earlier(area, month, held)),
            money=tuple(of_groups.money(area, month, spent)),
            gatherings=tuple(_gathering(one) for one in reversed(noted)),
            coming=tuple(_coming(directory.activities, month.after(1))),
            stories=tuple(
                Story(one.id, one.neighbourhood, words.before, words.happened, words.now)
                for one, words in await told_stories.cleared(conn, keys, Use.REPORT)
            ),
            signposts=tuple(Signpost(one.themes, one.name, one.last_checked, one.phone) for one in directory.signposts),
            gaps=tuple(Gap(one.neighbourhood, one.theme, one.times) for one in await needs.counted(conn, keys)),
            starting=tuple(
                Starting(one.what.neighbourhood, one.what.title, one.what.needs, one.what.where, one.what.when)
                for one in await startings.standing(conn, keys, places, month.last, ends)
            ),
            questions=asked(area, month, await agency_questions.printed(conn, keys, periods(month))),
            pulse=pulse(month.after(-1), *await pulses.all_of(conn, organisation, str(month.after(-1)))),
            address=address,
        )


def _told(area: Area, one: ToldBack) -> Told:
    theme, on = one.themes[0] if one.themes else NO_THEME, one.at.astimezone(area.zone).date()
    asked, told = one.line.asked, one.line.told
    return Told(one.id, one.neighbourhood, one.kind, theme, asked, told, one.became, on, one.protected)


def _gathering(noted: gatherings.Noted) -> Gathering:
    what = noted.what
    young, led = what.planned_by_young, what.led_by_residents
    again = what.again_month, what.again_year
    return Gathering(what.neighbourhood, what.title, what.on, what.came, what.new, young, led, *again)


def _coming(activities: Sequence[Activity], month: Month) -> Iterator[Coming]:
    """What is on in the month after; each activity once, on its next day."""
    for one in activities:
        on = one.next_on(month.first)
        if on is not None and on <= month.last:
            yield Coming(one.name, on, one.neighbourhood, ", ".join(filter(None, (one.where, one.time, one.cost))))
