"""Telegram's Bot API as far as Earshot uses it, in memory: an ASGI app, and persons to talk through it.

api = BotApi()
alice = api.person()
await alice.says("a bench by the pond")
await alice.hears("Got it")
await alice.presses("That's right")
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from tests.fakes.telegram.bot import FakeBot
from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.faults import Drop, Dropped, Fault, Faults
from tests.fakes.telegram.limits import Limits
from tests.fakes.telegram.methods import METHODS, get_updates_at_once
from tests.fakes.telegram.person import Person
from tests.fakes.telegram.refusals import Refused, conflict
from tests.fakes.telegram.webhook import Pusher

TOKEN = "987654321:AAEarshotFakeTokenForTestsOnly00000"
CUT_OFF = Response(status_code=499)


class BotApi:
    """A whole Telegram for one or more bots. `app` is ASGI; `faults` is trouble to order; `clock` can be moved."""

    def __init__(self, token: str = TOKEN, *, delay: tuple[float, float] = (0.0, 0.0), seed: int = 0) -> None:
        self.clock = Clock()
        self.faults = Faults(delay=delay, seed=seed)
        self.limits = Limits()
        self.bots: dict[str, FakeBot] = {}
        self.bot = self.add_bot(token)
        self._person_ids = itertools.count(5_000_000_001)
        routes = [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download),
        ]
        self.app = Starlette(routes=routes)

    def add_bot(self, token: str) -> FakeBot:
        """One more bot that this Telegram knows."""
        self.bots[token] = FakeBot(token, self.clock)
        return self.bots[token]

    def person(self, name: str = "Alice", *, language: str = "en", bot: FakeBot | None = None) -> Person:
        """Someone new who has the bot's chat open."""
        return Person(bot or self.bot, next(self._person_ids), name, language)

    def extbot(self, token: str | None = None) -> ExtBot[int]:
        """python-telegram-bot's own client, reaching this Telegram in-process, without sockets."""
        return ExtBot(
            token or self.bot.token,
            base_url="http://telegram.test/bot",
            base_file_url="http://telegram.test/file/bot",
            request=self.in_process(),
            get_updates_request=self.in_process(),
            rate_limiter=AIORateLimiter(overall_max_rate=0, max_retries=0),
        )

    def in_process(self) -> HTTPXRequest:
        """A BaseRequest of python-telegram-bot that calls the app instead of a network."""
        return HTTPXRequest(
            connection_pool_size=64, httpx_kwargs={"transport": httpx.ASGITransport(_told_to_httpx(self.app))}
        )

    @asynccontextmanager
    async def pushing(self, target: ASGIApp | None = None, bot: FakeBot | None = None) -> AsyncIterator[None]:
        """Push updates to the webhook while the block runs: into `target` if given, else over HTTP."""
        limits = httpx.Limits(max_connections=100)
        transport = httpx.ASGITransport(target) if target else httpx.AsyncHTTPTransport(limits=limits)
        async with httpx.AsyncClient(transport=transport) as client:
            task = asyncio.create_task(Pusher(bot or self.bot, client).run())
            try:
                yield
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            bot = self._bot_of(request)
            parameters = await _parameters(request)
            return await self._carry_out(bot, method, parameters, request)
        except Refused as refusal:
            if request.path_params["token"] in self.bots:
                self.bots[request.path_params["token"]].refused.append((method, refusal.description))
            return JSONResponse(refusal.body(), refusal.status)

    async def _carry_out(self, bot: FakeBot, method: str, parameters: dict[str, Any], request: Request) -> Response:
        fault = self.faults.next(method, parameters) or Fault(times=0)
        if method.lower() == "getupdates":
            _no_webhook(bot)
            _break_if(fault, Drop.BEFORE)
            limit, seconds = get_updates_at_once(bot, parameters)
            result: Any = await bot.inbox.poll(limit, seconds)
            await asyncio.sleep(self.faults.pause() + fault.seconds)
        else:
            if method.lower() not in METHODS:
                raise Refused(404, "Not Found")
            await asyncio.sleep(self.faults.pause() + fault.seconds)
            if await request.is_disconnected():
                return CUT_OFF  # whoever asked is dead: nothing was sent
            _break_if(fault, Drop.BEFORE)
            self.limits.take(method, parameters, self.clock.now())
            result = METHODS[method.lower()](bot, parameters)
            bot.calls.append((method, parameters))
        _break_if(fault, Drop.AFTER)
        return _ok(result)

    def _bot_of(self, request: Request) -> FakeBot:
        token = request.path_params["token"]
        if token in self.bots:
            return self.bots[token]
        raise Refused(401, "Unauthorized") if ":" in token else Refused(404, "Not Found")

    async def _download(self, request: Request) -> Response:
        bot = self.bots.get(request.path_params["token"])
        content = bot.files.get(request.path_params["path"].removeprefix("files/")) if bot else None
        return Response(content) if content is not None else JSONResponse(Refused(404, "Not Found").body(), 404)


def _no_webhook(bot: FakeBot) -> None:
    if bot.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )


def _break_if(fault: Fault, moment: Drop) -> None:
    if fault.drop is moment:
        raise Dropped
    refusal = fault.refusal()
    if moment is Drop.BEFORE and refusal:
        raise refusal


def _ok(result: Any) -> Response:
    body = json.dumps({"ok": True, "result": result})  # json.dumps writes lone surrogates as escapes, as Telegram does
    return Response(body, media_type="application/json")


async def _parameters(request: Request) -> dict[str, Any]:
    """What was asked, from the query, a form or JSON."""
    found: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        found |= json.loads(await request.body() or b"{}")
    elif request.method == "POST":
        async with request.form() as form:
            found |= {
                name: (value.filename, await value.read()) if isinstance(value, UploadFile) else value
                for name, value in form.items()
            }
    return found


def _told_to_httpx(app: ASGIApp) -> ASGIApp:
    """In-process there is no connection to break, so httpx is told in its own words that it broke."""

    async def call(scope: Any, receive: Any, send: Any) -> None:
        try:
            await app(scope, receive, send)
        except Dropped as error:
            raise httpx.RemoteProtocolError("the connection broke") from error

    return call
