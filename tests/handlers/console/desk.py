"""The console of the made-up town over a real store, and workers with browsers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.alerts.case_file import CaseFile
from bot.alerts.notices import Writer
from bot.domain.area import Area
from bot.domain.paging import Recipient, Role
from bot.domain.worker import Worker
from bot.draws import new_id, new_token
from bot.staff.access import Access
from bot.staff.drafted import Drafted
from bot.staff.figures import Figures
from bot.staff.leaving import Leaving
from bot.staff.talk_links import make_link
from bot.staff.talking import Talking
from handlers.console.app import console_routes
from handlers.console.frame import ConsoleParts
from handlers.web.app import build
from reports import dataset
from reports.model import Files, Request
from tests.chat import wording
from tests.factories_staff import Staff
from tests.handlers.web.town import PUBLIC, SECRET
from tests.handlers.web.town import Town as WebTown

ROSTER = (Recipient("lead", Role.LEAD, ("Lea",)), Recipient("deputy", Role.DEPUTY, ("Dan",)))


async def drawn(asked: Sequence[Request], kept: bytes, _area: Area) -> tuple[Files, ...]:
    """Reports without a typesetter: how they look is tried elsewhere."""
    frozen = dataset.load(kept, asked[0].month)
    return tuple(Files(one.stem, f"{len(frozen.heard)} rows".encode(), b"%PDF-1.7", b"rows\r\n") for one in asked)


@dataclass
class Desk:
    """The whole web application with the console in it."""

    staff: Staff
    web: WebTown = field(default_factory=WebTown)

    def __post_init__(self) -> None:
        town = self.staff.town
        self.access = Access(town.database, town.keys, town.clock, new_token, new_id)
        self.parts = ConsoleParts(
            settings=self.web.settings,
            secret=SECRET,
            area=town.area,
            wording=wording(),
            clock=town.clock,
            access=self.access,
            triage=self.staff.triage,
            fridays=self.staff.fridays,
            gatherings=self.staff.gatherings,
            notebook=self.staff.notebook,
            aways=self.staff.aways,
            leaving=Leaving(self.staff.house, wording(), lambda: b"8 bytes."),
            posters=self.staff.posters,
            campaigns=self.staff.campaigns,
            case_file=self.case_file,
            talking=Talking(town.database, town.keys, town.area, town.clock, new_id, self.staff.triage.say),
            figures=Figures(town.database, town.keys, town.area, wording(), town.clock),
            releasing=self.staff.releasing,
            sendings=self.staff.sendings,
            drafted=Drafted(town.database, town.keys, town.area, drawn),
            talk_link=lambda id_, role: f"/talk/{make_link(town.keys, id_, role, town.now)}",
        )
        pages = {"fridays": self.staff.fridays, "whats_on": self.staff.notebook.directories.coming_in}
        self.app: ASGIApp = build(self.web.parts(routes=console_routes(self.parts), **pages), self.web.take)

    def case_file(self, who: str) -> CaseFile:
        town = self.staff.town
        return CaseFile(town.database, town.keys, Writer(town.area, ROSTER, wording()), town.clock, new_id, who)

    def browser(self) -> "Browser":
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return Browser(httpx.AsyncClient(transport=transport, base_url=PUBLIC, follow_redirects=True))

    async def signed_in(self, worker: Worker) -> "Browser":
        browser = self.browser()
        await browser.comes_in(await self.access.make_link(worker.id))
        return browser


@dataclass
class Browser:
    """Somebody's browser; `page` is the last one shown, `csrf` the token of the last that had a form."""

    client: httpx.AsyncClient
    page: str = ""
    status: int = 0
    csrf: str = ""

    async def looks(self, path: str) -> str:
        return self._shown(await self.client.get(path))

    async def sends(self, path: str, **form: object) -> str:
        data = {"csrf": self.csrf, **form}
        return self._shown(await self.client.post(path, data=data))

    async def comes_in(self, link: str) -> str:
        return self._shown(await self.client.post(f"/console/enter/{link}"))

    def _shown(self, answer: httpx.Response) -> str:
        self.page, self.status = answer.text, answer.status_code
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.page)
        self.csrf = found[1] if found else self.csrf
        return self.page


def pages(parts: ConsoleParts) -> list[tuple[str, str]]:
    """The method and path of every page there is under /console."""
    [first, _] = console_routes(parts)
    assert isinstance(first, Route)
    inner = first.app.routes  # type: ignore[attr-defined]
    return sorted((method, one.path) for one in inner for method in (one.methods or ()) if method != "HEAD")
