"""From the store: what of a frozen month may be told no longer, as it stands now."""

from bot.domain.contribution import Standing
from bot.storage import consents, taken_back
from bot.storage.database import Database
from reports.frozen import Frozen, LineUse
from reports.release import TakenBack


async def look(database: Database, organisation: str, frozen: Frozen) -> TakenBack:
    """What was taken back, deleted or held since the month was frozen. Raises as `Database.read`."""
    counted = {one.id for one in frozen.heard}
    worded = {one.id for one in frozen.lines} | {one.id for one in frozen.told}
    # What a group agreed to say has no single speaker whose consent is on record.
    quoted = {one.id for one in frozen.lines if one.use is LineUse.QUOTE and not one.agreed_by}
    stories = {one.id for one in frozen.stories}
    async with database.read() as conn:
        found = await taken_back.standings(conn, organisation, counted | worded)
        quotable = await consents.quotable(conn, organisation, quoted)
        told = await taken_back.told_stories(conn, organisation, stories)
    return TakenBack(
        gone=frozenset(counted - found.keys()),
        withdrawn=frozenset(id_ for id_, standing in found.items() if standing is Standing.WITHDRAWN),
        unsaid=frozenset(id_ for id_ in worded if found.get(id_) is not Standing.HEARD),
        unquoted=frozenset(quoted - quotable),
        stories=frozenset(stories - told),
    )
