"""Updates a second through the five-update capture conversation: Earshot, python-telegram-bot, aiogram, in one run."""

import argparse
import asyncio
import gc
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.contestant import Contestant
from benchmarks.pace import Pace, in_turn, table
from benchmarks.phones import FIRST_PERSON, STEPS, TAPS, Phones

BATCH = 100
"""What getUpdates gives at most, and what every contestant is given at once."""


async def race(contestant: Contestant, people: int) -> Pace:
    """The pace of one contestant: each update durable, each reply sent, each tap answered, within the time taken."""
    with tempfile.TemporaryDirectory() as folder:
        phones = Phones()
        await contestant.open(Path(folder), phones)
        try:
            await _conversations(contestant, phones, range(FIRST_PERSON - BATCH, FIRST_PERSON))  # warms up
            settle_memory()
            warm = await contestant.contributions()
            crowd = range(FIRST_PERSON, FIRST_PERSON + people)
            taken, work = await _conversations(contestant, phones, crowd)
            assert await contestant.contributions() - warm == people, "not everyone's words were kept"
            assert phones.answered == len(TAPS) * (people + BATCH), "not every tap was answered"
            assert phones.sent == STEPS * (people + BATCH), "not as many replies as updates"
        finally:
            await contestant.close()
    return Pace(STEPS * people / taken, 1e6 * work / (STEPS * people))


def settle_memory() -> None:
    """What lasts is not walked over by the collector again, as in `earshot run`: no contestant pays for another's."""
    gc.collect()
    gc.freeze()


async def _conversations(contestant: Contestant, phones: Phones, people: Sequence[int]) -> tuple[float, float]:
    """Seconds, and seconds of processor: what the phones send is made before the time is taken."""
    taken = work = 0.0
    for step in range(STEPS):
        updates = list(phones.step(step, people))
        began, worked = time.perf_counter(), time.process_time()
        for at in range(0, len(updates), BATCH):
            await contestant.feed(updates[at : at + BATCH])
        await contestant.settled()
        taken, work = taken + time.perf_counter() - began, work + time.process_time() - worked
    return taken, work


def main() -> None:
    """Print updates a second and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print(table(asyncio.run(in_turn(lambda one: race(one, asked.people), asked.rounds))))


if __name__ == "__main__":
    main()
