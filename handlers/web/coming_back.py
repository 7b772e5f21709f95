"""Coming back on any device: by three return words, or with what was handed over from another channel."""

import asyncio
import re
import unicodedata
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from msgspec.structs import replace
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.conversation.events import Commanded, Opened, Reserved, Said
from bot.errors import StorageError
from handlers.web.front import Front, form_of
from handlers.web.guard import from_our_page
from handlers.web.identity import Identity, new_nonce

TRIES = 30
"""So many tries of return words a minute are let through, from everybody together: nobody's address is kept."""
MINUTE = 60.0
_WORDS = 3
_BETWEEN = re.compile(r"[\s,.;:!?\"'()/+-]+")


class Turnstile:
    """Lets so many through a minute."""

    def __init__(self, tries: int, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: deque[float] = deque(maxlen=tries)

    def lets_through(self) -> bool:
        """True for those who may try now."""
        now = self._clock()
        if len(self._times) == self._times.maxlen and now - self._times[0] < MINUTE:
            return False
        self._times.append(now)
        return True


class ComingBack:
    """/chat/back and /carry-on/<token>."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._turnstile = Turnstile(TRIES, lambda: front.parts.clock().timestamp())
        self.routes = [
            Route("/chat/back", self.ask, methods=["GET"]),
            Route("/chat/back", self.come_back, methods=["POST"]),
            Route("/carry-on/{token}", self.offer, methods=["GET"]),
            Route("/carry-on/{token}", self.carry_on, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Ask for the three words."""
        return self._front.way_in(request, await self._front.visit(request), "back.html", typed="", problem="")

    async def come_back(self, request: Request) -> Response:
        """Let in whoever has the three words; a wrong try takes as long as a right one."""
        form, visit = await form_of(request), await self._front.visit(request)
        self._from_our_page(request, form)
        typed = str(form.get("three", ""))[:200]
        if not self._turnstile.lets_through():
            return self._front.way_in(request, visit, "back.html", status=429, typed=typed, problem="back.too_many")
        pause = asyncio.create_task(asyncio.sleep(self._front.parts.settings.back_pause))
        three = three_words(typed)
        person = await self._front.parts.find_by_return_words(three) if three else None
        await pause
        if person is None:
            return self._front.way_in(request, visit, "back.html", status=422, typed=typed, problem="back.unknown")
        identity = Identity(person, bool(form.get("shared")) or None, visit.language)
        known = await self._front.parts.know(person)
        return self._welcome(await self._theirs_alone(identity) if known and known.child else identity)

    async def _theirs_alone(self, identity: Identity) -> Identity:
        """Show a child who comes back on a screen, which others may use, what they told us and what became of it.

        Not the chat as it was: that stays where it was written.
        """
        lines = await self._front.parts.lines(identity.person)
        identity = replace(identity, since=lines[-1].id if lines else "")
        await self._front.happened(identity, new_nonce(), Commanded(Reserved.MY_WORDS))
        return identity

    async def offer(self, request: Request) -> Response:
        """Show what the link is for, or at once that it is no more; only the button uses it up, not a preview of it."""
        visit = await self._front.visit(request)
        if await self._front.parts.look_at_hand_over(request.path_params["token"]) is None:
            return self._front.trouble(visit, "carry_on_gone", 410)
        return self._front.way_in(request, visit, "carry_on.html")

    async def carry_on(self, request: Request) -> Response:
        """Use the link up: the words that were waiting are said here."""
        self._from_our_page(request, await form_of(request))
        visit, token = await self._front.visit(request), request.path_params["token"]
        handed = await self._front.parts.look_at_hand_over(token)
        if handed is None:
            return self._front.trouble(visit, "carry_on_gone", 410)
        request.state.words = handed.words
        identity = visit.identity or self._front.stranger(visit)
        said = [Said(handed.words)] if handed.words.strip() else []
        await self._front.handed_over(identity, token, Opened(handed.door, visit.language), *said)
        # Used up late, the link does no harm: whoever tries it again says nothing new by it.
        with suppress(StorageError):
            await self._front.parts.use_up_hand_over(token)
        return self._welcome(identity, shared=visit.shared)

    def _welcome(self, identity: Identity, *, shared: bool = False) -> Response:
        response = RedirectResponse("/chat#last", 303)
        self._front.seal.remember(response, identity, shared=shared or bool(identity.shared))
        return response

    def _from_our_page(self, request: Request, form: FormData) -> None:
        """Refuse a form of somebody else's page, which would put this screen into a chat of theirs (login CSRF)."""
        ours = from_our_page(request, self._front.parts.settings)
        if not (ours and self._front.seal.is_from_page(request, str(form.get("csrf", "")))):
            raise HTTPException(403)


def three_words(typed: str) -> str | None:
    """What was typed as three words, lower case, one space between; None where it is not three words."""
    words = _BETWEEN.sub(" ", unicodedata.normalize("NFKC", typed).casefold()).split()
    return " ".join(words) if len(words) == _WORDS else None
