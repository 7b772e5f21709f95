"""The report on its way out: approved, held back, let go, and to whom it went."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.release import ENDED, LONGEST_REASON, Delivery, State
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.staff.letters import month_name
from bot.storage import workers
from handlers.console.frame import ROOT, Frame, Visit, form_of, said


class Publishing:
    """/console/publish, one month of it, and /console/contacts."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._desk, self._sendings = frame.parts.releasing, frame.parts.sendings
        self.routes = [
            frame.get("/publish", self.months, Right.PUBLISH),
            frame.get("/publish/{period}", self.month, Right.PUBLISH),
            frame.post("/publish/{period}", self.decide, Right.PUBLISH),
            frame.get("/contacts", self.contacts, Right.PUBLISH),
            frame.post("/contacts", self.put, Right.PUBLISH),
            frame.post("/contacts/{contact}", self.take_off, Right.PUBLISH),
        ]

    async def months(self, _request: Request, visit: Visit) -> Response:
        """Every month that was frozen, and how it stands."""
        found = await self._desk.listed()
        return self._frame.page(
            visit, "publish.html", months=found, named=month_name, zone=self._frame.parts.area.zone, here="publish"
        )

    async def month(self, request: Request, visit: Visit) -> Response:
        """One month: what can be done, its revisions, its mails."""
        return await self._month(request.path_params["period"], visit)

    async def decide(self, request: Request, visit: Visit) -> Response:
        """Approve it, hold it back, let it go; try a mail again, or say that it came back."""
        form, period = await form_of(request), request.path_params["period"]
        mail = (period, _number(said(form, "revision")), said(form, "what"), said(form, "contact"))
        does = said(form, "does")
        try:
            match does:
                case "approve":
                    await self._desk.approve(visit.worker, period)
                case "hold":
                    await self._desk.hold(visit.worker, period, said(form, "reason"))
                case "let_go":
                    await self._desk.let_go(visit.worker, period)
                case "again":
                    await self._sendings.again(visit.worker, mail)
                case "came_back":
                    await self._sendings.came_back(visit.worker, mail)
                case _:
                    return await self._month(period, visit, problem=self._frame.say("publish.unknown"))
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._month(period, visit, problem=str(why), reason=said(form, "reason"))
        return RedirectResponse(f"{ROOT}/publish/{period}", 303)

    async def contacts(self, _request: Request, visit: Visit) -> Response:
        """Who is sent the report, by agency, and a form for another."""
        return await self._contacts(visit)

    async def put(self, request: Request, visit: Visit) -> Response:
        """Somebody is sent the report from now on."""
        form = await form_of(request)
        typed = {name: said(form, name) for name in ("agency", "name", "mail")}
        try:
            await self._sendings.put(visit.worker, typed["agency"], typed["name"], typed["mail"])
        except NotFound:
            return await self._contacts(visit, problem=self._frame.say("contacts.no_agency"), typed=typed)
        except Refused as why:
            return await self._contacts(visit, problem=str(why), typed=typed)
        return RedirectResponse(f"{ROOT}/contacts", 303)

    async def take_off(self, request: Request, visit: Visit) -> Response:
        """They are sent nothing any more."""
        try:
            await self._sendings.take_off(visit.worker, request.path_params["contact"])
        except NotFound:
            return await self._contacts(visit, problem=self._frame.say("contacts.gone"))
        return RedirectResponse(f"{ROOT}/contacts", 303)

    async def _month(self, period: str, visit: Visit, problem: str = "", reason: str = "") -> Response:
        try:
            found = await self._desk.find(period)
        except NotFound:
            raise HTTPException(404) from None
        mails = await self._sendings.of(period)
        return self._frame.page(
            visit,
            "publish_month.html",
            status=422 if problem else 200,
            month=found,
            name=month_name(period),
            mails=mails,
            to={one.id: one for one in await self._sendings.contacts()},
            who=await self._names(),
            agencies=self._agencies(),
            ended=ENDED,
            trouble=_trouble(mails),
            problem=problem,
            reason=reason,
            longest=LONGEST_REASON,
            zone=self._frame.parts.area.zone,
            here="publish",
        )

    async def _contacts(self, visit: Visit, problem: str = "", typed: dict[str, str] | None = None) -> Response:
        found = await self._sendings.contacts()
        return self._frame.page(
            visit,
            "contacts.html",
            status=422 if problem else 200,
            contacts=found,
            agencies=self._agencies(),
            links={one.id: self._sendings.link(one.id) for one in found},
            address=self._frame.parts.settings.public_url,
            problem=problem,
            typed=typed or {},
            here="contacts",
        )

    def _agencies(self) -> dict[str, str]:
        return {one.id: one.name for one in self._frame.parts.area.agencies}

    async def _names(self) -> dict[str, str]:
        access = self._frame.parts.access
        async with access.database.read() as conn:
            return {one.id: one.name for one in await workers.everyone(conn, access.keys)}


def _trouble(mails: Sequence[Delivery]) -> int:
    return sum(one.state in ENDED or (one.state is State.WAITING and bool(one.fault)) for one in mails)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1  # noqa: PLR2004 - no month has more
