"""The pages before the chat: the front page, and one for each place's poster."""

from datetime import date
from typing import Any
from urllib.parse import quote

import segno
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.conversation.replies import Phrase, Value
from bot.domain.activity import Activity
from bot.domain.friday import Step
from bot.domain.its_own import prompt_at
from bot.staff.posters import untold
from handlers.web.front import Front, Visit
from handlers.web.identity import new_nonce


class Landing:
    """/, /p/<code>, and the small pages nobody lingers on."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self.routes = [
            Route("/", self.front_page, methods=["GET"]),
            Route("/p/{door}", self.place, methods=["GET"]),
            Route("/blank", self.blank, methods=["GET"]),
            Route("/health", self.health, methods=["GET"]),
            Route("/robots.txt", self.robots, methods=["GET"]),
            Route("/static/{name}", front.static.serve, methods=["GET"]),
        ]

    async def front_page(self, request: Request) -> Response:
        """What this is in three lines, who reads, and the way in."""
        visit = await self._front.visit(request)
        back = visit.identity is not None
        closing = await self._front.parts.closing()
        return self._front.page(
            visit, "landing.html", back=back, closing=closing, shared=visit.shared, nonce=new_nonce()
        )

    async def place(self, request: Request) -> Response:
        """A place's own page: chat here, or open in Telegram. Printed, it is the poster."""
        door = request.path_params["door"]
        here = self._front.parts.area.behind_door(door)
        if here is None:
            raise HTTPException(404)
        visit, settings = await self._front.visit(request), self._front.parts.settings
        telegram = f"https://t.me/{quote(settings.telegram)}?start={quote(door)}" if settings.telegram else ""
        friday = await self._front.parts.fridays.newest(here.id)
        page = f"{settings.public_url}/p/{quote(door)}"
        return self._front.page(
            visit,
            "place.html",
            around=here,
            here=here,
            prompt=prompt_at(here, visit.language),
            coming=[(one.name, _told(day, one)) for day, one in await self._front.parts.whats_on(here.id)],
            door=door,
            friday=friday,
            closing=await self._front.parts.closing(),
            became=[
                self._became(visit, one) for one in untold(await self._front.parts.fridays.became(here.id), friday)
            ],
            telegram=telegram,
            telegram_age=self._front.parts.area.minimum_age.get("telegram", 0),
            telegram_code=_code(telegram) if telegram else "",
            page=page,
            page_code=_code(page),
            shared=visit.shared,
            nonce=new_nonce(),
        )

    def _became(self, visit: Visit, one: Step) -> dict[str, Any]:
        """What was asked, and what became of it in the visitor's language."""
        words = self._front.parts.wording.text(f"progress.{one.progress}", visit.language)
        return {"asked": one.asked, "words": words, "until": one.until, "told": one.told}

    async def blank(self, request: Request) -> Response:
        """Where [Hide] leads: a page that says nothing of us."""
        return self._front.page(await self._front.visit(request), "blank.html")

    async def health(self, _request: Request) -> Response:
        """For whoever watches that we are up."""
        return PlainTextResponse("ok")

    async def robots(self, _request: Request) -> Response:
        """Search engines may read the front page, and nothing else."""
        return PlainTextResponse("User-agent: *\nAllow: /$\nDisallow: /\n")


def _told(day: date, one: Activity) -> dict[str, Value]:
    """What a page says of something that is to come."""
    planned: Value = Phrase("whats_on.planned_by_young") if one.planned_by_young else ""
    told: dict[str, Value] = {"time": one.time, "where": one.where, "cost": one.cost, "ages": one.ages}
    return {"day": day, "planned": planned, **told}


def _code(address: str) -> Markup:
    """A QR code as an SVG element without styles of its own; error correction for a rained-on poster."""
    made = segno.make(address, error="q", micro=False)
    # Only segno's own markup: what it encodes becomes squares.
    return Markup(made.svg_inline(scale=4, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704
