"""Bringing in a file: checked row by row, read, screened for danger, and stored five hundred rows at a time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct

from bot.domain.area import Area
from bot.errors import DatabaseBusy
from bot.exchange import csv_form, naming
from bot.exchange.csv_form import Refused
from bot.exchange.drafting import ACCOUNT, Draft, Reads, draft
from bot.exchange.drawing import Drawing
from bot.exchange.keying import Keyed, keyed
from bot.exchange.outcome import Alarm, BroughtIn
from bot.exchange.rows import Entry, entry
from bot.storage import cases, imports, intake
from bot.storage.database import Database
from bot.storage.done import Done
from bot.storage.keys import Keys

AT_ONCE = 500
"""Rows of one transaction: a kill loses at most these, and the next run brings them in."""

_TRIES = 5


class Desk(Struct, frozen=True):
    """Where a file is brought in, and what is needed there.

    `draw(n)` gives a random number below n, `new_id()` a UUIDv7 in hex, each greater than the one before.
    """

    database: Database
    keys: Keys
    area: Area
    reads: Reads
    now: datetime
    new_id: Callable[[], str]
    draw: Callable[[int], int]


async def bring_in(
    content: bytes, desk: Desk, *, dry_run: bool = False, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> BroughtIn:
    """Bring in the rows of a CSV file; `progress(done, of)` is told how many rows are behind us.

    A dry run stores nothing and says what would happen. Raises ImportRefused where the whole file cannot be read,
    StorageError and DatabaseBusy: what was stored until then stays, and the same file can be brought in again.
    """
    rows = _entries(csv_form.read(content), desk)
    refused = [one for one in rows if isinstance(one, Refused)]
    good = [one for one in rows if isinstance(one, Keyed)]
    used = frozenset(_given(good))
    stored, alarms = 0, list[Alarm]()
    for first in range(0, len(good), AT_ONCE):
        progress(first, len(good))
        chunk = good[first : first + AT_ONCE]
        drafts = await _drafts(desk, chunk, used) if dry_run else await _stored(desk, chunk, used)
        stored += len(drafts)
        alarms += [_alarm(one) for one in drafts if one.needs_case]
    progress(len(good), len(good))
    return BroughtIn(
        stored=stored,
        known=len(good) - stored,
        refused=tuple(sorted(refused, key=lambda one: one.line)),
        alarms=tuple(alarms),
        dry_run=dry_run,
    )


def _entries(rows: Sequence[csv_form.Row | Refused], desk: Desk) -> list[Keyed | Refused]:
    known, today = naming.known(desk.area), desk.now.astimezone(desk.area.zone).date()
    checked = [entry(one, known, today) if isinstance(one, csv_form.Row) else one for one in rows]
    bad = [one for one in checked if isinstance(one, Refused)]
    return [*bad, *keyed(desk.keys, (one for one in checked if isinstance(one, Entry)))]


async def _stored(desk: Desk, chunk: Sequence[Keyed], used: frozenset[str]) -> list[Draft]:
    stored: list[Draft] = []
    # Once is enough, unless somebody was given one of our references since we drew it (then its row comes again), or
    # the database was busy for longer than it waits.
    for left in reversed(range(_TRIES)):
        try:
            drafts = await _drafts(desk, chunk, used)
            if not drafts:
                break
            stored += await _written(desk, drafts)
        except DatabaseBusy:
            if not left:
                raise
    return stored


async def _drafts(desk: Desk, chunk: Sequence[Keyed], used: frozenset[str]) -> list[Draft]:
    """What is new in a chunk, read and given references."""
    async with desk.database.read() as conn:
        there = await imports.known(conn, desk.keys.organisation, ACCOUNT, [one.external_id for one in chunk])
        taken = await intake.taken(conn, desk.keys.organisation, _given(chunk))
        fresh = [one for one in chunk if one.external_id not in there and one.entry.reference not in taken]
        drawing = Drawing(desk.draw, used, partial(intake.taken, conn, desk.keys.organisation))
        drawn = iter(await drawing.references(_prefixes(desk.area, fresh)))
    return [
        draft(one, reference=one.entry.reference or next(drawn), id_=desk.new_id(), reads=desk.reads, now=desk.now)
        for one in fresh
    ]


async def _written(desk: Desk, drafts: Sequence[Draft]) -> list[Draft]:
    async with desk.database.write() as conn:
        speakers = await imports.bring_in(conn, desk.keys, [one.contribution for one in drafts], desk.now)
        stored = [one for one in drafts if one.contribution.external_id in speakers]
        alarming = [(one, one.contribution.external_id) for one in stored if one.needs_case]
        opened = [Done(speakers[key], one.case(desk.new_id()), ACCOUNT, key) for one, key in alarming]
        if opened:
            await cases.open_cases(conn, desk.keys, opened, desk.now)
    return stored


def _given(rows: Iterable[Keyed]) -> list[str]:
    """The references that rows bring along."""
    return [one.entry.reference for one in rows if one.entry.reference is not None]


def _prefixes(area: Area, rows: Iterable[Keyed]) -> list[str]:
    """How the references begin that are to be drawn for the rows that bring none."""
    places = [one.entry.where.neighbourhood for one in rows if one.entry.reference is None]
    return [(area.neighbourhood(place) or area.elsewhere).prefix for place in places]


def _alarm(one: Draft) -> Alarm:
    return Alarm(one.line, one.contribution.reference, one.danger.level)
