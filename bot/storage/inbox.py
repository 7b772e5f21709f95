"""What came in, as workers list it: without words, and without whatever somebody in danger said (reliability.md S9)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    Text,
    exists,
    false,
    func,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import HelpRole, Kind, Progress, Standing
from bot.domain.hold import Hold
from bot.domain.item import CLOSED, LOOK_AGAIN, Item
from bot.domain.participant import AgeBand
from bot.domain.second_look import Verdict
from bot.storage import holds
from bot.storage.marks import Mark, marked
from bot.storage.people import LANGUAGE
from bot.storage.said_in_case import held_out, waits_for_a_look, was_in_danger
from bot.storage.tables import cleared_line, contribution, participant, progress, second_look
from bot.storage.told_later import ToldLater

MOST = 200
"""Items of one list; older ones are asked for from there."""
_PAGE = 200

_HIDDEN = (Standing.SAFEGUARDING, Standing.WITHDRAWN)
_BEFORE = contribution.alias("before")
_TO = contribution.alias("joined_to_this")


class Wanted(Struct, frozen=True):
    """Which items: of these neighbourhoods; `open_only` those that somebody owes an answer; before an id.

    `cleared` are those of which everybody may read a line. `unlooked`: also those that wait for a look at a photo, or
    for somebody to hear a voice note; they are owed, and nobody may read them yet.
    """

    neighbourhoods: tuple[str, ...]
    open_only: bool = False
    kind: Kind | None = None
    theme: str = ""
    standing: Standing | None = None
    since: datetime | None = None
    before: str = ""
    cleared: bool = False
    prompted_by: str = ""
    unlooked: bool = False


async def listed(conn: AsyncConnection, organisation: str, wanted: Wanted, most: int = MOST) -> list[Item]:
    """The items, the newest first, read by pages: whoever chats meanwhile waits for a page at most."""
    found: list[Item] = []
    later, sizes = ToldLater(organisation, wanted.neighbourhoods), _pages(most if wanted.neighbourhoods else 0)
    for size in sizes:
        items = _items(organisation, unlooked=wanted.unlooked).where(*_bounds(organisation, wanted))
        rows = (await conn.execute(items.order_by(contribution.c.id.desc()).limit(size))).all()
        found += await _told(conn, organisation, rows, later)
        if len(rows) < size:
            break
        wanted = structs.replace(wanted, before=rows[-1].id)
    return found


async def find(conn: AsyncConnection, organisation: str, reference: str) -> Item | None:
    """The item of this reference; None where there is none, or it is nobody's business but the lead's."""
    rows = (await conn.execute(_items(organisation).where(contribution.c.reference == reference))).all()
    later = ToldLater(organisation, [row.neighbourhood for row in rows])
    return next(iter(await _told(conn, organisation, rows, later)), None)


async def hold(conn: AsyncConnection, organisation: str, references: Collection[str]) -> None:
    """Let nobody else change these until the transaction ends: two taps at once come one after the other."""
    theirs = contribution.c.organisation == organisation, contribution.c.reference.in_(references)
    chosen = select(contribution.c.id).where(*theirs).order_by(contribution.c.id)
    await conn.execute(chosen.with_for_update())


async def reaches_protected(conn: AsyncConnection, organisation: str, id_: str) -> bool:
    """Whether what is said of a contribution is read by anybody under 18 or of unknown age: joined ones count too."""
    who = participant.c.band.is_distinct_from(AgeBand.ADULT)
    this = or_(contribution.c.id == id_, contribution.c.joined_to == id_)
    chosen = select(contribution.c.id).select_from(contribution.join(participant))
    return (
        await conn.execute(chosen.where(contribution.c.organisation == organisation, this, who).limit(1))
    ).first() is not None


async def language_of(conn: AsyncConnection, organisation: str, id_: str) -> str:
    """The language in which whoever said it is answered."""
    chosen = select(participant.c.language).select_from(contribution.join(participant))
    found = await conn.execute(chosen.where(contribution.c.organisation == organisation, contribution.c.id == id_))
    return found.scalar_one_or_none() or LANGUAGE


async def stand(conn: AsyncConnection, organisation: str, id_: str, was: Standing, standing: Standing) -> bool:
    """Change the standing of a contribution; False where it is another than `was` by now."""
    same = contribution.c.organisation == organisation, contribution.c.id == id_, contribution.c.standing == was
    return (await conn.execute(update(contribution).where(*same).values(standing=standing))).rowcount == 1


async def join(conn: AsyncConnection, organisation: str, id_: str, to: str | None) -> None:
    """Say that a contribution is about the same as another one; what was joined to it goes along."""
    mine = contribution.c.organisation == organisation
    both = or_(contribution.c.id == id_, contribution.c.joined_to == id_) if to else contribution.c.id == id_
    await conn.execute(update(contribution).where(mine, both).values(joined_to=to))


async def assign(conn: AsyncConnection, organisation: str, id_: str, owner: str) -> None:
    """A worker has it from now on; "" for whoever reads there."""
    this = contribution.c.organisation == organisation, contribution.c.id == id_
    await conn.execute(update(contribution).where(*this).values(owner=owner))


def _pages(most: int) -> Iterator[int]:
    """The sizes of the pages of so many items."""
    for at in range(0, most, _PAGE):
        yield min(_PAGE, most - at)


async def _told(conn: AsyncConnection, organisation: str, rows: Sequence[Any], later: ToldLater) -> list[Item]:
    """The items of these rows, with what is looked up for all of them at once."""
    others = await later.others(conn, rows)
    held = await holds.of(conn, organisation, [row.id for row in rows if row.standing == Standing.HELD])
    return [_item(row, others[row.id], held.get(row.id)) for row in rows]


def _bounds(organisation: str, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [contribution.c.neighbourhood.in_(wanted.neighbourhoods)]
    if wanted.open_only:
        over = _newest(progress.c.progress).in_(CLOSED)
        found.append(_joined().is_(None) & (_newest(progress.c.progress).is_(None) | ~over))
        found.append(contribution.c.standing.in_((Standing.HEARD, Standing.HELD)))
        # Good news is owed no more than to be read.
        found.append((contribution.c.kind != Kind.GOOD_NEWS) | _newest(progress.c.progress).is_(None))
    if wanted.theme:
        told = "," + type_coerce(contribution.c.themes, Text) + ","
        found.append(told.contains(f",{wanted.theme},", autoescape=True))
    if wanted.since is not None:
        found.append(contribution.c.received_at >= wanted.since)
    if wanted.cleared:
        mine = cleared_line.c.organisation == organisation
        found.append(contribution.c.id.in_(select(cleared_line.c.contribution).where(mine)))
    plain = (
        (wanted.standing, contribution.c.standing == wanted.standing),
        (wanted.kind, contribution.c.kind == wanted.kind),
        (wanted.prompted_by, contribution.c.prompted_by == wanted.prompted_by),
        (wanted.before, contribution.c.id < wanted.before),
    )
    return [*found, *(bound for given, bound in plain if given)]


def _items(organisation: str, *, unlooked: bool = False) -> Select[tuple[object, ...]]:
    return (
        select(
            *contribution.c["id", "reference", "kind", "themes", "neighbourhood", "received_at", "standing"],
            *contribution.c["help_role", "read_by", "owner", "participant", "confirmed"],
            _joined().label("joined_to"),
            participant.c.band,
            _newest(progress.c.progress).label("became"),
            _newest(progress.c.until).label("until"),
            _newest(progress.c.at).label("became_at"),
            (_first() == contribution.c.id).label("new_voice"),
            marked(Mark.AGENDA).label("on_agenda"),
            marked(Mark.TALK_OVER).label("talked_over"),
            _waits().label("waits"),
            was_in_danger().label("apart"),
            (held_out() if unlooked else false()).label("unlooked"),
        )
        .select_from(contribution.join(participant))
        .where(
            contribution.c.organisation == organisation,
            contribution.c.standing.not_in(_HIDDEN),
            ~held_out() | waits_for_a_look() if unlooked else ~held_out(),
        )
    )


def _joined() -> ScalarSelect[str | None]:
    """What it is joined to, if a worker has that on their list: else it is owed an answer of its own."""
    return (
        select(_TO.c.id)
        .where(_TO.c.organisation == contribution.c.organisation, _TO.c.id == contribution.c.joined_to)
        .where(_TO.c.standing.in_((Standing.HEARD, Standing.HELD)), ~held_out(_TO))
        .scalar_subquery()
    )


def _newest(column: ColumnElement[object]) -> ColumnElement[object]:
    of_it = (progress.c.organisation == contribution.c.organisation) & (progress.c.contribution == contribution.c.id)
    return select(column).where(of_it).order_by(progress.c.step.desc()).limit(1).scalar_subquery()


def _first() -> ScalarSelect[str]:
    """The first thing a person told us: by their few contributions, not by all that were made before."""
    # With nothing put after the id: SQLite would else walk over all there are, in the order of their ids.
    return (
        select(func.min(_BEFORE.c.id.concat("")))
        .where(_BEFORE.c.organisation == contribution.c.organisation)
        .where(_BEFORE.c.participant == contribution.c.participant)
        .scalar_subquery()
    )


def _waits() -> ColumnElement[bool]:
    """Whether an answer to it waits for a second worker."""
    return exists().where(
        second_look.c.organisation == contribution.c.organisation,
        second_look.c.reference == contribution.c.reference,
        second_look.c.verdict == Verdict.WAITING,
    )


def _look_again(since: datetime) -> date:
    return (since + LOOK_AGAIN).date()


def _item(row: Row[tuple[object, ...]], others_since: int, hold: Hold | None) -> Item:
    became = Progress(row.became) if row.became else None
    owed = row.until if became else row.read_by
    return Item(
        id=row.id,
        reference=row.reference,
        kind=Kind(row.kind),
        themes=row.themes,
        neighbourhood=row.neighbourhood,
        received_at=row.received_at,
        standing=Standing(row.standing),
        help_role=HelpRole(row.help_role) if row.help_role else None,
        protected=row.band != AgeBand.ADULT,
        new_voice=bool(row.new_voice),
        others_since=others_since,
        became=became,
        became_at=row.became_at,
        # What a worker holds is to be looked at by a day of its own: no news is promised of it meanwhile.
        next_date=(hold.until if hold and hold.by else owed) or _look_again(row.became_at or row.received_at),
        owner=row.owner,
        joined_to=row.joined_to,
        on_agenda=bool(row.on_agenda),
        talked_over=bool(row.talked_over),
        hold=hold,
        waits=bool(row.waits),
        also=row.themes[1] if row.confirmed and len(row.themes) > 1 else "",
        apart=bool(row.apart),
        unlooked=bool(row.unlooked),
    )
