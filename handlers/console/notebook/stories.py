"""Stories of change: each with how far it has come; written, read to its teller, cleared, taken back for them."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.story import Story, Use
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.staff.directories import day_of
from bot.staff.stories import LONGEST, Draft
from bot.storage.told_stories import Kept
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried

PAGE = f"{ROOT}/stories"


class StoriesRoom:
    """/console/stories."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.stories
        self.routes = [
            frame.get("/stories", self.listed, Right.READ_WORDS),
            frame.post("/stories", self.write, Right.WRITE_DOWN),
            frame.get("/stories/{story}", self.one, Right.READ_WORDS),
            frame.post("/stories/{story}/words", self.words, Right.READ_WORDS),
            frame.post("/stories/{story}", self.act, Right.WRITE_DOWN),
        ]

    async def listed(self, request: Request, visit: Visit) -> Response:
        """All of them, without a word; a new one may be begun from something its teller told us."""
        reference = said(request.query_params, "reference")
        return await self._list(visit, {"reference": reference} if reference else None)

    async def write(self, request: Request, visit: Visit) -> Response:
        """Keep a new one; what is refused is said, and what was typed stays."""
        form = await form_of(request)
        try:
            _, words = await self._desk.write(visit.worker, _draft(form))
        except (Refused, NotFound) as why:
            told = str(why) if isinstance(why, Refused) else self._frame.say("needs.where")
            return await self._list(visit, {**dict(form), "use": form.getlist("use")}, told)
        return await self._list(visit, words=words, kept=True)

    async def one(self, request: Request, visit: Visit) -> Response:
        """How one stands; its words are behind a button."""
        return self._page(visit, await self._found(request, visit))

    async def words(self, request: Request, visit: Visit) -> Response:
        """One with its words, to be read out, corrected or cleared."""
        found = await self._found(request, visit)
        return self._page(visit, found, await self._desk.look(visit.worker, found.id))

    async def act(self, request: Request, visit: Visit) -> Response:
        """Correct it, say that it was read to its teller, clear it, take it back for them."""
        found, form = await self._found(request, visit), await form_of(request)
        acts: Acts = {
            "correct": lambda: self._desk.correct(visit.worker, found.id, _story(form)),
            "check": lambda: self._desk.read_to_them(visit.worker, found.id, day_of(said(form, "on"))),
            "clear": lambda: self._desk.clear(visit.worker, found.id),
            "unclear": lambda: self._desk.clear(visit.worker, found.id, cleared=False),
            "withdraw": lambda: self._desk.withdraw(visit.worker, found.id),
        }
        if problem := await tried(acts, said(form, "does")):
            typed = _story(form) if said(form, "does") == "correct" else None
            return self._page(visit, found, typed, problem)
        gone = said(form, "does") == "withdraw"
        return RedirectResponse(PAGE if gone else f"{PAGE}/{found.id}", 303)

    async def _found(self, request: Request, visit: Visit) -> Kept:
        try:
            return await self._desk.find(visit.worker, request.path_params["story"])
        except NotFound:
            raise HTTPException(404) from None

    async def _list(
        self,
        visit: Visit,
        typed: Mapping[str, Any] | None = None,
        problem: str = "",
        *,
        words: str = "",
        kept: bool = False,
    ) -> Response:
        return self._frame.page(
            visit,
            "notebook/stories.html",
            status=422 if problem else 200,
            found=await self._desk.listed(visit.worker),
            typed=typed or {},
            problem=problem,
            words=words,
            kept=kept,
            back=f"{self._frame.parts.settings.public_url}/chat/back",
            **self._shared(visit),
        )

    def _page(self, visit: Visit, one: Kept, words: Story | None = None, problem: str = "") -> Response:
        return self._frame.page(
            visit,
            "notebook/story.html",
            status=422 if problem else 200,
            one=one,
            words=words,
            problem=problem,
            today=self._desk.house.today,
            **self._shared(visit),
        )

    def _shared(self, visit: Visit) -> dict[str, Any]:
        area = self._frame.parts.area
        return {
            "places": {one.id: one.name for one in area.neighbourhoods},
            "mine": {one.id: one.name for one in self._desk.house.places(visit.worker, Right.WRITE_DOWN)},
            "uses": tuple(Use),
            "longest": LONGEST,
            "zone": area.zone,
            "here": "stories",
        }


def _story(form: FormData) -> Story:
    return Story(said(form, "before"), said(form, "happened"), said(form, "now"))


def _draft(form: FormData) -> Draft:
    uses = tuple(one for one in Use if one.value in form.getlist("use"))
    adult = said(form, "adult") == "yes"
    return Draft(_story(form), uses, said(form, "place"), said(form, "reference"), is_adult=adult)
