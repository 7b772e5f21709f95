"""One contribution: its words, what became of it, and what can be done with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.contribution import Progress
from bot.domain.deed import CANNED, Deed, Does, canned_for
from bot.domain.hold import Why
from bot.domain.item import Item
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.staff.triage import Echo, Opened
from handlers.console.frame import ROOT, Frame, Visit, day_of, form_of, said

TELLS = frozenset({Does.READ, Does.BECAME, Does.SIGNPOST})
"""What tells its person something: the page says then what went, or waits."""


class ItemPage:
    """/console/item/<reference>."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/item/{reference}", self.show, Right.READ_WORDS),
            frame.post("/item/{reference}/words", self.words, Right.READ_WORDS),
            frame.post("/item/{reference}", self.do, Right.ANSWER),
        ]

    async def show(self, request: Request, visit: Visit) -> Response:
        """The item without its words: they are behind a button, and each look is on record (product.md 28)."""
        triage = self._frame.parts.triage
        try:
            item = await triage.item(visit.worker, request.path_params["reference"])
        except NotFound:
            raise HTTPException(404) from None
        told = await triage.told(visit.worker, item) if "told" in request.query_params else None
        return await self._page(visit, item, told=told)

    async def words(self, request: Request, visit: Visit) -> Response:
        """The item with its words."""
        try:
            opened = await self._frame.parts.triage.words(visit.worker, request.path_params["reference"])
        except NotFound:
            raise HTTPException(404) from None
        alike = await self._frame.parts.triage.alike(visit.worker, opened)
        return await self._page(visit, opened.item, opened, alike)

    async def do(self, request: Request, visit: Visit) -> Response:
        """Do what was asked for; what is refused is said, and nothing that was typed is lost."""
        reference, form = request.path_params["reference"], await form_of(request)
        triage = self._frame.parts.triage
        try:
            deed = _deed(form)
            await triage.does(visit.worker, reference, deed)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._refused(visit, reference, str(why), form)
        return RedirectResponse(f"{ROOT}/item/{reference}{'?told=1' if deed.does in TELLS else ''}", 303)

    async def _refused(self, visit: Visit, reference: str, why: str, form: FormData) -> Response:
        try:
            item = await self._frame.parts.triage.item(visit.worker, reference)
        except NotFound:
            raise HTTPException(404) from None
        return await self._page(visit, item, problem=why, typed=dict(form), status=422)

    async def _page(
        self,
        visit: Visit,
        item: Item,
        opened: Opened | None = None,
        alike: Sequence[Item] = (),
        *,
        told: Echo | None = None,
        problem: str = "",
        typed: Mapping[str, Any] | None = None,
        status: int = 200,
    ) -> Response:
        area, triage = self._frame.parts.area, self._frame.parts.triage
        return self._frame.page(
            visit,
            "item.html",
            status=status,
            item=item,
            opened=opened,
            cleared=await self._frame.parts.triage.cleared(item),
            alike=alike,
            pieces=_pieces(opened) if opened else (),
            had=bool(await triage.had(visit.worker, [item])),
            told=told,
            problem=problem,
            typed=typed or {},
            progress=tuple(Progress),
            signposts=await triage.signposts(item),
            canned={code: self._frame.parts.wording.text(f"canned.{code}", FALLBACK) for code in canned_for(item)},
            reasons=tuple(Why),
            answerers=await triage.answerers(item),
            themes={one.code: one.names.get("en", one.code) for one in area.themes},
            places={one.id: one.name for one in area.neighbourhoods},
            zone=area.zone,
            today=self._frame.parts.clock().astimezone(area.zone).date(),
            here="inbox",
        )


def _pieces(opened: Opened) -> list[tuple[str, str]]:
    """The words in pieces, each with what it may tell of somebody, "" for nothing."""
    pieces, upto = list[tuple[str, str]](), 0
    for span in sorted(opened.private, key=lambda one: one.start):
        if span.start >= upto:
            pieces += [(opened.words[upto : span.start], ""), (opened.words[span.start : span.end], span.type.value)]
            upto = span.end
    return [piece for piece in (*pieces, (opened.words[upto:], "")) if piece[0]]


def _deed(form: Mapping[str, Any]) -> Deed:
    """What a form asks for. Refused where it asks for nothing there is."""
    does, became, until = said(form, "does"), said(form, "became"), said(form, "until")
    if does not in set(Does) or (became and became not in set(Progress)):
        raise Refused("there is no such thing to do")
    canned = said(form, "canned")
    if canned and canned not in CANNED:
        raise Refused(f"{canned}: there is no such reply")
    return Deed(
        does=Does(does),
        # A reply that is there already says how far it has come.
        became=CANNED[canned] if canned else Progress(became) if became and does == Does.BECAME else Progress.READ,
        until=day_of(until),
        words=said(form, "words"),
        told=said(form, "told"),
        other=said(form, "other"),
        canned=canned,
        anyway=said(form, "anyway") == "yes",
    )
