"""Questions to agencies: asked in a month's report, answered by the agency, cleared here."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.contribution import Progress
from bot.domain.question import LEAST_TIME, LONGEST_ANSWER, LONGEST_ASKED, STATUSES, reply_of
from bot.domain.worker import Right
from bot.staff.agency_answers import AgencyAnswers, Asking
from bot.staff.directories import day_of
from bot.staff.reviewing import may_review
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried
from reports.frozen import WHOLE_AREA
from reports.model import Month

PAGE = f"{ROOT}/questions"


class QuestionRoom:
    """/console/questions."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, AgencyAnswers(frame.parts.triage)
        self.routes = [
            frame.get("/questions", self.listed, Right.ANSWER),
            frame.post("/questions", self.act, Right.ANSWER),
        ]

    async def listed(self, request: Request, visit: Visit) -> Response:
        """All of them, those that wait for a person first; some residents' words could not be told."""
        return await self._page(visit, untold=said(request.query_params, "untold"))

    async def act(self, request: Request, visit: Visit) -> Response:
        """Ask, take back, type an answer in, clear one; what is refused is said, and what was typed stays."""
        form, untold = await form_of(request), list[str]()
        id_, words = said(form, "question"), said(form, "words")

        async def clear() -> None:
            status = Progress.READ
            with suppress(ValueError):
                status = Progress(said(form, "status"))
            until = day_of(said(form, "until")) if said(form, "until") else None
            untold.extend(await self._desk.clear(visit.worker, id_, words, status, until))

        async def ask() -> None:
            await self._desk.ask(visit.worker, _asking(form))

        async def type_in() -> None:
            reply = reply_of(words, said(form, "status"), said(form, "until"))
            await self._desk.type_in(visit.worker, id_, reply)

        acts: Acts = {
            "ask": ask,
            "take_back": lambda: self._desk.take_back(visit.worker, id_),
            "type_in": type_in,
            "clear": clear,
        }
        if problem := await tried(acts, said(form, "does")):
            return await self._page(visit, problem, form)
        return RedirectResponse(f"{PAGE}?untold={','.join(untold)}" if untold else PAGE, 303)

    async def _page(
        self, visit: Visit, problem: str = "", typed: Mapping[str, Any] | None = None, *, untold: str = ""
    ) -> Response:
        area, today = self._frame.parts.area, self._frame.parts.clock().astimezone(self._frame.parts.area.zone).date()
        found = await self._desk.listed(visit.worker)
        scopes = {one.id: one.name for one in area.neighbourhoods if may_review(visit.worker, one.id)}
        if may_review(visit.worker, WHOLE_AREA):
            scopes[WHOLE_AREA] = area.name
        return self._frame.page(
            visit,
            "questions.html",
            status=422 if problem else 200,
            found=sorted(found, key=lambda one: not one.waits),
            agencies={one.id: one.name for one in area.agencies},
            themes={one.code: one.names.get("en", one.code) for one in area.themes},
            scopes=scopes,
            months=[(str(one), one.first.strftime("%B %Y")) for one in (Month.on(today).after(-1), Month.on(today))],
            earliest=today + LEAST_TIME,
            today=today,
            statuses=STATUSES,
            typed=dict(typed or {}),
            problem=problem,
            untold=untold,
            longest_asked=LONGEST_ASKED,
            longest=LONGEST_ANSWER,
            here="questions",
        )


def _asking(form: FormData) -> Asking:
    day = said(form, "reply_by")
    return Asking(
        scope=said(form, "scope"),
        period=said(form, "period"),
        agency=said(form, "agency"),
        theme=said(form, "theme"),
        text=said(form, "text"),
        reply_by=day_of(day) if day else date.min,
        about=tuple(said(form, "about").replace(",", " ").split()),
    )
