"""What is kept of a neighbourhood beside what was said there, for whoever carries on with it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import meetings, startings
from bot.storage.keys import Keys
from bot.storage.tables import follow_up, friday_answer, gathering, introduction, spend

Rows = list[dict[str, Any]]


async def beside(conn: AsyncConnection, keys: Keys, place: str, references: Mapping[str, str]) -> dict[str, Rows]:
    """By the name of a table its rows; `references` are those of the contributions that are handed over, by their ids.

    Raises KeyFileError where something does not open.
    """
    organisation = keys.organisation
    asked = select(*follow_up.c["contribution", "step", "asked_at", "answer", "answered_at"])
    agreed = select(*introduction.c["contribution", "agency", "agreed_at"]).where(introduction.c.withdrawn_at.is_(None))
    took_place = select(
        *gathering.c["took_place_on", "title", "came", "first_time", "again_month", "again_year"],
        *gathering.c["led_by_residents", "planned_by_young"],
    ).where(gathering.c.organisation == organisation, gathering.c.neighbourhood == place)
    spent = select(*(one for one in spend.c if one.name not in {"organisation", "id", "neighbourhood"})).where(
        spend.c.organisation == organisation, spend.c.neighbourhood == place
    )
    return {
        "follow_ups": await _of_those(conn, asked.where(follow_up.c.organisation == organisation), references),
        "introductions": await _of_those(conn, agreed.where(introduction.c.organisation == organisation), references),
        "activities": await _rows(conn, took_place.order_by(gathering.c.took_place_on)),
        "friday_answers": await _fridays(conn, keys, place),
        "spends": await _rows(conn, spent),
        **await _groups(conn, keys, place),
    }


async def _groups(conn: AsyncConnection, keys: Keys, place: str) -> dict[str, Rows]:
    """Every meeting of the Local Action Group, what somebody does after it, and every group a few people short."""
    met = await meetings.between(conn, keys, (place,), date.min, date.max)
    short = await startings.standing(conn, keys, (place,), date.min, datetime.max.replace(tzinfo=UTC))
    tasks = [(one.what.on, task) for one in met for task in one.what.tasks]
    return {
        "meetings": [
            {"met_on": one.what.on, "new_faces": one.what.new, "vacancies": one.what.vacancies} for one in met
        ],
        "minutes": [
            {"met_on": on, "what": task.what, "owner": task.owner, "due": task.due, "done_on": task.done_on}
            for on, task in tasks
        ],
        "nearly_starting": [
            {
                "title": one.what.title,
                "where": one.what.where,
                "when": one.what.when,
                "missing": one.what.needs,
                "stands_until": one.what.until,
            }
            for one in short
        ],
    }


async def _of_those(conn: AsyncConnection, chosen: Select[Any], references: Mapping[str, str]) -> Rows:
    found = [row for row in await _rows(conn, chosen) if row["contribution"] in references]
    return [{"reference": references[row.pop("contribution")]} | row for row in found]


async def _rows(conn: AsyncConnection, chosen: Select[Any]) -> Rows:
    return [dict(row) for row in (await conn.execute(chosen)).mappings()]


async def _fridays(conn: AsyncConnection, keys: Keys, place: str) -> Rows:
    chosen = select(*friday_answer.c["week", "sealed", "sent_at"]).where(
        friday_answer.c.organisation == keys.organisation, friday_answer.c.neighbourhood == place
    )
    found = []
    for row in await conn.execute(chosen.order_by(friday_answer.c.week)):
        who, _, words = keys.installation.read(f"friday {place}", row.sealed).partition("\n")
        found.append({"week": row.week, "who": who, "words": words, "sent_at": row.sent_at})
    return found
