"""People who would like to talk to a person."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AskForPerson
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import talk_request

OPEN = "open"


async def ask(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AskForPerson]], now: datetime) -> None:
    """Record who asked, where, and with what words (locked with the participant's key)."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "participant": one.person.hash,
            "neighbourhood": one.effect.neighbourhood,
            "sealed": one.person.key.seal("talk", one.effect.words),
            "asked_at": now,
            "state": OPEN,
        }
        for one in done
    ]
    await conn.execute(insert(talk_request), rows)
