"""The web chat's forms for a photo and a voice note: of those who said 18+, and only then; they work without a script.

Of a voice note, too: the recording stays on the device, where others may find it.
"""

from functools import partial

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.conversation.events import Showed
from bot.domain.attachment import LARGEST, Medium, medium_of
from handlers.web.front import Front
from handlers.web.guard import from_our_page
from handlers.web.parts import KeepUpload

_AROUND = 64 * 1024
"""Bytes of the form around the file."""


class Uploads:
    """POST /chat/photo, /chat/voice. `routes` are given with the bytes that a request to each may bring."""

    def __init__(self, front: Front, keep: KeepUpload) -> None:
        self._front = front
        self._keep = keep
        self.routes = [
            (Route(f"/chat/{medium}", partial(self.show, medium), methods=["POST"]), most + _AROUND)
            for medium, most in LARGEST.items()
        ]

    async def show(self, medium: Medium, request: Request) -> Response:
        """Keep what was sent and let the chat say so; a page that says why where it is nothing we can keep."""
        visit = await self._front.visit(request)
        form = await _form_of(request, LARGEST[medium] + _AROUND)
        identity = visit.identity
        ours = identity and from_our_page(request, self._front.parts.settings)
        if not (identity and ours and self._front.seal.fits(str(form.get("csrf", "")), identity.person)):
            raise HTTPException(403)
        known = await self._front.parts.know(identity.person)
        if known is None or not known.adult:
            raise HTTPException(403)
        content = await _file_in(form, medium)
        if medium_of(content) is not medium or len(content) > LARGEST[medium]:
            return self._front.trouble(visit, f"no_{medium}", 422)
        event = Showed(medium, file=await self._keep(content))
        await self._front.happened(identity, str(form.get("nonce", "")), event)
        return RedirectResponse("/chat#last", 303)


async def _form_of(request: Request, most: int) -> FormData:
    """The form with its file, held in memory: what is in it must not lie in a file in the clear."""
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=10)
    parser.spool_max_size = most
    try:
        return await parser.parse()
    except (MultiPartException, KeyError) as fault:
        raise HTTPException(422) from fault


async def _file_in(form: FormData, name: str) -> bytes:
    given = form.get(name)
    return await given.read() if isinstance(given, UploadFile) else b""
