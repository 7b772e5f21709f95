"""An interest is shared by enough grown-ups of one place, each counted once; no child is ever counted to be linked."""

from bot.conversation.effects import AmendContribution, Remember
from bot.domain.contribution import Interest, Kind
from bot.domain.participant import AgeBand
from bot.storage import interests
from bot.storage.database import Database
from bot.storage.interests import Shared
from bot.storage.keys import Keys
from tests.factories_storage import ORGANISATION, carried_out, done, keep, known


def offered(id_: str) -> AmendContribution:
    return AmendContribution(id_, kind=Kind.INTEREST, themes=("play_things_to_do",), interest=Interest.OFFER)


async def test_grown_ups_who_share_an_interest_are_counted_once_each(database: Database, keys: Keys) -> None:
    people = await known(database, keys, "ada", "ben", "cy", "kid")
    bands = (AgeBand.ADULT, AgeBand.ADULT, AgeBand.SKIPPED, AgeBand.UNDER_13)
    for number, (one, band) in enumerate(zip(people, bands, strict=True)):
        told = (Remember(band=band), keep(f"c{number}"), offered(f"c{number}"))
        await carried_out(database, keys, *(done(one, effect, f"{number}") for effect in told))
    await carried_out(database, keys, *(done(people[0], effect, "9") for effect in (keep("c9"), offered("c9"))))
    async with database.read() as conn:
        found = await interests.shared(conn, ORGANISATION, 2)
        assert await interests.shared(conn, ORGANISATION, 3) == []
    references = ("LK-c0", "LK-c9", "LK-c1")
    assert found == [Shared("lakes-estate", "play_things_to_do", Interest.OFFER, 2, references)]
