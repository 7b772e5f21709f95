"""Pushing updates to a webhook: up to N at once, one at a time for each chat, again until the answer is 2xx."""

import asyncio
import contextlib
from collections.abc import Mapping

import httpx

from tests.fakes.telegram.bot import FakeBot
from tests.fakes.telegram.inbox import Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = 10.0
FIRST_RETRY, LONGEST_RETRY = 0.05, 1.0


class Pusher:
    """Delivers one bot's updates for as long as `run` is running. `client` may speak ASGI or HTTP."""

    def __init__(self, bot: FakeBot, client: httpx.AsyncClient) -> None:
        self._bot = bot
        self._client = client
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._tries: dict[int, int] = {}

    async def run(self) -> None:
        """Push until cancelled."""
        try:
            while True:
                self._start_what_can()
                await self._bot.inbox.change(1.0)
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    def _start_what_can(self) -> None:
        if not self._bot.webhook.url:
            return
        lanes: set[int] = set()
        for one in self._bot.inbox.waiting(10**9):
            lane = one.chat or -one.id
            if lane in self._busy or lane in lanes:
                continue
            if len(self._busy) >= self._bot.webhook.connections:
                return
            lanes.add(lane)
            self._busy[lane] = asyncio.create_task(self._push(lane, one))

    async def _push(self, lane: int, one: Waiting) -> None:
        try:
            if await self._accepted(one.update):
                self._tries.pop(one.id, None)
                self._bot.inbox.confirm(one.id)
            else:
                self._tries[one.id] = tries = self._tries.get(one.id, 0) + 1
                await asyncio.sleep(min(LONGEST_RETRY, FIRST_RETRY * 2**tries))
        finally:
            with contextlib.suppress(KeyError):
                del self._busy[lane]
            self._bot.inbox.wake()

    async def _accepted(self, update: Mapping[str, object]) -> bool:
        hook = self._bot.webhook
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            answer = await self._client.post(hook.url, json=update, headers=headers, timeout=PATIENCE)
        except httpx.HTTPError as error:
            hook.last_error = type(error).__name__
            return False
        if not answer.is_success:
            hook.last_error = f"Wrong response from the webhook: {answer.status_code}"
        return answer.is_success
