"""What people said and stand by: the readers may learn kind and theme from it."""

from collections import Counter

from msgspec import Struct
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Kind, Standing
from bot.domain.participant import AgeBand
from bot.storage import texts
from bot.storage.keys import Keys
from bot.storage.said_in_case import left_out
from bot.storage.tables import contribution, participant

MOST = 5000
"""Contributions of a language learned from, the newest first."""
MOST_EACH = 20
"""Of one person: nobody teaches the readers alone."""

_ORDER = (contribution.c.said_on.desc(), contribution.c.id.desc())


class Confirmed(Struct, frozen=True):
    """A contribution whose kind and theme a person confirmed or corrected, its words in the clear."""

    id: str
    participant: str
    words: str
    kind: Kind
    theme: str


async def confirmed(conn: AsyncConnection, keys: Keys, language: str) -> list[Confirmed]:
    """What may be learned from in a language, the oldest first: adults' own words that are heard and still kept.

    Never what is held, withdrawn, spam or a safeguarding matter, and never the words of anyone protected as a child:
    the examples that Earshot ships speak for them. Raises KeyFileError where something does not open.
    """
    chosen = (
        select(*contribution.c["id", "participant", "kind", "themes", "sealed"], participant.c.wrapped_key)
        .select_from(contribution.join(participant))
        .where(contribution.c.language == language, *_may_teach(keys))
        .order_by(*_ORDER)
        .limit(MOST)
    )
    said: Counter[str] = Counter()
    found: list[Confirmed] = []
    for row in await conn.execute(chosen):
        said[row.participant] += 1
        if said[row.participant] > MOST_EACH or len(row.themes) != 1:  # of two it is not known which part tells which
            continue
        words = texts.joined(texts.unseal(keys.open_key(row.wrapped_key, row.participant), row.sealed))
        found.append(Confirmed(row.id, row.participant, words, Kind(row.kind), row.themes[0]))
    return found[::-1]


async def most_confirmed(conn: AsyncConnection, keys: Keys) -> int:
    """How many contributions of one language `confirmed` looks at, of the language with the most; none is opened."""
    by_language = (
        select(func.count())
        .select_from(contribution.join(participant))
        .where(*_may_teach(keys))
        .group_by(contribution.c.language)
    )
    return max((await conn.execute(by_language)).scalars(), default=0)


def _may_teach(keys: Keys) -> tuple[ColumnElement[bool], ...]:
    return (
        contribution.c.organisation == keys.organisation,
        contribution.c.confirmed,
        contribution.c.standing == Standing.HEARD,
        ~left_out(),
        contribution.c.sealed.is_not(None),
        contribution.c.written_by.is_(None),
        participant.c.band == AgeBand.ADULT,
    )
