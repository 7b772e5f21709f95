"""How the console is put together."""

from starlette.routing import BaseRoute

from bot.core import Core
from bot.draws import new_id, new_token
from bot.readers_now import ReadersNow
from bot.staff.access import Access
from bot.staff.triage import Triage
from handlers.console.app import console_routes
from handlers.console.frame import ConsoleParts
from handlers.web.parts import WebSettings


def console(core: Core, read: ReadersNow) -> tuple[BaseRoute, ...]:
    """The console's routes; `read` reads what workers write to residents."""
    return console_routes(
        ConsoleParts(
            settings=WebSettings(public_url=core.settings.public_url),
            secret=core.keys.master.keyed_hash("console forms", core.keys.organisation),
            area=core.area,
            wording=core.wording,
            clock=core.clock,
            access=Access(core.database, core.keys, core.clock, new_token, new_id),
            triage=Triage(core.database, core.keys, core.area, core.clock, new_id, read.read),
        )
    )
