"""Cases of somebody in danger: for the safeguarding lead and the deputy alone (reliability.md S5 to S11)."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.alerts.case_file import CaseFile, Opened
from bot.alerts.case_lines import GUIDANCE, is_late, list_line, stands
from bot.domain.case import Case, Decision
from bot.domain.complaint import name_of
from bot.domain.worker import Right, Role, Worker
from bot.errors import NotFound, Refused
from handlers.console.frame import ROOT, ConsoleParts, Frame, Visit, form_of, said


def file_of(parts: ConsoleParts, worker: Worker) -> CaseFile:
    """The file as this worker keeps it: on record as the roster knows them."""
    return parts.case_file((Role.LEAD if Role.LEAD in worker.roles else Role.DEPUTY).value)


class Cases:
    """/console/cases and /console/cases/<number>."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/cases", self.listed, Right.SEE_CASES),
            frame.post("/cases", self.let_through, Right.SEE_CASES),
            frame.get("/cases/{number}", self.show, Right.SEE_CASES),
            frame.post("/cases/{number}/words", self.words, Right.SEE_CASES),
            frame.post("/cases/{number}", self.act, Right.SEE_CASES),
        ]

    async def listed(self, request: Request, visit: Visit) -> Response:
        """The open cases (all, if asked for), without a word of them; none that may be about this worker."""
        file, now = self._file(visit), self._frame.parts.clock()
        every = "all" in request.query_params
        found = await file.cases(closed=every)
        lines = [(one, list_line(one, file.writer, now), is_late(one, file.writer, now)) for one in found]
        back = [(one, name_of(one)) for one in await file.kept_back()]
        return self._frame.page(visit, "cases.html", lines=lines, every=every, back=back, here="cases")

    async def let_through(self, request: Request, visit: Visit) -> Response:
        """Let somebody who was in danger be told what their complaint was answered."""
        # One that is not there (any more) is told already.
        with suppress(NotFound):
            await self._file(visit).let_through(said(await form_of(request), "complaint"))
        return RedirectResponse(f"{ROOT}/cases", 303)

    async def show(self, request: Request, visit: Visit) -> Response:
        """How a case stands, without its words: each look at them is on record, and counts as read."""
        return self._page(visit, await self._found(request, visit))

    async def words(self, request: Request, visit: Visit) -> Response:
        """A case with its words and what is written beside them."""
        opened = await self._opened(request, visit)
        return self._page(visit, opened.case, opened)

    async def act(self, request: Request, visit: Visit) -> Response:
        """Take it, write beside it, decide, record an answer, close it."""
        form, number = await form_of(request), request.path_params["number"]
        file, told = self._file(visit), said(form, "words")
        decision = said(form, "decision")
        acts: Mapping[str, Callable[[], Awaitable[object]]] = {
            "take": lambda: file.acknowledge(number),
            "note": lambda: file.note(number, told),
            "decide": lambda: file.decide(number, Decision(decision), told),
            "answered": lambda: file.answered(number, told),
            "close": lambda: file.close(number, told),
        }
        try:
            await self._done(acts, said(form, "does"), decision)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return self._page(visit, await self._found(request, visit), problem=str(why), typed=told, status=422)
        return RedirectResponse(f"{ROOT}/cases/{number}", 303)

    async def _done(self, acts: Mapping[str, Callable[[], Awaitable[object]]], does: str, decision: str) -> None:
        if does not in acts:
            raise Refused("there is no such thing to do")
        if does == "decide" and decision not in set(Decision):
            raise Refused("choose what is done first")
        await acts[does]()

    def _file(self, visit: Visit) -> CaseFile:
        return file_of(self._frame.parts, visit.worker)

    async def _found(self, request: Request, visit: Visit) -> Case:
        found = await self._file(visit).cases(closed=True)
        case = next((one for one in found if one.number == request.path_params["number"]), None)
        if case is None:
            raise HTTPException(404)
        return case

    async def _opened(self, request: Request, visit: Visit) -> Opened:
        try:
            return await self._file(visit).show(request.path_params["number"])
        except NotFound:
            raise HTTPException(404) from None

    def _page(
        self,
        visit: Visit,
        case: Case,
        opened: Opened | None = None,
        *,
        problem: str = "",
        typed: str = "",
        status: int = 200,
    ) -> Response:
        writer = self._file(visit).writer
        return self._frame.page(
            visit,
            "case.html",
            status=status,
            case=case,
            stands=stands(case, writer),
            opened=opened,
            name=writer.name,
            zone=self._frame.parts.area.zone,
            guidance=GUIDANCE,
            decisions=tuple(Decision),
            problem=problem,
            typed=typed,
            here="cases",
        )
