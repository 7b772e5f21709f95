"""The fake Bot API on 127.0.0.1, in a thread of this process or in a process of its own.

`python -m tests.fakes.server --port 0` prints its port on the first line; `/control/...` lets the starter drive it.
"""

import argparse
import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.telegram.bot import Chat
from tests.fakes.telegram.faults import Dropped
from tests.fakes.telegram.person import Person


def over_http(app: ASGIApp) -> ASGIApp:
    """Break the connection where the fake says so: a promised body that never comes makes uvicorn close it."""

    async def call(scope: Any, receive: Any, send: Any) -> None:
        try:
            await app(scope, receive, send)
        except Dropped:
            headers = [(b"content-length", b"1000000")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})

    return call


def free_socket() -> socket.socket:
    """A listening address of 127.0.0.1 that nobody has; TCP by name, or answers wait to be acknowledged (asyncio)."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(1024)
    return listening


def uvicorn_of(app: ASGIApp) -> uvicorn.Server:
    """A quiet server without a lifespan."""
    return uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1))


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[int]:
    """Serve in this event loop while the block runs; gives the port."""
    listening, server = free_socket(), uvicorn_of(over_http(app))
    task = asyncio.create_task(server._serve([listening]))
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.005)
        yield listening.getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        with suppress(asyncio.CancelledError):
            await task
        listening.close()


@contextmanager
def served_in_thread(app: ASGIApp) -> Iterator[int]:
    """Serve in a thread while the block runs; gives the port."""
    listening, server = free_socket(), uvicorn_of(over_http(app))
    thread = threading.Thread(target=lambda: asyncio.run(server._serve([listening])), daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        thread.join(5)
        listening.close()


class Control:
    """What the starter of the process may ask: let people speak, and tell what reached them."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._people: dict[int, Person] = {}

    def routes(self) -> list[Route]:
        """Routes under /control."""
        return [
            Route("/control/say", self.say, methods=["POST"]),
            Route("/control/tap", self.tap, methods=["POST"]),
            Route("/control/heard", self.heard),
            Route("/control/state", self.state),
            Route("/control/meet", self.meet, methods=["POST"]),
            Route("/control/lines", self.lines),
            Route("/control/reached", self.reached),
        ]

    def _person(self, id_: int) -> Person:
        self._api.bot.chats.setdefault(id_, Chat(id_))
        return self._people.setdefault(id_, Person(self._api.bot, id_, f"Person {id_}"))

    async def say(self, request: Request) -> JSONResponse:
        """[[person, text], ...]: all of them speak at once."""
        for id_, text in await request.json():
            await self._person(id_).says(text)
        return JSONResponse({"ok": True})

    async def tap(self, request: Request) -> JSONResponse:
        """[[person, n], ...]: each taps the n-th button of the newest message that has any."""
        for id_, nth in await request.json():
            shown = [message for message in self._api.bot.said_to(id_) if message.keyboard][-1]
            buttons = [one for row in shown.keyboard for one in row if "callback_data" in one]
            await self._person(id_).taps(buttons[nth]["callback_data"], shown.id)
        return JSONResponse({"ok": True})

    async def heard(self, request: Request) -> JSONResponse:
        """{person: [what the bot said or edited, in order]} for everyone with an id from `first` on."""
        first = int(request.query_params.get("first", "0"))
        said: dict[int, list[str]] = {id_: [] for id_ in self._api.bot.chats if id_ >= first}
        for message in sorted(self._api.bot.messages.values(), key=lambda one: one.seen):
            if message.by_bot and message.chat in said:
                said[message.chat].append(message.text)
        return JSONResponse(said)

    async def meet(self, request: Request) -> JSONResponse:
        """[first, how many]: people with these ids have the bot's chat open, and say nothing."""
        first, many = await request.json()
        for id_ in range(first, first + many):
            self._person(id_)
        return JSONResponse({"ok": True})

    async def lines(self, _: Request) -> JSONResponse:
        """[[moment, chat, by the bot, text], ...] of all that was said, oldest first."""
        said = sorted(self._api.bot.messages.values(), key=lambda one: one.id)
        return JSONResponse([[one.date, one.chat, one.by_bot, one.text] for one in said])

    async def reached(self, request: Request) -> JSONResponse:
        """How many people with an id from `first` to below `last` the bot has said something to."""
        first, last = int(request.query_params["first"]), int(request.query_params["last"])
        messages = self._api.bot.messages.values()
        return JSONResponse(len({one.chat for one in messages if one.by_bot and first <= one.chat < last}))

    async def state(self, _: Request) -> JSONResponse:
        """How busy it is: polls and webhook set, updates that wait, answered sends, refusals."""
        bot = self._api.bot
        return JSONResponse(
            {
                "polls": bot.inbox.polls,
                "webhook": bot.webhook.url,
                "waiting": len(bot.inbox.waiting(10**9)),
                "sent": bot.said,
                "last_error": bot.webhook.last_error,
                "refused": bot.refused[-20:],
                "inside": self._api.limits.inside,
            },
        )


async def _serve_process(arguments: argparse.Namespace) -> None:
    api = BotApi(arguments.token, delay=(0.0, arguments.delay), seed=arguments.seed)
    api.limits.most = arguments.most
    api.app.router.routes.extend(Control(api).routes())
    listening = free_socket()
    print(listening.getsockname()[1], flush=True)  # noqa: T201 - how the starter learns the port
    async with api.pushing():
        await uvicorn_of(over_http(api.app)).serve([listening])


def main() -> None:
    """Serve until stopped by a signal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--delay", type=float, default=0.05, help="the slowest answer, in seconds")
    parser.add_argument("--most", type=int, default=0, help="messages in a second before it says 429; 0: any number")
    parser.add_argument("--seed", type=int, default=0)
    asyncio.run(_serve_process(parser.parse_args()))


if __name__ == "__main__":
    main()
