"""What waits on the console of the pictures: the rooms are seen as they are in use."""

from datetime import date, timedelta

from msgspec.structs import replace

from bot.core import Core
from bot.domain.agenda import Outcome
from bot.domain.attachment import File
from bot.domain.campaign import Draft
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.story import Story, Use
from bot.domain.worker import Role, Worker
from bot.reader_parts import read_with
from bot.running import Earshot
from bot.staff.note import notes
from bot.staff.noting import Spoken
from bot.staff.stories import Draft as Told
from bot.staff_parts import campaigns, gatherings, notebook, triage
from bot.storage import attachments, drafts, inbox, workers
from bot.storage.broadcasts import Reach
from bot.storage.inbox import Wanted
from reports import dataset
from reports.freeze import freeze
from reports.frozen import WHOLE_AREA
from reports.model import Month
from reports.prefill import drafted
from reports.stands import stood

MO = Worker("mo", "Mo", (Role.MANAGER, Role.LEAD))


async def work_waits(earshot: Earshot) -> None:
    """A child's answer that waits for a second worker, a point on the agenda, a draft: what the rooms are for."""
    core = earshot.core
    sam = Worker("sam", "Sam", (Role.MOBILISER,), ("fishermead",))
    async with core.database.write() as conn:
        await workers.let_in(conn, core.keys, sam, core.clock())
        await workers.let_in(conn, core.keys, MO, core.clock())
        items = await inbox.listed(conn, core.keys.organisation, Wanted(("fishermead",)))
    desk = triage(core, read_with(core))
    child = next(one for one in items if one.protected)
    grown = next(one for one in items if not one.protected)
    answer = Deed(Does.BECAME, Progress.UNDER_WAY, words="Thank you. The pool team has your idea and looks at it.")
    await desk.does(sam, child.reference, answer)
    await desk.does(sam, grown.reference, Deed(Does.AGENDA, words="A basketball hoop for the park, open after school."))
    await _group_met(core, sam)
    await _notebook_full(core, sam)


async def _notebook_full(core: Core, sam: Worker) -> None:
    """Something in each room of the notebook, a question that is asked of many, a voice note to be typed up."""
    read = read_with(core)
    rooms, today = notebook(core, read), core.clock().astimezone(core.area.zone).date()
    on = {"name": "Football in the cage", "where": "the park", "owner": "Sam", "cost": "free", "ages": "8 to 12"}
    days = (today + timedelta(days=5),)
    await rooms.directories.put_activity(sam, "", {**on, "days": days, "neighbourhood": "fishermead"})
    await rooms.needs.note(sam, "health", "fishermead", "a dentist who takes new people")
    await rooms.spends.note(sam, "12.50 juice for the hoop day - to the corner shop, receipt")
    told = Story("The path by the flats was dark.", "The council put two lamps there.", "People walk home that way.")
    await rooms.stories.write(sam, Told(told, (Use.REPORT,), "fishermead", is_adult=True))
    question = {"en": "What would make the square better?"}
    asked = Draft(("fishermead",), {"en": "The square"}, question, today, today + timedelta(days=14))
    await campaigns(core, read, Reach((), ()), _nothing_changes).send(sam, asked)
    spoken = Spoken("telegram", File("of the gate", 2_000, 20))
    [note] = notes("Fishermead: something told at the gate", core.area, sam)
    await rooms.stories.noting.keep(sam, [note], they_know=True, source=spoken)
    async with core.database.write() as conn:
        [waiting] = await attachments.waiting(conn, core.keys, "telegram", core.clock())
        await attachments.fetched(conn, core.keys, waiting, b"OggS")


async def _nothing_changes() -> None:
    """Nobody's chat is open that would have to learn what is asked."""


async def _group_met(core: Core, sam: Worker) -> None:
    """The group decided on the point, another group would start, and the month waits for its review."""
    read = read_with(core)
    rooms, desk = notebook(core, read), triage(core, read)
    today = core.clock().astimezone(core.area.zone).date()
    before, due, soon = (today + timedelta(days=days) for days in (-30, -9, 16))
    await rooms.meetings.note(sam, f"{before} - 2 new; secretary: show the damp photos to the council, by {due}")
    met = f"today - 3 new, 1 vacancy; chair: ask the council for a quote, by {soon}; member: book the hall"
    noted = await rooms.meetings.note(sam, met)
    await rooms.meetings.mark(sam, noted.id, 1, done=True)
    for line in ("football in the cage, yesterday - 22 came, 9 new", "bread - 14 came, 2 new, 6 again this month"):
        await gatherings(core, read).note(sam, line)
    await rooms.startings.note(sam, "a bike workshop; the hub; Saturdays at 10; 1 short")
    async with core.database.read() as conn:
        items = await inbox.listed(conn, core.keys.organisation, Wanted(("fishermead",)))
    point = next(one for one in items if one.on_agenda)
    why = Deed(
        Does.DECIDED,
        words="The park team looks at where it could stand.",
        other=Outcome.DOING,
        until=_soon(core),
        owner="mobiliser",
    )
    await desk.does(sam, point.reference, why)
    month = await freeze(core.database, core.keys, core.area, month_now(core))
    month = replace(month, drafted=drafted(stood(month, core.area, "salt"), core.area, core.wording))
    async with core.database.write() as conn:
        packed = dataset.pack(month)
        await drafts.keep(conn, core.keys, WHOLE_AREA, str(month.month), dataset=packed.content, now=core.clock())


def _soon(core: Core) -> date:
    return core.clock().astimezone(core.area.zone).date() + timedelta(days=14)


def month_now(core: Core) -> Month:
    """The month that runs in the area."""
    return Month.on(core.clock().astimezone(core.area.zone).date())
