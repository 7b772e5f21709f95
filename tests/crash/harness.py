"""Kills a bot in the middle of its work, again and again, and counts what that cost the people who wrote to it.

Each kill meets a fresh backlog: `backlog` people who have just said hello each write one message of their own, all at
once, and within `window` seconds the bot gets SIGKILL and is started again. Each message must become exactly one
contribution and be answered as often as the same message is without a kill.
"""

import random
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx

ROOT = Path(__file__).parents[2]
SLOWEST_ANSWER = 0.05
PATIENCE = 30.0
QUIET = 1.0
# Between the greetings and the backlog, so that the backlog is fresh: nothing else is under way when it comes.
BREATH = 0.5
FIRST_PERSON = 7_000_000_001
COLOURS = ("red", "blue", "green", "yellow", "brown", "black", "white", "pink", "grey", "orange", "purple", "golden")


@dataclass(frozen=True, slots=True)
class Subject:
    """The bot under test: how it is started, and the words of every contribution it has stored.

    `silence` is how many seconds without any reply mean that there will be none: longer than it takes to start.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    stored: Callable[[], list[str]]
    log: Path
    silence: float = 30.0


@dataclass(slots=True)
class Toll:
    """What the kills cost. `lost` and `twice` are contributions, the rest replies; `seed` repeats the run."""

    subject: str
    seed: int
    kills: int
    sent: int = 0
    lost: int = 0
    twice: int = 0
    missing: int = 0
    extra: int = 0
    most_extra: int = 0
    ready: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        bound = f" (95 % bound {3 / self.sent:.4f})" if self.sent and not self.lost else ""
        ready = sorted(self.ready)[len(self.ready) // 2] if self.ready else 0.0
        return (
            f"{self.subject}: {self.kills} kills, seed {self.seed}: lost {self.lost}/{self.sent}{bound}, "
            f"stored twice {self.twice}, replies missing {self.missing}, "
            f"extra {self.extra / max(self.kills, 1):.2f} a kill (most {self.most_extra}), "
            f"answering again after {ready:.1f} s"
        )


class Telegram:
    """The fake Bot API in a process of its own, driven over HTTP. `silence` is the subject's."""

    silence = 30.0

    def __init__(self, port: int) -> None:
        self.base_url = f"http://127.0.0.1:{port}/bot"
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}/control", timeout=PATIENCE)

    def say(self, words: Sequence[tuple[int, str]]) -> None:
        """Let people write, all at once."""
        self._http.post("/say", json=words)

    def tap(self, taps: Sequence[tuple[int, int]]) -> None:
        """Let people tap the n-th button of the newest message that has any."""
        self._http.post("/tap", json=taps).raise_for_status()

    def heard(self, first: int) -> dict[int, list[str]]:
        """What everyone with an id from `first` on was told."""
        found = self._http.get("/heard", params={"first": first}).json()
        return {int(person): said for person, said in found.items()}

    def state(self) -> dict[str, Any]:
        """How busy it is; see tests/fakes/server.py."""
        return dict(self._http.get("/state").json())

    def meet(self, first: int, many: int) -> None:
        """Let so many people have the bot's chat open."""
        self._http.post("/meet", json=[first, many]).raise_for_status()

    def lines(self) -> list[tuple[float, int, bool, str]]:
        """All that was said: the moment, the chat, whether the bot said it, the text."""
        return [(at, chat, by_bot, text) for at, chat, by_bot, text in self._http.get("/lines").json()]

    def reached(self, first: int, last: int) -> int:
        """How many of these people the bot has said something to; cheap, so that asking does not slow it down."""
        return int(self._http.get("/reached", params={"first": first, "last": last}).json())

    def until_heard(self, people: Sequence[int], replies: int) -> bool:
        """Wait until each of `people` was told at least so much; False once nobody was told anything for a while."""
        sent, since = -1, time.monotonic()
        while time.monotonic() - since < self.silence:
            heard = self.heard(people[0])
            if all(len(heard.get(person, [])) >= replies for person in people):
                return True
            if (now := self.state()["sent"]) != sent:
                sent, since = now, time.monotonic()
            time.sleep(0.1)
        return False

    def until_quiet(self) -> None:
        """Wait until nothing has been sent for a second, and nothing waits to be received."""
        sent, since = -1, time.monotonic()
        until = since + PATIENCE
        while time.monotonic() < until and time.monotonic() - since < QUIET:
            state = self.state()
            if state["sent"] != sent or (state["webhook"] and state["waiting"]):
                sent, since = state["sent"], time.monotonic()
            time.sleep(0.05)


@contextmanager
def telegram(seed: int = 0, *, most: int = 0) -> Iterator[Telegram]:
    """A fake Bot API that answers after up to 50 ms and bears `most` messages a second, as long as the block runs."""
    given = ["--delay", str(SLOWEST_ANSWER), "--seed", str(seed), "--most", str(most)]
    command = [sys.executable, "-m", "tests.fakes.server", *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:  # noqa: S603
        try:
            yield Telegram(int(_first_line(process.stdout)))
        finally:
            process.kill()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def crash(subject: Subject, api: Telegram, *, kills: int, seed: int, backlog: int = 40, window: float = 0.15) -> Toll:
    """Kill `subject` so many times and count. The pauses before the kills come from `seed`."""
    dice = random.Random(seed)  # noqa: S311 - a die, not a secret
    toll = Toll(subject.name, seed, kills)
    api.silence = subject.silence
    with subject.log.open("ab") as log:
        bot = start(subject, log)
        try:
            hello, answers = _calibrate(api)
            rounds: list[list[tuple[int, str]]] = []
            for number in range(kills):
                words = _round_of(number, backlog)
                rounds.append(words)
                _greet(api, words, hello)
                api.say(words)
                time.sleep(dice.uniform(0, window))
                bot.kill()
                bot.wait()
                bot = start(subject, log)
                started = time.monotonic()
                api.until_heard([person for person, _ in words], hello + 1)
                toll.ready.append(time.monotonic() - started)
            _settle(api, rounds, hello + answers)
        finally:
            stop(bot)
    _count(toll, api, rounds, subject.stored(), hello + answers)
    return toll


def _calibrate(api: Telegram) -> tuple[int, int]:
    """How often a hello and a message are answered while nobody is killed."""
    person = FIRST_PERSON - 1  # not counted with the others
    api.say([(person, "/start")])
    if not api.until_heard([person], 1):
        raise RuntimeError(f"the bot never said hello: {api.state()}")
    api.until_quiet()
    hello = len(api.heard(person)[person])
    api.say([(person, _words(10**6))])
    api.until_heard([person], hello + 1)
    api.until_quiet()
    answers = len(api.heard(person)[person]) - hello
    if not answers:
        raise RuntimeError("the bot never answered")
    return hello, answers


def _greet(api: Telegram, words: Sequence[tuple[int, str]], hello: int) -> None:
    api.say([(person, "/start") for person, _ in words])
    if not api.until_heard([person for person, _ in words], hello):
        raise RuntimeError(f"not everyone was greeted: {api.state()}")
    time.sleep(BREATH)


def _round_of(number: int, backlog: int) -> list[tuple[int, str]]:
    first = number * backlog
    return [(FIRST_PERSON + first + at, _words(first + at)) for at in range(backlog)]


def _words(number: int) -> str:
    """A message no two people share, without a digit or a name that a reader would mark and leave out."""
    said: list[str] = []
    while number or not said:
        number, at = divmod(number, len(COLOURS))
        said.append(COLOURS[at])
    return f"a bench by the pond would be good, painted {' and '.join(said)}"


def _settle(api: Telegram, rounds: Sequence[Sequence[tuple[int, str]]], replies: int) -> None:
    people = [person for words in rounds for person, _ in words]
    api.until_heard(people, replies)
    api.until_quiet()


def _count(
    toll: Toll, api: Telegram, rounds: Sequence[Sequence[tuple[int, str]]], stored: Sequence[str], replies: int
) -> None:
    kept, heard = Counter(stored), api.heard(FIRST_PERSON)
    for words in rounds:
        extra = 0
        for person, said in words:
            told = len(heard.get(person, []))
            toll.sent += 1
            toll.lost += kept[said] == 0
            toll.twice += max(kept[said] - 1, 0)
            toll.missing += max(replies - told, 0)
            extra += max(told - replies, 0)
        toll.extra += extra
        toll.most_extra = max(toll.most_extra, extra)


def start(subject: Subject, log: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(subject.command, env=subject.environment, stdout=log, stderr=log, cwd=ROOT)  # noqa: S603


def stop(bot: "subprocess.Popen[bytes]") -> None:
    bot.terminate()
    try:
        bot.wait(15)
    except subprocess.TimeoutExpired:
        bot.kill()
        bot.wait()


def _first_line(output: IO[str] | None) -> str:
    if output is None:
        raise RuntimeError("the fake has no output")
    return output.readline()
