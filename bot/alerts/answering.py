"""Saying that one has a case: by the button, by the link, by the command line; the first one has it."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from bot.alerts.wanted import DRILL
from bot.domain.case import Case
from bot.storage import alerts, watch
from bot.storage.database import Database
from bot.storage.keys import Keys


class Outcome(StrEnum):
    """What comes of saying so."""

    THANKS = "thanks"
    HAD = "had"
    NOTHING = "nothing"


class Answer(Struct, frozen=True):
    """What came of it, and the case as it stands now (None for a drill, or where there is none)."""

    outcome: Outcome
    case: Case | None = None
    drill: bool = False


async def look(database: Database, keys: Keys, case: str, recipient: str) -> Answer:
    """How it stands for this worker, changing nothing: THANKS where they may say that they have it."""
    async with database.read() as conn:
        if case.startswith(DRILL):
            told = [one for one in await alerts.of_case(conn, keys.organisation, case) if one.recipient == recipient]
            open_ = any(one.acknowledged_at is None for one in told)
            return Answer(Outcome.THANKS if open_ else Outcome.NOTHING, drill=True)
        return _standing(await watch.case(conn, keys.organisation, case), recipient)


async def acknowledge(database: Database, keys: Keys, case: str, recipient: str, now: datetime) -> Answer:
    """This worker has the case, or answers the drill. Whoever the words may be about has nothing to answer (S11)."""
    before = await look(database, keys, case, recipient)
    if before.outcome is not Outcome.THANKS or before.drill:
        return before if not before.drill else await _drill(database, keys, case, recipient, now)
    async with database.write() as conn:
        done = await watch.acknowledge(conn, keys.organisation, case, recipient, now)
        after = await watch.case(conn, keys.organisation, case)
    return Answer(Outcome.THANKS, after) if done else _standing(after, recipient)


async def _drill(database: Database, keys: Keys, case: str, recipient: str, now: datetime) -> Answer:
    async with database.write() as conn:
        done = await alerts.acknowledge(conn, keys.organisation, case, recipient, now)
    return Answer(Outcome.THANKS if done else Outcome.NOTHING, drill=True)


def _standing(case: Case | None, recipient: str) -> Answer:
    if case is None or case.closed_at is not None or recipient in case.about:
        return Answer(Outcome.NOTHING)
    if case.acknowledged_at is None:
        return Answer(Outcome.THANKS, case)
    return Answer(Outcome.THANKS if case.acknowledged_by == recipient else Outcome.HAD, case)
