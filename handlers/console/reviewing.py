"""A month of a neighbourhood before its report goes out: lines to clear, a worker's own lines, the ask, the story."""

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.review import LONGEST_LINE, MOST_LINES, Reviewed
from bot.domain.worker import Right
from bot.errors import NotFound
from bot.reading.private import mask
from bot.staff.reviewing import Reviewing, Wished
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried
from reports.frozen import WHOLE_AREA
from reports.suggest import Suggestion

PATH = "/reports/{scope}/{period}/review"


class ReviewPage:
    """/console/reports/{scope}/{period}/review."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, Reviewing(frame.parts.triage)
        self.routes = [
            frame.get(PATH, self.look, Right.ANSWER),
            frame.post(f"{PATH}/words", self.words, Right.ANSWER),
            frame.post(PATH, self.act, Right.ANSWER),
        ]

    async def look(self, request: Request, visit: Visit) -> Response:
        """How it stands; words that are not let out are behind a button."""
        return await self._page(request, visit)

    async def words(self, request: Request, visit: Visit) -> Response:
        """The lines to look at first, private details masked."""
        return await self._page(request, visit, await self._suggested(request, visit))

    async def act(self, request: Request, visit: Visit) -> Response:
        """Let a line out or take it back, keep one's own lines, say that the month may go out."""
        scope, period = request.path_params["scope"], request.path_params["period"]
        form = await form_of(request)
        wished, own = _wished(form), _own(scope, period, form)
        acts: Acts = {
            "let_out": lambda: self._desk.let_out(visit.worker, scope, period, wished),
            "take_back": lambda: self._desk.take_back(visit.worker, scope, period, wished.reference),
            "keep": lambda: self._desk.write(visit.worker, own),
            "done": lambda: self._desk.write(visit.worker, own, done=True),
        }
        does = said(form, "does")
        problem = await tried(acts, does, self._desk.desk(visit.worker, scope, period))
        if does == "let_out" or problem:
            # Whoever clears lines stays among them; what was refused stays as it was typed.
            shown = await self._suggested(request, visit) if does == "let_out" else ()
            return await self._page(request, visit, shown, problem, wished if does == "let_out" else own)
        return RedirectResponse(f"{ROOT}/reports/{scope}/{period}/review", 303)

    async def _suggested(self, request: Request, visit: Visit) -> tuple[Suggestion, ...]:
        asked = request.path_params
        try:
            return await self._desk.suggestions(visit.worker, asked["scope"], asked["period"])
        except NotFound:
            raise HTTPException(404) from None

    async def _page(
        self,
        request: Request,
        visit: Visit,
        suggested: Sequence[Suggestion] | None = None,
        problem: str = "",
        typed: Wished | Reviewed | None = None,
    ) -> Response:
        asked, area = request.path_params, self._frame.parts.area
        try:
            desk = await self._desk.desk(visit.worker, asked["scope"], asked["period"])
        except NotFound:
            raise HTTPException(404) from None
        place = area.neighbourhood(desk.scope)
        own = typed if isinstance(typed, Reviewed) else desk.own
        return self._frame.page(
            visit,
            "review.html",
            status=422 if problem else 200,
            desk=desk,
            place=place.name if place else area.name,
            whole=desk.scope == WHOLE_AREA,
            month=desk.month.first.strftime("%B %Y"),
            suggested=None if suggested is None else [_shown(one, typed) for one in suggested],
            own=own,
            drafted=bool(desk.drafted) and not desk.own.written,
            rows=(*own.lines, *("",) * (MOST_LINES - len(own.lines))),
            themes={one.code: one.names.get("en", one.code) for one in area.themes},
            problem=problem,
            longest=LONGEST_LINE,
            zone=area.zone,
            here="reports",
        )


def _shown(one: Suggestion, typed: Wished | Reviewed | None) -> dict[str, Any]:
    """A suggested line: its words masked, and what stands in its box; what was typed for it and refused stays."""
    candidate = one.candidate
    masked = mask(candidate.words, candidate.reading.private)
    mine = typed if isinstance(typed, Wished) and typed.reference == candidate.reference else None
    quote = mine.quote if mine else one.use.value == "quote"
    use = "also" if mine and mine.also_heard else "quote" if quote else "own"
    text = mine.text if mine else masked if quote else ""
    return {"candidate": candidate, "masked": masked, "use": use, "text": text}


def _wished(form: FormData) -> Wished:
    use, agreed = said(form, "use"), said(form, "agreed") == "yes"
    quote = use in {"quote", "also"}
    return Wished(said(form, "reference"), said(form, "text"), quote=quote, agreed=agreed, also_heard=use == "also")


def _own(scope: str, period: str, form: FormData) -> Reviewed:
    lines = tuple(str(one) for one in form.getlist("line"))
    return Reviewed(period, scope, "", "", lines=lines, ask=said(form, "ask"), story=said(form, "story"))
