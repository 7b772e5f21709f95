"""Reading what people said in the clear, for exports and reports."""

from collections.abc import AsyncGenerator
from datetime import date
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Contribution, HelpRole, Kind, Standing
from bot.storage import texts
from bot.storage.keys import DataKey, Keys
from bot.storage.tables import contribution, participant

_AT_ONCE = 1000
_MOST_KEYS = 10_000
_PLAIN = (
    "id",
    "reference",
    "participant",
    "account",
    "external_id",
    "themes",
    "neighbourhood",
    "language",
    "said_on",
    "received_at",
    "place_about",
    "place_of_speaker",
    "door",
    "prompted_by",
    "written_by",
    "said_it",
    "present",
    "joined_to",
    "read_by",
)


class Span(Struct, frozen=True):
    """Which contributions are meant: days said on (both included), neighbourhood, and `only` these ids; None is all."""

    first: date | None = None
    last: date | None = None
    neighbourhood: str | None = None
    only: frozenset[str] | None = None


async def said(
    conn: AsyncConnection, keys: Keys, span: Span, *, sparing: ColumnElement[bool] | None = None
) -> AsyncGenerator[Contribution, None]:
    """All contributions of a span in the order of day and id, words in the clear ("" once withdrawn).

    Those stay out of which `sparing` is true (of said_in_case.py). Holds a thousand rows and ten thousand keys at a
    time. Raises KeyFileError where something does not open.
    """
    opened: dict[str, DataKey] = {}
    chosen = _chosen(keys.organisation, span)
    rows = await conn.stream(chosen if sparing is None else chosen.where(~sparing))
    async for part in rows.partitions(_AT_ONCE):
        for row in part:
            key = opened.get(row.participant)
            if key is None:
                if len(opened) == _MOST_KEYS:
                    opened.clear()
                key = opened[row.participant] = keys.open_key(row.wrapped_key, row.participant)
            yield _whole(row, key)


async def first_day(conn: AsyncConnection, organisation: str) -> date | None:
    """The first local day on which anything was said; None where nothing was."""
    chosen = select(func.min(contribution.c.said_on)).where(contribution.c.organisation == organisation)
    day: date | None = (await conn.execute(chosen)).scalar_one()
    return day


async def by_reference(conn: AsyncConnection, keys: Keys, reference: str) -> Contribution | None:
    """The contribution of this reference, words in the clear."""
    chosen = _chosen(keys.organisation, Span()).where(contribution.c.reference == reference)
    row = (await conn.execute(chosen)).one_or_none()
    return _whole(row, keys.open_key(row.wrapped_key, row.participant)) if row else None


def _chosen(organisation: str, span: Span) -> Select[tuple[object, ...]]:
    bounds: list[ColumnElement[bool]] = [contribution.c.organisation == organisation]
    if span.first is not None:
        bounds.append(contribution.c.said_on >= span.first)
    if span.last is not None:
        bounds.append(contribution.c.said_on <= span.last)
    if span.neighbourhood is not None:
        bounds.append(contribution.c.neighbourhood == span.neighbourhood)
    if span.only is not None:
        bounds.append(contribution.c.id.in_(sorted(span.only)))
    return (
        select(*contribution.c[*_PLAIN, "kind", "standing", "help_role", "sealed"], participant.c.wrapped_key)
        .select_from(contribution.join(participant))
        .where(*bounds)
        .order_by(contribution.c.said_on, contribution.c.id)
    )


def _whole(row: Row[tuple[object, ...]], key: DataKey) -> Contribution:
    plain: dict[str, Any] = dict(zip(_PLAIN, row, strict=False))
    return Contribution(
        **plain,
        words=texts.joined(texts.unseal(key, row.sealed)),
        kind=Kind(row.kind),
        standing=Standing(row.standing),
        help_role=HelpRole(row.help_role) if row.help_role else None,
    )
