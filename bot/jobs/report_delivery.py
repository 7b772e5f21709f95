"""Mails with the report to the contacts of agencies: claimed one by one, tried for a week, each with its Message-ID.

At least once: who crashes between a claim and its mark leaves it to be sent again, with the same Message-ID (F40).
"""

from datetime import date, datetime, time

import structlog
from msgspec.structs import replace

from bot.domain.letter import Letter
from bot.domain.question import LINK_LASTS, AnswerLink, AskedOf
from bot.domain.release import EARLY_DAYS, Contact, Delivery, Sent, State, after_failing, newest_of, working_days_after
from bot.errors import SendFailed
from bot.i18n import FALLBACK
from bot.jobs.kit import Kit
from bot.staff import answer_links
from bot.staff.archive_links import make_link
from bot.staff.letters import SCHOOL, Letters
from bot.staff.mailing import asked_now
from bot.staff.releasing import Releasing
from bot.storage import agency_contacts, agency_questions, archive, deliveries, drafts, releases
from reports import dataset
from reports.asked import asked
from reports.frozen import WHOLE_AREA, Question
from reports.model import SCHOOLS, Edition, Month

log = structlog.get_logger(__name__)

KINDS = ("csv", "pdf", "html")
_AGENCY = {"scope": WHOLE_AREA, "edition": Edition.AGENCY, "language": FALLBACK}
_SCHOOL = _AGENCY | {"edition": Edition.SCHOOL}


async def report_delivery(kit: Kit, now: datetime) -> None:
    """Send what is due, one after the other. `now` is UTC."""
    desk = kit.releasing
    if desk is None or kit.mail is None:
        return
    async with kit.database.read() as conn:
        waiting = await deliveries.due(conn, kit.keys.organisation, now)
    for one in waiting:
        async with kit.database.write() as conn:
            mine = await deliveries.claim(conn, kit.keys.organisation, one, worker=kit.worker, now=now)
        if mine:
            await _send(kit, desk, replace(one, tries=one.tries + 1), now)


async def _send(kit: Kit, desk: Releasing, one: Delivery, now: datetime) -> None:
    """Send one that is claimed, and mark what came of it; one that cannot be sent holds up no other."""
    state, fault, next_at = State.SENT, "", None
    try:
        letter = await _letter(kit, desk, one)
        if letter is None:
            state = State.GONE
        elif kit.mail is not None:
            await kit.mail(letter)
    except SendFailed as failed:
        fault = str(failed)
        next_at = None if failed.permanent else after_failing(one, now)
        state = State.WAITING if next_at else State.REFUSED if failed.permanent else State.GIVEN_UP
        log.warning("a mail with the report was not taken", period=one.period, fault=fault, tries=one.tries)
    async with kit.database.write() as conn:
        await deliveries.end(
            conn,
            kit.keys.organisation,
            one,
            state,
            worker=kit.worker,
            now=now,
            fault=fault,
            next_at=next_at,
        )


async def _letter(kit: Kit, desk: Releasing, one: Delivery) -> Letter | None:
    """What is sent; None where its contact is none any more, or there is nothing (any more) to tell them."""
    async with kit.database.read() as conn:
        to = await agency_contacts.find(conn, kit.keys, one.contact)
    return await _WRITES[one.what](kit, desk, one, to) if to else None


async def _edition_letter(kit: Kit, desk: Releasing, one: Delivery, to: Contact) -> Letter | None:
    async with kit.database.read() as conn:
        stands = await releases.of(conn, kit.keys.organisation, one.period)
        found = {kind: await archive.file(conn, kit.keys, one.period, **_AGENCY, kind=kind) for kind in KINDS}
        if _of_schools(kit, one):
            found[SCHOOL] = await archive.file(conn, kit.keys, one.period, **_SCHOOL, kind="pdf")
    release = next((each for each in stands if each.revision == one.revision), None)
    files = {kind: body for kind, body in found.items() if body is not None}
    if release is None or not files:
        return None
    return _letters(kit, desk).edition(one, to, release, files, await _asked(kit, one))


async def _receipt(kit: Kit, desk: Releasing, one: Delivery, to: Contact) -> Letter | None:
    answered = await _answered(kit, one)
    return _letters(kit, desk).receipt(one, to, answered) if answered else None


def _of_schools(kit: Kit, one: Delivery) -> bool:
    """Whether its agency answers for schools: a head teacher reads one side (product.md 44)."""
    return any(each.id == one.agency and SCHOOLS in each.themes for each in kit.area.agencies)


async def _asked(kit: Kit, one: Delivery) -> list[Question]:
    """What the month as it was decided on asks this agency; until then as it was drafted, and what was asked since."""
    frozen, decided = await _month_of(kit, one)
    live = [] if decided else await _live(kit, one)
    month = Month.of(one.period)
    drafted = asked_now(dataset.head(frozen, month), one.agency) if frozen else []
    known = {each.id for each in drafted}
    later = asked(kit.area, month, ((each, None) for each in live if each.agency == one.agency and not each.register))
    return [*drafted, *(each for each in later if each.id not in known)]


async def _month_of(kit: Kit, one: Delivery) -> tuple[bytes | None, bool]:
    """The month as it was decided on last, and True; until then as it was drafted, if it was."""
    async with kit.database.read() as conn:
        newest = newest_of(await releases.of(conn, kit.keys.organisation, one.period))
        if newest and (raw := await releases.dataset(conn, kit.keys, one.period, newest.revision)):
            return raw, True
        draft = await drafts.find(conn, kit.keys, WHOLE_AREA, one.period)
    return draft.dataset if draft else None, False


async def _answered(kit: Kit, one: Delivery) -> list[AskedOf]:
    """What this contact has answered of a month."""
    live = await _live(kit, one)
    return [each for each in live if each.received_from == one.contact and not each.register]


async def _live(kit: Kit, one: Delivery) -> list[AskedOf]:
    async with kit.database.read() as conn:
        return await agency_questions.listed(conn, kit.keys, (one.period,))


async def _early_letter(kit: Kit, desk: Releasing, one: Delivery, to: Contact) -> Letter | None:
    shown = one.put_at.astimezone(kit.area.zone).date()
    until = working_days_after(kit.area, shown, EARLY_DAYS)
    questions = await _asked(kit, one)
    return _letters(kit, desk).early(one, to, questions, until.strftime("%A %-d %B")) if questions else None


def _letters(kit: Kit, desk: Releasing) -> Letters:
    def link(contact: str, period: str) -> str:
        key = "" if kit.area.report_days.public_archive else f"?key={make_link(kit.keys, contact)}"
        return f"{kit.address}/reports/{period}{key}"

    def answer(one: Delivery, last: date) -> str:
        until = datetime.combine(last, time(), kit.area.zone) + LINK_LASTS
        link = AnswerLink(one.contact, one.agency, one.period)
        return f"{kit.address}/answer/{answer_links.make_link(kit.keys, link, until)}"

    return Letters(kit.area, desk.say, link, answer)


_WRITES = {Sent.EDITION: _edition_letter, Sent.EARLY: _early_letter, Sent.RECEIPT: _receipt}
