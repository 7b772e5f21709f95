"""Whether anybody would hear of somebody in danger: who is named, by how many ways they are reached, mail, drills."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bot.alert_parts import mail_sender
from bot.alerts.drills import EVERY, Drilled, drills
from bot.alerts.roster import Roster, roster
from bot.alerts.wanted import able
from bot.checkup.finding import Finding, ok, warning
from bot.domain.area import Area
from bot.domain.case import Case
from bot.domain.paging import Role
from bot.errors import EarshotError, SendFailed
from bot.settings import Settings
from bot.storage import alerts, staff, watch
from bot.storage.alerts import Alert
from bot.storage.database import Database, sqlite_file
from bot.storage.migrate import is_at_head, revisions

SUBJECT = "safeguarding"
TRIED = 3
"""Attempts after which an alert counts as stuck."""


class OnRecord(Struct, frozen=True):
    """What the database says: who has bound a chat, the drills, what does not get through, and the open cases."""

    bound: Collection[str] = ()
    drills: Sequence[Drilled] = ()
    stuck: Sequence[Alert] = ()
    open: Sequence[Case] = ()


class Tries(Protocol):
    """A mail server that can be tried out."""

    async def try_out(self) -> None:
        """Connect and leave again. Raises SendFailed."""


async def safeguarding(settings: Settings, area: Area, now: datetime, *, looks: bool) -> list[Finding]:
    """How it stands with telling workers that somebody may be in danger (reliability.md S5, S6, S13).

    `looks` says that the database may be opened.
    """
    people = roster(area, settings)
    on_record = await _on_record(settings, area) if looks else OnRecord()
    return [
        await mail(settings, mail_sender(settings)),
        *_named(people),
        *_reached(people, settings, on_record.bound),
        *_drills(on_record.drills, now),
        *_stuck(on_record.stuck, people),
        *_nobodys(on_record.open, people),
    ]


async def mail(settings: Settings, sender: Tries) -> Finding:
    """Whether mail can go out."""
    if not settings.mail_on:
        return warning("mail", "off: nobody is told of danger by mail. Set SMTP_HOST and MAIL_FROM.")
    try:
        await sender.try_out()
    except SendFailed as fault:
        told = f"{settings.smtp_host}:{settings.smtp_port} does not take us ({fault})"
        return warning("mail", f"{told}: look at SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD and SMTP_STARTTLS.")
    return ok("mail", f"goes out by {settings.smtp_host}:{settings.smtp_port}.")


async def _on_record(settings: Settings, area: Area) -> OnRecord:
    """Who has bound a chat, and the drills there were; nothing where there is no database yet, or it is not sound."""
    try:
        file = sqlite_file(settings.database)
        empty = file is not None and not (file.is_file() and file.stat().st_size)
        if empty or not await revisions(settings.database) or not await is_at_head(settings.database):
            return OnRecord()
        return await _asked(settings, area.organisation)
    except EarshotError:
        return OnRecord()


async def _asked(settings: Settings, organisation: str) -> OnRecord:
    database = await Database.open(settings.database)
    try:
        async with database.read() as conn:
            return OnRecord(
                await staff.bound(conn, organisation),
                await drills(conn, organisation),
                await alerts.stuck(conn, organisation, TRIED),
                await watch.open_cases(conn, organisation),
            )
    finally:
        await database.close()


def _named(people: Roster) -> Iterator[Finding]:
    roles = {one.role for one in people}
    if Role.MANAGER not in roles:
        yield warning(
            SUBJECT, "no manager is named (area.toml): nobody stands above the lead where a case is about them."
        )
    if Role.ON_CALL not in roles:
        yield warning(
            SUBJECT, "nobody is on call (SAFEGUARDING_ON_CALL_MAIL): at night only those in the pack are told."
        )


def _reached(people: Roster, settings: Settings, bound: Collection[str]) -> Iterator[Finding]:
    for one in people:
        ways = [
            *(["mail"] if one.mail and settings.mail_on else []),
            *(["Telegram"] if one.id in bound and settings.telegram_on else []),
        ]
        if not ways:
            yield warning(SUBJECT, f"{one.name} cannot be told of danger at all: {_how(one.id)}.", first=True)
        elif len(ways) == 1 and one.role is not Role.ON_CALL:
            yield warning(
                SUBJECT, f"{one.name} is told of danger by {ways[0]} only, and by no second way: {_how(one.id)}."
            )
        else:
            yield ok(SUBJECT, f"{one.name} is told of danger by {' and '.join(ways)}.")


def _how(id_: str) -> str:
    setting = "SAFEGUARDING_ON_CALL_MAIL" if id_.startswith(Role.ON_CALL.value) else f"SAFEGUARDING_{id_.upper()}_MAIL"
    return f"{setting} in .env is the one way, `earshot invite {id_}` the other"


def _stuck(found: Iterable[Alert], people: Roster) -> Iterator[Finding]:
    names = {one.id: one.name for one in people}
    for who, by, why in sorted({(one.recipient, one.channel.value, one.reason or "") for one in found}):
        yield warning(SUBJECT, f"{names.get(who, who)} is not reached by {by} ({why}): it is still being tried.")


def _nobodys(found: Iterable[Case], people: Roster) -> Iterator[Finding]:
    for one in found:
        if not able(one, people):
            yield warning(SUBJECT, f"case {one.number} may be about everyone who could be told: ring the LADO.")


def _drills(found: Iterable[Drilled], now: datetime) -> Iterator[Finding]:
    last = max((one.at for one in found), default=None)
    if last is None or now - last > EVERY:
        when = f"was {(now - last).days} days ago" if last else "has still to be"
        yield warning(SUBJECT, f"the last drill {when}: `earshot drill`, while `earshot run` runs.")
