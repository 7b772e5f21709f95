"""Questions that are asked of many: the list, a new one looked at before it goes out, and what came of each."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.area import Area
from bot.domain.campaign import FEW, LONGEST_QUESTION, LONGEST_TITLE, Draft
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

USUAL = timedelta(days=14)
"""How long a question is open unless they say otherwise."""


class CampaignsPage:
    """/console/campaigns."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._campaigns = frame.parts.campaigns
        self.routes = [
            frame.get("/campaigns", self.listed, Right.ASK_MANY),
            frame.get("/campaigns/new", self.new, Right.ASK_MANY),
            frame.post("/campaigns/new", self.write, Right.ASK_MANY),
            frame.get("/campaigns/{campaign}", self.results, Right.ASK_MANY),
            frame.post("/campaigns/{campaign}", self.call_off, Right.ASK_MANY),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """The last ones of their neighbourhoods."""
        found = await self._campaigns.listed(visit.worker)
        return self._page(visit, "campaigns.html", found=found)

    async def new(self, request: Request, visit: Visit) -> Response:
        """An empty form, or one for the school holiday that comes next."""
        today = self._campaigns.house.today
        typed = {"first": today.isoformat(), "last": (today + USUAL).isoformat()}
        if request.query_params.get("about") == "holiday":
            typed |= self._of_the_holiday(today)
        return self._form(visit, typed, [one.id for one in self._places(visit)][:1])

    async def write(self, request: Request, visit: Visit) -> Response:
        """Show who would get it and how it reads; sent, it goes out. What is refused is said, what was typed stays."""
        form = await form_of(request)
        typed, places = {name: said(form, name) for name in form}, [str(one) for one in form.getlist("place")]
        anyway = typed.get("anyway") == "yes"
        try:
            draft = drafted(form, self._frame.parts.area)
            count = await self._campaigns.preview(visit.worker, draft, anyway=anyway)
            if typed.get("does") == "send":
                sent = await self._campaigns.send(visit.worker, draft, anyway=anyway)
                return RedirectResponse(f"{ROOT}/campaigns/{sent.id}", 303)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return self._form(visit, typed, places, problem=str(why))
        if typed.get("does") == "change":
            return self._form(visit, typed, places)
        return self._page(visit, "campaign_preview.html", draft=draft, count=count, typed=typed, chosen=places)

    async def results(self, request: Request, visit: Visit) -> Response:
        """What came of one."""
        return await self._results(request, visit)

    async def call_off(self, request: Request, visit: Visit) -> Response:
        """Let it go to nobody any more."""
        try:
            await self._campaigns.call_off(visit.worker, request.path_params["campaign"])
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._results(request, visit, problem=str(why))
        return RedirectResponse(f"{ROOT}/campaigns/{request.path_params['campaign']}", 303)

    async def _results(self, request: Request, visit: Visit, problem: str = "") -> Response:
        try:
            found = await self._campaigns.results(visit.worker, request.path_params["campaign"])
        except NotFound:
            raise HTTPException(404) from None
        one = found.summary.broadcast
        may = self._campaigns.may_call_off(visit.worker, one) and one.called_off_at is None and one.until > self._now()
        status = 422 if problem else 200
        return self._page(visit, "campaign.html", status=status, results=found, may_call_off=may, problem=problem)

    def _form(self, visit: Visit, typed: Mapping[str, str], chosen: list[str], problem: str = "") -> Response:
        return self._page(
            visit,
            "campaign_new.html",
            status=422 if problem else 200,
            typed=typed,
            chosen=chosen,
            mine=self._places(visit),
            problem=problem,
            longest_title=LONGEST_TITLE,
            longest=LONGEST_QUESTION,
        )

    def _page(self, visit: Visit, template: str, *, status: int = 200, **values: Any) -> Response:
        area = self._frame.parts.area
        return self._frame.page(
            visit,
            template,
            status=status,
            now=self._now(),
            zone=area.zone,
            today=self._campaigns.house.today,
            languages=area.languages_on,
            english=FALLBACK,
            themes={one.code: one.names.get(FALLBACK, one.code) for one in area.themes},
            places={one.id: one.name for one in area.neighbourhoods},
            here="campaigns",
            few=FEW,
            **values,
        )

    def _places(self, visit: Visit) -> list[Any]:
        return [one for one in self._campaigns.house.places(visit.worker, Right.ASK_MANY) if one.served]

    def _now(self) -> Any:
        return self._frame.parts.clock()

    def _of_the_holiday(self, today: date) -> dict[str, str]:
        school = [one for one in self._frame.parts.area.holidays if one.school and one.last >= today]
        if not school:
            return {}
        coming = min(school, key=lambda one: one.first)
        question = self._frame.say("campaigns.holiday_question", holiday=coming.name)
        return {f"title-{FALLBACK}": coming.name[:LONGEST_TITLE], f"words-{FALLBACK}": question}


def drafted(form: FormData, area: Area) -> Draft:
    """The question a form holds; a language with nothing in it is left out. Raises Refused for a day that is none."""
    titles = {one.code: said(form, f"title-{one.code}") for one in area.languages_on}
    words = {one.code: said(form, f"words-{one.code}").replace("\r\n", "\n") for one in area.languages_on}
    known = {one.code for one in area.themes}
    theme = said(form, "theme")
    return Draft(
        neighbourhoods=tuple(dict.fromkeys(str(one) for one in form.getlist("place"))),
        titles={code: text for code, text in titles.items() if text},
        words={code: text for code, text in words.items() if text},
        first=_day(said(form, "first")),
        last=_day(said(form, "last")),
        theme=theme if theme in known else "",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{text or 'nothing'}: that is no day") from None
