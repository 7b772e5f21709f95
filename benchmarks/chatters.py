"""Who chats while Earshot is measured: some who wait for each answer, and a town that writes when it likes."""

import asyncio
import random
import statistics
import time
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

import httpx

from tests.fakes.bot_api import BotApi
from tests.fakes.telegram.person import Person
from tests.handlers.web.town import Town, Visitor

PEOPLE, VISITORS, THINKS = 6, 2, (0.4, 1.0)
"""How many chat at once by Telegram and on the web, and between which seconds they think."""
ON_THE_WEB = VISITORS / (PEOPLE + VISITORS)
"""Which part of a town's updates come on the web."""
RESTS = 1.0
"""Seconds after an answer in which somebody of a town writes nothing, so that its last word is heard by then."""
PATIENCE = 60.0

Step = Callable[[], Awaitable[object]]


class Waits:
    """Seconds from an update to the first word of its answer, by what was going on when it came."""

    def __init__(self) -> None:
        self.phase, self.previewed, self.making = "start", False, 0.0
        self.found: dict[tuple[str, str], list[float]] = {}

    async def taken(self, channel: str, work: Step, began: float | None = None) -> None:
        """Do it, and note how long it took, from now or from when it should have begun."""
        phase, began = self.phase, time.perf_counter() if began is None else began
        await work()
        self.found.setdefault((phase, channel), []).append(time.perf_counter() - began)

    def answered(self, phase: str) -> int:
        """How many were answered that came in this phase."""
        return sum(len(seconds) for (when, _), seconds in self.found.items() if when == phase)

    def line(self, phase: str, channel: str) -> str:
        """Middle, 95 and 99 of 100, and the longest."""
        every = self.found.get((phase, channel), [0.0])
        figures = [statistics.median(every), self.within(0.95, phase, channel), self.p99(phase, channel), max(every)]
        named = zip(("p50", "p95", "p99", "most"), figures, strict=True)
        return f"{len(every):5} answers: " + ", ".join(f"{name} {1e3 * seconds:5.0f} ms" for name, seconds in named)

    def within(self, share: float, phase: str, channel: str) -> float:
        """Seconds within which this share was answered; 0 where there were none."""
        every = sorted(self.found.get((phase, channel), [0.0]))
        return every[min(len(every) - 1, int(share * len(every)))]

    def p99(self, phase: str, channel: str) -> float:
        """The same for 99 of 100."""
        return self.within(0.99, phase, channel)


# -- who wait for each answer ------------------------------------------------------------------------------------------


async def chats(api: BotApi, waits: Waits, seed: int) -> None:
    """One person after another tells something in four updates."""
    while True:
        one = api.person()
        for does in _tells(one, seed):
            await waits.taken("Telegram", partial(_answered, one, does))
            await asyncio.sleep(THINKS[0] + (seed * 0.37) % (THINKS[1] - THINKS[0]))
            _hear(one)


async def visits(address: str, waits: Waits) -> None:
    """Somebody with a browser who writes on and on: a post and the page that answers it."""
    async with _browser(address) as client:
        visitor = Visitor(Town(), client)
        await visitor.opens("/chat")
        await visitor.presses("18+")
        while True:
            await waits.taken("web", lambda: visitor.says("a bench by the pond"))
            await asyncio.sleep(THINKS[1])


# -- a town that writes when it likes ----------------------------------------------------------------------------------


class OnTelegram:
    """A person with Telegram, who tells something in four updates."""

    channel = "Telegram"

    def __init__(self, api: BotApi, number: int) -> None:
        self._person = api.person()
        self._steps = deque(_tells(self._person, number))

    def next(self) -> Step | None:
        """Their next update, which ends with its answer, all before it heard; None after the last."""
        _hear(self._person)
        return partial(_answered, self._person, self._steps.popleft()) if self._steps else None


class OnTheWeb:
    """A visitor with a browser: the page that greets them, their age, and what they tell."""

    channel = "web"

    def __init__(self, address: str) -> None:
        visitor = Visitor(Town(), _browser(address))
        tells = [partial(visitor.says, words) for words in ("a bench by the pond", "and a lamp")]
        self._steps = deque[Step]([partial(visitor.opens, "/chat"), partial(visitor.presses, "18+"), *tells])

    def next(self) -> Step | None:
        """Their next post with the page that answers it; None after the last."""
        return self._steps.popleft() if self._steps else None


Teller = OnTelegram | OnTheWeb


class Evening:
    """Updates that come by chance, so many a second, whoever still waits: each of somebody who is free, or new."""

    def __init__(self, api: BotApi, address: str, waits: Waits, rate: float, seed: int) -> None:
        self._new: tuple[Callable[[int], Teller], ...] = (partial(OnTelegram, api), lambda _: OnTheWeb(address))
        self._waits = waits
        self._rate = rate
        self._dice = random.Random(seed)
        self._free: dict[str, deque[Teller]] = {"Telegram": deque(), "web": deque()}
        self._met = 0

    async def comes(self) -> None:
        """Let updates come until cancelled."""
        at = time.perf_counter()
        async with asyncio.TaskGroup() as under_way:
            while True:
                at += self._dice.expovariate(self._rate)
                await asyncio.sleep(max(at - time.perf_counter(), 0.0))
                under_way.create_task(self._written(self._dice.random() < ON_THE_WEB, at))

    async def _written(self, web: bool, at: float) -> None:  # noqa: FBT001 - one of two channels
        someone, step = self._next(web)
        await self._waits.taken(someone.channel, step, at)
        await asyncio.sleep(RESTS)
        self._free[someone.channel].append(someone)

    def _next(self, web: bool) -> tuple[Teller, Step]:  # noqa: FBT001 - one of two channels
        free = self._free["web" if web else "Telegram"]
        while True:
            self._met += not free
            someone = free.popleft() if free else self._new[web](self._met)
            if (step := someone.next()) is not None:
                return someone, step


def _tells(one: Person, number: int) -> tuple[Step, ...]:
    says = partial(one.says, f"a bench by the pond {number}"), partial(one.says, "and a lamp")
    return (one.opens, partial(one.presses, "18+"), *says)


async def _answered(one: Person, does: Step) -> None:
    await does()
    await one.hears("", within=PATIENCE)


def _hear(one: Person) -> None:
    for message in one.unheard():
        one.heard = max(one.heard, message.seen)


def _browser(address: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=address, follow_redirects=True, timeout=PATIENCE)
