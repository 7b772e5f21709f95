"""A voice note is written down by a worker: its words go on record, the recording goes."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from bot.conversation.effects import AddWords, AmendContribution, Effect, OpenCase
from bot.domain.reading import DangerLevel, Reading
from bot.errors import NotFound
from bot.storage import attachments, audit, people
from bot.storage.database import Database
from bot.storage.done import Done
from bot.storage.effects import carry_out
from bot.storage.keys import Keys

BY_HAND = "written down"
"""Stands where a message of a channel would: these words came in none."""


class Desk(Struct, frozen=True):
    """Where it is written down; `read` gives what words seem to say, in the language given."""

    database: Database
    keys: Keys
    read: Callable[[str, str], Reading]
    now: datetime
    new_id: Callable[[], str]


async def write_down(desk: Desk, id_: str, words: str, who: str) -> DangerLevel:
    """Put on record what a voice note says, as its contribution's words, and delete the recording.

    Returns how dangerous it sounds: anything but NONE has opened a case. Raises NotFound where there is no such
    voice note of a contribution, or it was withdrawn or erased meanwhile.
    """
    async with desk.database.write() as conn:
        found = await attachments.of_contribution(conn, desk.keys.organisation, id_)
        person = (await people.load(conn, desk.keys, [found.participant])).get(found.participant) if found else None
        if found is None or person is None:
            raise NotFound(f"{id_}: there is no voice note of this id that can be written down")
        reading = desk.read(words, found.language)
        done = [
            Done(person, effect, person.account, "", BY_HAND)
            for effect in _effects(desk, found.contribution, words, reading)
        ]
        await carry_out(conn, desk.keys, done, desk.now)
        await attachments.looked(conn, desk.keys, id_, desk.now, keeps=False)
        what = f"attachment {id_} written down"
        await audit.record(conn, desk.keys, desk.new_id(), who=who, what=what, now=desk.now)
    await desk.database.scrub()
    return reading.danger.level


def _effects(desk: Desk, contribution: str, words: str, reading: Reading) -> list[Effect]:
    themes = tuple(score.theme for score in reading.themes)
    effects: list[Effect] = [
        AddWords(contribution, words),
        AmendContribution(contribution, kind=reading.kind, themes=themes),
    ]
    if reading.danger.level is not DangerLevel.NONE:
        effects.append(OpenCase(desk.new_id(), reading.danger.level, reading.danger.rules, words, contribution))
    return effects
