"""The Friday answer on pages: its voice note, and how whoever has read it puts it away."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.domain.friday import SHOWN_FOR, Friday
from handlers.web.front import Front, Visit, form_of
from handlers.web.guard import from_our_page
from handlers.web.identity import hosted

COOKIE = "earshot_friday"
"""Holds the mark of the answer that was put away here: which one, not whose screen it is."""
# Numbers longer than these count no bytes of ours; what is no range is left alone (RFC 9110, 14.2).
_RANGE = re.compile(r"bytes=([0-9]{1,18})-([0-9]{0,18})")
_MARK = re.compile(r"[0-9a-f]{12}")


class Fridays:
    """GET /friday/<door>.ogg and POST /chat/friday."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self.routes = [
            Route("/friday/{door}.ogg", self.voice, methods=["GET"]),
            Route("/chat/friday", self.put_away, methods=["POST"]),
        ]

    async def voice(self, request: Request) -> Response:
        """The voice note of the answer that stands there, in parts where a player asks for them."""
        here = self._front.parts.area.behind_door(request.path_params["door"])
        content = await self._front.parts.fridays.recording(here.id) if here else None
        if content is None:
            raise HTTPException(404)
        return _part(content, request.headers.get("range", ""))

    async def put_away(self, request: Request) -> Response:
        """Do not show this answer here again."""
        form, visit = await form_of(request), await self._front.visit(request)
        identity = visit.identity
        ours = identity and from_our_page(request, self._front.parts.settings)
        if not (identity and ours and self._front.seal.fits(str(form.get("csrf", "")), identity.person)):
            raise HTTPException(403)
        mark = str(form.get("mark", ""))
        if not _MARK.fullmatch(mark):
            raise HTTPException(400)
        response = RedirectResponse("/chat#last", 303)
        response.set_cookie(
            hosted(COOKIE, secure=self._front.parts.settings.secure),
            mark,
            max_age=None if visit.shared else int(SHOWN_FOR.total_seconds()),
            httponly=True,
            secure=self._front.parts.settings.secure,
            samesite="lax",
        )
        return response


async def on_top(front: Front, request: Request, visit: Visit) -> Friday | None:
    """The answer of where they told us something, unless it was put away here; none while a case of theirs is open."""
    where = "" if visit.in_case else visit.neighbourhood
    friday = await front.parts.fridays.newest(where) if where else None
    name = hosted(COOKIE, secure=front.parts.settings.secure)
    return None if friday and request.cookies.get(name) == friday.mark else friday


def _part(content: bytes, wanted: str) -> Response:
    found = _RANGE.fullmatch(wanted)
    headers = {"Accept-Ranges": "bytes"}
    if found is None:
        return Response(content, media_type="audio/ogg", headers=headers)
    first, last = int(found[1]), min(int(found[2] or len(content)), len(content) - 1)
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Response(content[first : last + 1], 206, media_type="audio/ogg", headers=headers)
