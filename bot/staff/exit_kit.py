"""The exit kit: all that is kept of a neighbourhood, as tables for people and for machines, without cases."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.contribution import Contribution, Standing
from bot.domain.item import Item
from bot.domain.worker import Worker
from bot.exchange import csv_form
from bot.storage import absences, audit, heard, inbox, progress, said_in_case, whole_place
from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys

README = """What Earshot kept of {place}, on {day}, for whoever carries on with it.

Each table is there twice: .csv for a spreadsheet (UTF-8), .json for a program. `reference` joins them.
contributions   what people said, in their words; `person` is a number in these files and nowhere else
progress        every step of what became of it, and what people were told
open_promises   what is still owed: to whom (`reference`), by when, and who owes it
follow_ups      what people answered when asked whether anything has changed
introductions   who agreed to be put in touch with which agency; nobody else did
activities, friday_answers, spends   what took place, what was answered to everyone, what was spent
meetings, minutes, nearly_starting   when the group met, who does what by when, which groups lack a few people

Not in it: cases of somebody in danger (the safeguarding lead has them), what was taken back, names held apart, where
people can be reached, and talks. People told us this to be heard about {place}. Use it for nothing else.
"""


_SAID = (
    "reference",
    "said_on",
    "kind",
    "themes",
    "words",
    "language",
    "standing",
    "said_it",
    "present",
    "door",
    "place_about",
    "written_by",
    "help_role",
    "read_by",
)


class Kit(Struct, frozen=True):
    """A zip file, and how many rows each table in it has."""

    content: bytes
    rows: Mapping[str, int]


async def exit_kit(
    database: Database, keys: Keys, area: Area, place: str, *, id_: str, now: datetime, who: str = "operator"
) -> Kit:
    """Gather it, and put on record who did (`id_`, a UUIDv7 in hex). `place` is a neighbourhood's id; `now` is UTC.

    Raises StorageError, and KeyFileError where something does not open.
    """
    async with database.write() as conn:
        await audit.record(conn, keys, id_, who=who, what=f"exported {place}", now=now)
    async with database.read() as conn:
        rota = await absences.rota(conn, keys, area, now)
        items = await _items(conn, keys.organisation, place)
        today = now.astimezone(area.zone).date()
        tables = await _tables(conn, keys, place, items, lambda one: rota.owes(one, today))
    named = area.neighbourhood(place)
    told = README.format(place=named.name if named else place, day=today)
    return Kit(_zipped(told, tables), {name: len(rows) for name, rows in tables.items()})


async def _items(conn: AsyncConnection, organisation: str, place: str) -> list[Item]:
    """All of a neighbourhood that a mobiliser may see: nothing of a case, nor of who is in one."""
    found: list[Item] = []
    while True:
        before = found[-1].id if found else ""
        part = await inbox.listed(conn, organisation, Wanted((place,), before=before), inbox.MOST)
        found += part
        if not part:
            return found


async def _tables(
    conn: AsyncConnection, keys: Keys, place: str, items: Sequence[Item], owes: Callable[[Item], Worker | None]
) -> dict[str, list[dict[str, Any]]]:
    by_id = {one.id: one for one in items if one.standing is not Standing.SPAM}
    said = await _said_here(conn, keys, place, by_id)
    people = {who: number for number, who in enumerate(dict.fromkeys(one.participant for one in said), start=1)}
    return {
        "contributions": [_said(one, by_id[one.id], people[one.participant]) for one in said],
        "progress": await _steps(conn, keys, said),
        "open_promises": [_owed(one, owes(one)) for one in by_id.values() if one.open],
        **await whole_place.beside(conn, keys, place, {one.id: one.reference for one in said}),
    }


async def _said_here(conn: AsyncConnection, keys: Keys, place: str, by_id: Mapping[str, Item]) -> list[Contribution]:
    # What was a case stays the lead's once it is closed: the words that made it one do not change hands.
    sparing = said_in_case.stays_here()
    async with aclosing(heard.said(conn, keys, Span(neighbourhood=place), sparing=sparing)) as kept:
        return [one async for one in kept if one.id in by_id and one.words.strip()]


async def _steps(conn: AsyncConnection, keys: Keys, said: Sequence[Contribution]) -> list[dict[str, Any]]:
    """What became of each, step by step."""
    return [
        {"reference": one.reference} | _plain(step, ("at", "who", "progress", "until", "why", "told"))
        for one in said
        for step in await progress.history(conn, keys, one.id)
    ]


def _said(one: Contribution, item: Item, person: int) -> dict[str, Any]:
    plain = _plain(
        one,
        _SAID,
    )
    return plain | {"person": person, "owner": item.owner}


def _owed(item: Item, who: Worker | None) -> dict[str, Any]:
    return {"reference": item.reference, "by": item.next_date, "owes": who.name if who else ""}


def _plain(one: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}


def _zipped(told: str, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", told)
        for name, rows in tables.items():
            file.writestr(f"{name}.json", json.dumps(rows, default=_shown, ensure_ascii=False, indent=1))
            header = tuple(rows[0]) if rows else ()
            lines = [csv_form.line(header), *(csv_form.line([_cell(row[one]) for one in header]) for row in rows)]
            file.writestr(f"{name}.csv", b"".join(lines) if rows else b"")
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return "" if value is None else _shown(value)


def _shown(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
