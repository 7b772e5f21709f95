"""How the workers' side is put together: the console, the door in the bot's chat, the post of what they are told."""

import secrets
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.routing import BaseRoute

from bot.alert_parts import case_file
from bot.channel import Channel, Fetches, Take
from bot.core import LOCALES, ROOT, Core
from bot.draws import Draws, load_return_words, new_id, new_token
from bot.exchange.locked import SALT
from bot.readers_now import ReadersNow
from bot.release_parts import apart, releasing, staff_writer
from bot.staff.access import Access
from bot.staff.away_chat import AwayChat
from bot.staff.aways import Aways
from bot.staff.campaigns import Campaigns
from bot.staff.door import WorkerDoor
from bot.staff.drafted import Drafted
from bot.staff.figures import Figures
from bot.staff.friday_taps import FridayTaps, fetches_nothing
from bot.staff.fridays import Fridays
from bot.staff.gatherings import Gatherings
from bot.staff.house import House
from bot.staff.leaving import Leaving
from bot.staff.meeting_chat import MeetingChat
from bot.staff.notebook import Notebook, desks
from bot.staff.noting import Noting
from bot.staff.post import Post
from bot.staff.posters import Posters
from bot.staff.preview_chat import PreviewChat
from bot.staff.publish_chat import PublishChat
from bot.staff.report_taps import ReportTaps
from bot.staff.review_chat import ReviewChat
from bot.staff.reviewing import Reviewing
from bot.staff.second_cards import SecondCards
from bot.staff.second_looks import SecondLooks
from bot.staff.sendings import Sendings
from bot.staff.spend_chat import SpendChat
from bot.staff.starting_chat import StartingChat
from bot.staff.talk_links import make_link
from bot.staff.talking import Talking
from bot.staff.taps import Taps
from bot.staff.triage import Triage
from bot.storage.broadcasts import Reach
from handlers.console.app import console_routes
from handlers.console.frame import ConsoleParts
from handlers.web.identity import new_person
from handlers.web.parts import WebSettings
from reports.drawing import Drawing
from reports.posters.press import Press


def access(core: Core) -> Access:
    """How workers come in."""
    return Access(core.database, core.keys, core.clock, new_token, new_id)


def worker_door(core: Core, channel: Channel, read: ReadersNow, through: Take) -> WorkerDoor:
    """What takes the bot's updates before all others: workers come in here, and their taps are done."""
    writer, work = staff_writer(core), triage(core, read)
    taps = Taps(
        work,
        _noting(core, read),
        gatherings(core, read),
        SpendChat(notebook(core, read).spends, writer.say),
        writer,
        read.reserved,
        AwayChat(aways(core)),
        friday_taps(core, read, channel),
        report_taps(core, read),
    )
    return WorkerDoor(access(core), taps, channel, core.settings.public_url, through)


def report_taps(core: Core, read: ReadersNow) -> ReportTaps:
    """What is done for the report in workers' chats."""
    desks, say = notebook(core, read), staff_writer(core).say
    meetings = MeetingChat(desks.meetings, say, core.settings.public_url)
    startings = StartingChat(desks.startings, say)
    publishing = PublishChat(releasing(core, apart(core)))
    return ReportTaps(publishing, review_chat(core, read), preview_chat(core), meetings, startings)


def review_chat(core: Core, read: ReadersNow) -> ReviewChat:
    """The review of a month in workers' chats."""
    return ReviewChat(Reviewing(triage(core, read)), staff_writer(core).say, core.settings.public_url)


def preview_chat(core: Core) -> PreviewChat:
    """The report in workers' chats."""
    house = House(core.database, core.keys, core.area, core.clock, new_id)
    return PreviewChat(house, staff_writer(core).say, apart(core).preview)


def post(core: Core, channel: Channel) -> Post:
    """What sends workers what is put down for them."""
    return Post(core.database, core.keys, channel, core.clock)


def console(core: Core, settings: WebSettings, read: ReadersNow, asking: Campaigns) -> tuple[BaseRoute, ...]:
    """The console's routes; `settings` are the web's, `read` reads what workers write to residents."""
    return console_routes(
        ConsoleParts(
            settings=settings,
            secret=core.keys.master.keyed_hash("console forms", core.keys.organisation),
            area=core.area,
            wording=core.wording,
            clock=core.clock,
            access=access(core),
            triage=triage(core, read),
            fridays=fridays(core, read),
            posters=posters(core),
            gatherings=gatherings(core, read),
            notebook=notebook(core, read),
            aways=aways(core),
            leaving=leaving(core),
            campaigns=asking,
            case_file=partial(case_file, core),
            talking=talking(core),
            figures=Figures(core.database, core.keys, core.area, core.wording, core.clock),
            releasing=releasing(core, apart(core)),
            sendings=Sendings(House(core.database, core.keys, core.area, core.clock, new_id)),
            drafted=Drafted(core.database, core.keys, core.area, Drawing(LOCALES, ROOT).draw),
            talk_link=lambda id_, role: f"/talk/{make_link(core.keys, id_, role, core.clock())}",
        )
    )


def talking(core: Core) -> Talking:
    """How talks are taken up."""
    return Talking(core.database, core.keys, core.area, core.clock, new_id, staff_writer(core).say)


def second_looks(core: Core) -> SecondLooks:
    """How answers go past a second worker."""
    return SecondLooks(core.keys, core.area, core.clock, new_id, SecondCards(staff_writer(core).say))


def fridays(core: Core, read: ReadersNow) -> Fridays:
    """The Friday answers."""
    say = staff_writer(core).say
    return Fridays(core.database, core.keys, core.area, core.clock, new_id, read.read, say, read.asks_for_contact)


def friday_taps(core: Core, read: ReadersNow, channel: Channel | None) -> FridayTaps:
    """The Friday answer in workers' chats, and what its clock goes by."""
    fetch = channel.fetch if isinstance(channel, Fetches) else fetches_nothing
    account = channel.account if channel else ""
    return FridayTaps(fridays(core, read), posters(core), triage(core, read), staff_writer(core).say, fetch, account)


def posters(core: Core) -> Posters:
    """Posters and cards, as people reach us from outside."""
    return Posters(
        database=core.database,
        keys=core.keys,
        area=core.area,
        clock=core.clock,
        new_id=new_id,
        draw=secrets.randbelow,
        wording=core.wording,
        press=Press(ROOT),
        public_url=core.settings.public_url,
    )


def gatherings(core: Core, read: ReadersNow) -> Gatherings:
    """What took place."""
    return Gatherings(core.database, core.keys, core.area, core.clock, new_id, read.read)


def notebook(core: Core, read: ReadersNow) -> Notebook:
    """The desks of the notebook."""
    house = House(core.database, core.keys, core.area, core.clock, new_id)
    return desks(house, _noting(core, read), core.wording, read.asks_for_contact)


def campaigns(core: Core, read: ReadersNow, reach: Reach, changed: Callable[[], Awaitable[None]]) -> Campaigns:
    """The questions that are asked of many; `reach` is where people are, `changed` lets talks know what is asked."""
    house = House(core.database, core.keys, core.area, core.clock, new_id)
    return Campaigns(house, read.read, read.asks_for_contact, reach, changed)


def aways(core: Core) -> Aways:
    """Who is away, and who covers."""
    return Aways(core.database, core.keys, core.area, core.clock, new_id, staff_writer(core).say)


def leaving(core: Core) -> Leaving:
    """How promises are handed over, and how it closes."""
    house = House(core.database, core.keys, core.area, core.clock, new_id)
    return Leaving(house, core.wording, partial(secrets.token_bytes, SALT))


def _noting(core: Core, read: ReadersNow) -> Noting:
    draws = Draws(core.clock, core.area.zone, load_return_words(LOCALES))
    return Noting(
        database=core.database,
        keys=core.keys,
        area=core.area,
        clock=core.clock,
        new_id=new_id,
        new_person=new_person,
        draw=secrets.randbelow,
        return_words=partial(draws, "return_words"),
        read=read.read,
    )


def triage(core: Core, read: ReadersNow) -> Triage:
    """What is done with what came in."""
    return Triage(
        database=core.database,
        keys=core.keys,
        area=core.area,
        clock=core.clock,
        new_id=new_id,
        read=read.read,
        similar=read.similar,
        asks_for_contact=read.asks_for_contact,
        wording=core.wording,
    )
