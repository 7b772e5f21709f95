"""The web chat's form for a photo: of those who said 18+, and only then; it works without a script."""

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.conversation.events import Showed
from bot.domain.attachment import LARGEST, Medium
from handlers.web.front import Front
from handlers.web.guard import from_our_page
from handlers.web.parts import KeepPhoto

MOST = LARGEST[Medium.PHOTO] + 64 * 1024
"""Bytes a request with a photo may bring: the photo and the form around it."""
STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
"""How JPEG, PNG and WebP begin; whether it is one is seen when it is drawn anew."""


class Photos:
    """POST /chat/photo."""

    def __init__(self, front: Front, keep: KeepPhoto) -> None:
        self._front = front
        self._keep = keep
        self.routes = [Route("/chat/photo", self.show, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        """Keep a photo and let the chat say so; a page that says why where it is none we can keep."""
        visit = await self._front.visit(request)
        form = await _form_of(request)
        identity = visit.identity
        ours = identity and from_our_page(request, self._front.parts.settings)
        if not (identity and ours and self._front.seal.fits(str(form.get("csrf", "")), identity.person)):
            raise HTTPException(403)
        known = await self._front.parts.know(identity.person)
        if known is None or not known.adult:
            raise HTTPException(403)
        content = await _photo_in(form)
        if not content.startswith(STARTS) or len(content) > LARGEST[Medium.PHOTO]:
            return self._front.trouble(visit, "no_photo", 422)
        event = Showed(Medium.PHOTO, file=await self._keep(content))
        await self._front.happened(identity, str(form.get("nonce", "")), event)
        return RedirectResponse("/chat#last", 303)


async def _form_of(request: Request) -> FormData:
    """The form with its photo, held in memory: a photo in the clear must not lie in a file."""
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=10)
    parser.spool_max_size = MOST
    try:
        return await parser.parse()
    except (MultiPartException, KeyError) as fault:
        raise HTTPException(422) from fault


async def _photo_in(form: FormData) -> bytes:
    given = form.get("photo")
    return await given.read() if isinstance(given, UploadFile) else b""
