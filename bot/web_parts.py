"""How the web is put together: its settings, what its pages look up, the console, the webhook."""

from functools import partial
from typing import Any

from starlette.routing import BaseRoute

from bot.alert_parts import CaseDoors, case_doors
from bot.alerts.door import StaffDoor
from bot.core import Core
from bot.dispatcher import Dispatcher
from bot.domain.closing import Closing
from bot.draws import new_id
from bot.readers_now import ReadersNow
from bot.release_parts import mail_domain
from bot.staff.agency_answers import AgencyAnswers
from bot.staff.shelf import Shelf
from bot.staff_parts import fridays, notebook, triage
from bot.storage import closings
from bot.talk_desk import TalkDesk
from bot.web_lookups import WebLookups
from bot.web_uploads import WebUploads
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.webhook import webhook_route
from handlers.web.parts import Parts, WebSettings

OPERATOR_KEY = 24
"""Signs of the key that opens the report pages."""
NAME_SECONDS = 2.0
"""How long the start waits to hear the bot's name: without it, landing pages lack [Open in Telegram] until the next."""


async def web_settings(core: Core, telegram: TelegramChannel | None) -> WebSettings:
    """Where the web is served, and the bot's name where there is one."""
    return WebSettings(
        public_url=core.settings.public_url,
        host=core.settings.web_host,
        port=core.settings.web_port,
        telegram=await telegram.user_name(NAME_SECONDS) if telegram else None,
        operator_key=core.keys.master.keyed_hash("operator key", core.keys.organisation).hex()[:OPERATOR_KEY],
    )


def web_parts(  # noqa: PLR0917 - what the web is given comes from everywhere
    core: Core,
    settings: WebSettings,
    read: ReadersNow,
    dispatcher: Dispatcher,
    lookups: WebLookups,
    routes: tuple[BaseRoute, ...],
) -> Parts:
    """All that the web's pages are given; `routes` are those beside them."""
    return Parts(
        settings=settings,
        secret=core.keys.master.keyed_hash("web cookies", core.keys.organisation),
        area=core.area,
        wording=core.wording,
        clock=core.clock,
        routes=routes,
        keep_upload=WebUploads(core).keep,
        fridays=fridays(core, read),
        closing=partial(_closing, core),
        archive=Shelf(core.database, core.keys, core.area),
        whats_on=notebook(core, read).directories.coming_in,
        replies=AgencyAnswers(triage(core, read), mail_domain(core)),
        talks=TalkDesk(
            database=core.database,
            keys=core.keys,
            area=core.area,
            clock=core.clock,
            take=dispatcher.take,
            asks_for_contact=read.asks_for_contact,
            new_id=new_id,
        ),
        **_lookups(lookups, case_doors(core)),
    )


async def _closing(core: Core) -> Closing | None:
    today = core.clock().astimezone(core.area.zone).date()
    async with core.database.read() as conn:
        return await closings.find(conn, core.keys.organisation, today)


def _lookups(found: WebLookups, cases: CaseDoors) -> dict[str, Any]:
    return {
        "lines": found.lines,
        "wait": found.wait,
        "know": found.know,
        "find_by_return_words": found.find_by_return_words,
        "look_at_hand_over": found.look_at_hand_over,
        "use_up_hand_over": found.use_up_hand_over,
        "make_report": found.make_report,
        "look_at_case": cases.look,
        "take_case": cases.take,
        "own_copy": found.own_copy,
    }


def webhook(telegram: TelegramChannel | None, door: StaffDoor | None) -> tuple[BaseRoute, ...]:
    """The route Telegram pushes updates to, where it does."""
    if telegram is None or telegram.webhook is None or door is None:
        return ()
    return (webhook_route(telegram, door.take, telegram.webhook.secret),)
