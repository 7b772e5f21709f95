"""What a month's reviews let out of it: what is open to them, which lines may be told, what was said of it."""

from datetime import datetime, time

from msgspec import structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.contribution import Standing
from bot.domain.item import Item
from bot.domain.review import LetOut
from bot.storage import consents, inbox, report_lines, reviews
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys
from reports.analyse import door_of
from reports.frozen import WHOLE_AREA, Frozen, Line, LineUse, Review
from reports.model import Heard, Month

_MOST = 100_000


async def reviewed(conn: AsyncConnection, keys: Keys, area: Area, frozen: Frozen) -> Frozen:
    """A frozen month with what was let out of it and said of it; nothing whose speaker has taken it back since."""
    rows = {one.id: one for one in frozen.heard if one.standing is Standing.HEARD}
    open_now = await open_items(conn, keys, area, WHOLE_AREA, frozen.month)
    lines = [one for one in await lines_of(conn, keys, frozen.month) if one.contribution in rows]
    said = await reviews.of_month(conn, keys, str(frozen.month))
    return structs.replace(
        frozen,
        drafted=(),
        lines=tuple(_printed(one, rows[one.contribution]) for one in lines if one.contribution in open_now),
        reviews=tuple(
            Review(
                scope=one.scope,
                lines=one.lines,
                ask=one.ask,
                story=one.story,
                checked_by=one.name,
                checked_on=one.done_at.astimezone(area.zone).date(),
            )
            for one in said.values()
            if one.done_at is not None
        ),
    )


async def open_items(conn: AsyncConnection, keys: Keys, area: Area, scope: str, month: Month) -> dict[str, Item]:
    """What stands as heard in a month, by id: nothing of a case, and joined things once."""
    places = tuple(one.id for one in area.neighbourhoods) if scope == WHOLE_AREA else (scope,)
    since = datetime.combine(month.first, time(), area.zone)
    found = await inbox.listed(conn, keys.organisation, Wanted(places, standing=Standing.HEARD, since=since), _MOST)
    return {
        one.id: one
        for one in found
        if one.joined_to is None and one.received_at.astimezone(area.zone).date() <= month.last
    }


async def lines_of(conn: AsyncConnection, keys: Keys, month: Month) -> list[LetOut]:
    """What is let out for the month and may still be told: no quote whose speaker has taken their yes back."""
    lines = await report_lines.of_month(conn, keys, str(month))
    one_persons = {one.contribution for one in lines if one.quote and not one.agreed_by}
    may_be = await consents.quotable(conn, keys.organisation, one_persons)
    return [one for one in lines if one.contribution not in one_persons - may_be]


def _printed(one: LetOut, row: Heard) -> Line:
    return Line(
        id=one.contribution,
        neighbourhood=row.neighbourhood,
        kind=row.kind,
        theme=row.themes[0] if row.themes and not one.also_heard else "",
        text=one.text,
        use=LineUse.QUOTE if one.quote else LineUse.PARAPHRASE,
        child=one.child,
        language=one.language,
        translated_from=one.translated_from or None,
        agreed_by=one.agreed_by,
        door="talk" if row.group_talk else door_of(row),
    )
