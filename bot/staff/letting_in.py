"""Letting somebody in: what they are here and where, checked, given an id, and put on record."""

import re
from collections.abc import Collection, Sequence

from msgspec import structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.worker import EVERYWHERE, Right, Role, Worker
from bot.errors import NotFound, Refused
from bot.staff.access import Access
from bot.storage import audit, workers

OPERATOR = "operator"
"""Who sits at the machine lets in whomever they like."""
_LONGEST_ID = 24
LONGEST_NAME = 60
"""Signs of what others call somebody: it stands on buttons, in lists and in digests."""


def may_let_in(worker: Worker) -> tuple[Role, ...]:
    """As what this worker may let others in: an admin as anything, a manager as whoever works below them."""
    if not worker.may(Right.LET_IN):
        return ()
    return tuple(role for role in Role if Role.ADMIN in worker.roles or role not in EVERYWHERE)


async def let_in(
    access: Access, area: Area, name: str, *, roles: Sequence[Role], places: Sequence[str], by: str = OPERATOR
) -> Worker:
    """Let somebody in; `by` is a worker's id. Raises Refused in words."""
    _called(name)
    if not roles:
        raise Refused("say what they are here")
    now, organisation = access.clock(), access.keys.organisation
    async with access.database.write() as conn:
        taken = await workers.ids_ever(conn, organisation)
        someone = Worker(_id(name, taken), name.strip(), tuple(roles), _fenced(area, roles, places))
        await workers.let_in(conn, access.keys, someone, now)
        what = f"let in {someone.id} as {' '.join(someone.roles)}"
        await audit.record(conn, access.keys, access.new_id(), who=by, what=what, now=now)
    return someone


def _called(name: str) -> None:
    """What others call somebody is a short line. Raises Refused."""
    called = name.strip()
    if not called:
        raise Refused("say what others call them")
    if len(called) > LONGEST_NAME or not called.isprintable():
        raise Refused(f"what others call them is one line of {LONGEST_NAME} signs at most")


def may_change(by: Worker, someone: Worker) -> bool:
    """Whether a worker may change somebody, give them links, or put them out: nobody those who may more than they."""
    return set(someone.roles) <= set(may_let_in(by))


async def change(
    access: Access, area: Area, id_: str, *, roles: Sequence[Role], places: Sequence[str], by: Worker | None = None
) -> Worker:
    """Somebody is this and works there from now on; `by` is None for the operator. NotFound, Refused in words."""
    if not roles:
        raise Refused("say what they are here")
    async with access.database.write() as conn:
        someone = await found(conn, access, id_, by)
        if by is not None and not set(roles) <= set(may_let_in(by)):
            raise Refused("you may not make anybody that")
        changed = structs.replace(someone, roles=tuple(roles), neighbourhoods=_fenced(area, roles, places))
        await workers.change(conn, access.keys, changed)
        where = " ".join(changed.neighbourhoods)
        what = " ".join(f"changed {id_} to {' '.join(changed.roles)} {where}".split())
        who = by.id if by else OPERATOR
        await audit.record(conn, access.keys, access.new_id(), who=who, what=what, now=access.clock())
    return changed


async def put_out(access: Access, id_: str, by: Worker | None = None) -> None:
    """Somebody has gone: no chat, link or session of theirs opens anything. NotFound, Refused in words."""
    async with access.database.write() as conn:
        someone = await found(conn, access, id_, by)
        if by is not None and someone.id == by.id:
            raise Refused("nobody puts themselves out")
        now = access.clock()
        await workers.go(conn, access.keys.organisation, id_, now)
        who, what = by.id if by else OPERATOR, f"{id_} works here no more"
        await audit.record(conn, access.keys, access.new_id(), who=who, what=what, now=now)


async def found(conn: AsyncConnection, access: Access, id_: str, by: Worker | None) -> Worker:
    """Somebody who works here, to be changed by `by`. NotFound; Refused where they may more than whoever would."""
    someone = await workers.find(conn, access.keys, id_)
    if someone is None:
        raise NotFound(f"{id_}: nobody of this id works here; `earshot staff list` shows who does")
    if by is not None and not may_change(by, someone):
        raise Refused(f"{someone.name} may more than you: an admin does that")
    return someone


def _fenced(area: Area, roles: Sequence[Role], places: Sequence[str]) -> tuple[str, ...]:
    """The neighbourhoods somebody is let in for; Refused where one is unknown, or a role needs one."""
    for one in places:
        if area.neighbourhood(one) is None:
            known = ", ".join(sorted(place.id for place in area.neighbourhoods))
            raise Refused(f"{one}: there is no such neighbourhood; there are {known}")
    fenced = [role for role in roles if role not in EVERYWHERE and role is not Role.AGENCY_CONTACT]
    if fenced and not places:
        raise Refused(f"a {fenced[0].replace('_', ' ')} is let in for neighbourhoods: name them")
    return tuple(dict.fromkeys(places))


def _id(name: str, taken: Collection[str]) -> str:
    """A code made from a name, such as sam or sam-2."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:_LONGEST_ID].strip("-") or "worker"
    return next(one for one in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
