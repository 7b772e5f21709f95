"""Sends a message to many with a real Earshot over HTTP, kills it on the way, and counts what reached whom, and when.

Meanwhile others say hello, one every few seconds, and are timed. All moments are the fake Bot API's own.
"""

import asyncio
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from bot.app import utc_now
from bot.conversation.effects import AgreeToMessages, Remember
from bot.core import Core
from bot.domain.broadcast import Broadcast, Purpose
from bot.domain.participant import AgeBand
from bot.opening import opened
from bot.settings import load
from bot.storage import broadcasts, people
from bot.storage.done import Done
from bot.storage.effects import carry_out
from bot.storage.people import Newcomer
from tests.crash.harness import ROOT, Subject, Telegram, start, stop
from tests.fakes.bot_api import TOKEN

A_SECOND = 25
WORDS = "What would make the square better?"
FIRST = 6_000_000_001
OTHERS = 9_000_000_001
PACK = ROOT / "areas" / "milton-keynes"
PLACE = "lakes-estate"
ACCOUNT = f"telegram:{TOKEN.partition(':')[0]}"
CHUNK = 500
ASK_EVERY, LOOK_EVERY = 1.0, 0.25
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it: `seconds` from the first to the last, `answers` the seconds others waited (None: for ever).

    `around_kill` are those who wrote while nobody was there to answer.
    """

    subject: str
    people: int
    seconds: float
    most_a_second: int
    shortest_gap: float
    missed: int
    twice: int
    answers: Sequence[float | None]
    around_kill: Sequence[float | None]
    told_to_wait: int

    @property
    def ratio(self) -> float:
        """How long it took against the shortest time that the limit allows."""
        return self.seconds * A_SECOND / self.people

    def __str__(self) -> str:
        slowest = max((one for one in self.answers if one is not None), default=0.0)
        after = max((one for one in self.around_kill if one is not None), default=0.0)
        return (
            f"{self.subject}: {self.people} people in {self.seconds:.1f} s ({self.ratio:.3f} x the ideal time), "
            f"at most {self.most_a_second} in a second, {self.shortest_gap:.2f} s between two in a chat, "
            f"missed {self.missed}, twice {self.twice}, {len(self.answers)} others answered within {slowest:.2f} s "
            f"({after:.1f} s around the kill), told to wait {self.told_to_wait}"
        )


def awake(folder: Path, now: datetime) -> Path:
    """A copy of the pack whose quiet hours are half a day away: a message to many is never sent at night."""
    pack = folder / "pack"
    shutil.copytree(PACK, pack)
    settings = (pack / "area.toml").read_text("utf-8")
    first, last = (f"{(now + timedelta(hours=ahead)):%H}:00" for ahead in (12, 13))
    settings = settings.replace('first = "20:00"\nlast = "08:00"', f'first = "{first}"\nlast = "{last}"')
    (pack / "area.toml").write_text(settings, "utf-8")
    return pack


async def written(subject: Subject, many: int) -> None:
    """So many people of one place have agreed."""
    async with _store(subject) as core:
        for first in range(FIRST, FIRST + many, CHUNK):
            ids = [str(one) for one in range(first, min(first + CHUNK, FIRST + many))]
            hashes = {core.keys.participant_hash(ACCOUNT, one): one for one in ids}
            async with core.database.write() as conn:
                newcomers = [Newcomer(who, ACCOUNT, id_) for who, id_ in hashes.items()]
                await people.know(conn, core.keys, newcomers, utc_now())
                known = await people.load(conn, core.keys, list(hashes))
                effects = (
                    Remember(band=AgeBand.ADULT, language="en", neighbourhood=PLACE, noticed=True),
                    AgreeToMessages(tuple(Purpose)),
                )
                done = [Done(one, effect, ACCOUNT, "written") for one in known.values() for effect in effects]
                await carry_out(conn, core.keys, done, utc_now())


async def due(subject: Subject) -> None:
    """A question for all of them is due from now on."""
    async with _store(subject) as core:
        now = utc_now()
        message = Broadcast("b1", Purpose.ASKED, (PLACE,), {"en": WORDS}, "sam", now, now + timedelta(days=1))
        async with core.database.write() as conn:
            await broadcasts.put(conn, core.keys, message)


def _store(subject: Subject) -> AbstractAsyncContextManager[Core]:
    given = ("data_dir", "database_url", "master_key_file", "area_pack")
    settings = {name: subject.environment[name.upper()] for name in given}
    return opened(load(**{name: value for name, value in settings.items() if value}), utc_now)


def send(subject: Subject, api: Telegram, *, people: int, kill_after: float | None) -> Sent:
    """Send it to so many, with a SIGKILL once this part of them (0 to 1) has it; None for no kill."""
    api.meet(FIRST, people)
    api.silence = FIRST_START
    asyncio.run(written(subject, people))
    killed_at: float | None = None
    with subject.log.open("ab") as log:
        bot = start(subject, log)
        try:
            if not _there(api):
                raise RuntimeError(f"the bot never said hello: {api.state()}")
            asyncio.run(due(subject))
            others = _Others(api)
            while _goes_on(api, people):
                if kill_after is not None and killed_at is None and _had(api) >= people * kill_after:
                    bot.kill()
                    bot.wait()
                    killed_at = time.time()
                    bot = start(subject, log)
                others.say_hello()
                time.sleep(LOOK_EVERY)
            time.sleep(2 * ASK_EVERY)
        finally:
            stop(bot)
    return _counted(subject, api, people, killed_at)


@dataclass(slots=True)
class _Others:
    """People who say hello meanwhile, one every few seconds."""

    api: Telegram
    next: int = OTHERS + 1
    last: float = 0.0

    def say_hello(self) -> None:
        if time.monotonic() - self.last >= ASK_EVERY:
            self.last = time.monotonic()
            self.api.say([(self.next, "/start")])
            self.next += 1


def _there(api: Telegram) -> bool:
    api.say([(OTHERS, "/start")])
    return api.until_heard([OTHERS], 1)


def _goes_on(api: Telegram, people: int) -> bool:
    """Whether it has not come to everybody yet; an end after a while in which it came to nobody."""
    had, since = _had(api), time.monotonic()
    while had < people and _had(api) == had:
        if time.monotonic() - since > PATIENCE:
            return False
        time.sleep(LOOK_EVERY)
    return had < people


def _had(api: Telegram) -> int:
    return api.reached(FIRST, OTHERS)


def _counted(subject: Subject, api: Telegram, many: int, killed_at: float | None) -> Sent:
    lines = api.lines()
    sends = [(at, chat) for at, chat, by_bot, text in lines if by_bot and _is_asked(chat) and WORDS in text]
    times, had = sorted(at for at, _ in sends), Counter(chat for _, chat in sends)
    answers, around = [], []
    for wrote, who in ((at, chat) for at, chat, by_bot, _ in lines if not by_bot and chat > OTHERS):
        answered = next((at - wrote for at, chat, by_bot, _ in lines if by_bot and chat == who and at >= wrote), None)
        dead = killed_at is not None and killed_at - 1 <= wrote <= killed_at + STARTING
        (around if dead else answers).append(answered)
    return Sent(
        subject=subject.name,
        people=many,
        seconds=times[-1] - times[0],
        most_a_second=most_in_a_second(times),
        shortest_gap=min((gap for who, n in had.items() if n > 1 for gap in _gaps(sends, who)), default=float("inf")),
        missed=many - len(had),
        twice=sum(n - 1 for n in had.values()),
        answers=answers,
        around_kill=around,
        told_to_wait=sum(method.startswith("send") for method, _ in api.state()["refused"]),
    )


FIRST_START = 180.0
"""Seconds a very first start may take: the readers may have to be built."""
STARTING = 6.0
"""Seconds a start may take (docs/benchmarks.md, Start); who writes meanwhile is answered then."""


def most_in_a_second(times: Sequence[float]) -> int:
    """The most of these moments, in order, that lie within one second."""
    most, first = 0, 0
    for last, at in enumerate(times):
        while at - times[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def _gaps(sends: Iterable[tuple[float, int]], who: int) -> Iterable[float]:
    return (later - earlier for earlier, later in pairwise(sorted(at for at, chat in sends if chat == who)))


def _is_asked(chat: int) -> bool:
    return FIRST <= chat < OTHERS


def in_pack(subject: Subject, pack: Path) -> Subject:
    """The same bot in another town."""
    environment = {**subject.environment, "AREA_PACK": str(pack)}
    return Subject(subject.name, subject.command, environment, subject.stored, subject.log, subject.silence)
