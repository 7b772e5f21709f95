"""Paper typed up: a table of rows, kept at one go, with the words for the tear-off cards."""

import re
from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.contribution import Kind
from bot.domain.reading import DangerLevel
from bot.domain.worker import Right
from bot.errors import Refused
from bot.staff.directories import day_of
from bot.staff.note import Note, Slip
from bot.staff.noting import Kept
from handlers.console.frame import Frame, Visit, form_of, said

ROWS, MOST_ROWS = 6, 24
_NUMBER = re.compile("[0-9]{1,4}")


class PaperRoom:
    """/console/paper."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.papers
        self.routes = [
            frame.get("/paper", self.sheet, Right.WRITE_DOWN),
            frame.post("/paper", self.keep, Right.WRITE_DOWN),
        ]

    async def sheet(self, request: Request, visit: Visit) -> Response:
        """An empty sheet, as long as is asked for."""
        return self._page(visit, _long([], said(request.query_params, "rows")), self._desk.house.new_id())

    async def keep(self, request: Request, visit: Visit) -> Response:
        """Keep all rows and show their cards; what is wrong stands beside its row, and nothing typed is lost.

        Where a longer sheet is asked for, it has what was typed so far.
        """
        form = await form_of(request)
        typed, sheet = _slips(form), said(form, "sheet")
        if rows := said(form, "rows"):
            return self._page(visit, _long(typed, rows), sheet, form=form)
        know = {"know": True, "tell": False}.get(said(form, "know"))
        try:
            on = day_of(said(form, "on"))
            kept = await self._desk.keep(visit.worker, typed, on, they_know=know, sheet=sheet)
        except Refused as why:
            return self._page(visit, typed, sheet, form=form, problem=str(why))
        return self._cards(visit, kept)

    def _cards(self, visit: Visit, kept: Sequence[Kept]) -> Response:
        danger = any(one.level is not DangerLevel.NONE for one in kept)
        settings = self._frame.parts.settings
        return self._frame.page(
            visit,
            "notebook/cards.html",
            kept=[(one, one.words if one.level is DangerLevel.NONE else "") for one in kept],
            danger=danger,
            lead=self._frame.parts.area.safeguarding_lead,
            back=f"{settings.public_url}/chat/back",
            here="paper",
        )

    def _page(
        self, visit: Visit, typed: Sequence[Slip], sheet: str, *, form: FormData | None = None, problem: str = ""
    ) -> Response:
        told: dict[str, str] = {name: said(form, name) for name in ("on", "know")} if form else {}
        return self._frame.page(
            visit,
            "notebook/paper.html",
            status=422 if problem else 200,
            rows=self._with_problems(visit, typed, shown=bool(problem)),
            more=min(len(typed) * 2, MOST_ROWS) if len(typed) < MOST_ROWS else 0,
            sheet=sheet,
            on=told.get("on") or self._desk.house.today.isoformat(),
            know=told.get("know", ""),
            today=self._desk.house.today,
            places={one.id: one.name for one in self._desk.house.places(visit.worker, Right.WRITE_DOWN)},
            kinds=tuple(Kind),
            problem=problem,
            here="paper",
        )

    def _with_problems(self, visit: Visit, typed: Sequence[Slip], *, shown: bool) -> list[tuple[Slip, str]]:
        understood: list[Note] = self._desk.understood(visit.worker, typed) if shown else []
        problems = iter(one.problem for one in understood)
        return [(one, next(problems, "") if shown and one.line.strip() else "") for one in typed]


def _long(typed: Sequence[Slip], rows: str) -> list[Slip]:
    """What was typed, on a sheet as long as is asked for."""
    count = min(int(rows), MOST_ROWS) if _NUMBER.fullmatch(rows) else ROWS
    return [*typed, *[Slip("")] * (max(count, 1) - len(typed))]


def _slips(form: FormData) -> list[Slip]:
    """The rows of a form, as many as there are lines in it."""
    numbers = [number for number in range(MOST_ROWS) if f"line{number}" in form]
    return [
        Slip(
            line=said(form, f"line{number}"),
            place=said(form, f"place{number}"),
            kind=said(form, f"kind{number}"),
            would_help=said(form, f"help{number}") == "yes",
            present=said(form, f"present{number}"),
            said_it=said(form, f"said{number}"),
        )
        for number in numbers
    ] or [Slip("")]
