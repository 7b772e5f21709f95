"""A holiday suggestion is supported once a person, however often they say so, and taken back by that person alone."""

from bot.conversation.effects import Support, TakeBackSupport
from bot.domain.suggestion import Stage
from bot.storage import supports
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_storage import ORGANISATION, carried_out, done, known


async def test_support_counts_people_and_can_be_taken_back(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    given = [
        done(ada, Support("hoops", Stage.COSTED)),
        done(ada, Support("hoops", Stage.COSTED)),
        done(ben, Support("hoops", Stage.COSTED)),
    ]
    await carried_out(database, keys, *given)
    await carried_out(database, keys, done(ada, TakeBackSupport("trip")), done(ben, TakeBackSupport("hoops")))
    async with database.read() as conn:
        assert await supports.counted(conn, ORGANISATION) == {"hoops": 1}
