"""Updates a second over the webhook with 40 connections: Earshot, python-telegram-bot, aiogram, each fed over HTTP."""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.contestant import SECRET, SECRET_HEADER, Address, Contestant
from benchmarks.intake import settle_memory
from benchmarks.pace import Pace, in_turn, table
from benchmarks.phones import FIRST_PERSON, STEPS, TAPS, Phones

CONNECTIONS = 40
"""What Earshot asks Telegram for (handlers/telegram/channel.py), and Telegram's default."""
WARMING = 100
LINE = 2**24


async def race(contestant: Contestant, people: int) -> Pace:
    """The pace of one contestant, from the first post to the last answer sent; the poster's own time is not ours."""
    with tempfile.TemporaryDirectory() as folder:
        phones = Phones()
        await contestant.open(Path(folder), phones)
        try:
            async with contestant.served() as address, _poster(address) as poster:
                await _conversations(contestant, phones, poster, range(FIRST_PERSON - WARMING, FIRST_PERSON))
                settle_memory()
                warm = await contestant.contributions()
                crowd = range(FIRST_PERSON, FIRST_PERSON + people)
                taken, work = await _conversations(contestant, phones, poster, crowd)
                assert await contestant.contributions() - warm == people, "not everyone's words were kept"
                assert phones.answered == len(TAPS) * (people + WARMING), "not every tap was answered"
                assert phones.sent == STEPS * (people + WARMING), "not as many replies as updates"
        finally:
            await contestant.close()
    return Pace(STEPS * people / taken, 1e6 * work / (STEPS * people))


async def _conversations(
    contestant: Contestant, phones: Phones, poster: Process, people: Sequence[int]
) -> tuple[float, float]:
    """Seconds, and seconds of processor: everyone's first update, then everyone's second, ..., each until settled."""
    taken = work = 0.0
    for step in range(STEPS):
        bodies = [json.dumps(update) for update in phones.step(step, people)]
        answered = phones.answered + len(people) * (step in TAPS)
        await _told(poster, json.dumps(bodies))
        began, worked = time.perf_counter(), time.process_time()
        await _told(poster, "")
        while phones.answered < answered:  # noqa: ASYNC110 - the phones have no event for it
            await asyncio.sleep(0.001)
        await contestant.settled()
        taken, work = taken + time.perf_counter() - began, work + time.process_time() - worked
    return taken, work


async def _told(poster: Process, line: str) -> str:
    assert poster.stdin
    assert poster.stdout
    poster.stdin.write(f"{line}\n".encode())
    await poster.stdin.drain()
    answer = (await poster.stdout.readline()).decode()
    assert answer, "the poster died"
    return answer


@asynccontextmanager
async def _poster(address: Address) -> AsyncIterator[Process]:
    told = {"port": address.port, "path": address.path, "secret_header": SECRET_HEADER, "secret": SECRET}
    command = (sys.executable, "-m", "benchmarks.poster")
    poster = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=LINE)
    assert poster.stdin
    poster.stdin.write(f"{json.dumps(told | {'connections': CONNECTIONS})}\n".encode())
    yield poster
    poster.stdin.close()
    await poster.wait()


def main() -> None:
    """Print updates a second and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(table(asyncio.run(in_turn(lambda one: race(one, asked.people), asked.rounds))))


if __name__ == "__main__":
    main()
