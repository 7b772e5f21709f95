"""Updates a second through the five-update capture conversation: Earshot, python-telegram-bot, aiogram, in one run."""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.earshot_contestant import EarshotContestant
from benchmarks.peers import AiogramContestant, Contestant, PtbContestant, bare_commits
from benchmarks.phones import FIRST_PERSON, STEPS, Phones

BATCH = 100
"""What getUpdates gives at most."""


async def race(contestant: Contestant, people: int) -> float:
    """Updates a second for so many people, each update durable and answered."""
    with tempfile.TemporaryDirectory() as folder:
        phones = Phones()
        await contestant.open(Path(folder), phones)
        try:
            await _conversations(contestant, phones, range(FIRST_PERSON - BATCH, FIRST_PERSON))  # warms up
            warm = await contestant.contributions()
            crowd = range(FIRST_PERSON, FIRST_PERSON + people)
            began = time.perf_counter()
            await _conversations(contestant, phones, crowd)
            taken = time.perf_counter() - began
            assert await contestant.contributions() - warm == people, "not everyone's words were kept"
            assert phones.answered == 3 * (people + BATCH), "not every tap was answered"
        finally:
            await contestant.close()
    return STEPS * people / taken


async def _conversations(contestant: Contestant, phones: Phones, people: Sequence[int]) -> None:
    for step in range(STEPS):
        for at in range(0, len(people), BATCH):
            await contestant.feed(list(phones.step(step, people[at : at + BATCH])))
        await contestant.settled()


async def alone(contestant: Contestant, people: int) -> list[float]:
    """Seconds that each lone update takes, from arriving to durable; nobody else writes meanwhile."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        phones = Phones()
        await contestant.open(Path(folder), phones)
        try:
            for person in range(FIRST_PERSON, FIRST_PERSON + people):
                for step in range(STEPS):
                    update = phones.update(step, person)
                    began = time.perf_counter()
                    await contestant.feed([update])
                    taken.append(time.perf_counter() - began)
                    await contestant.settled()
        finally:
            await contestant.close()
    return taken


async def _run(people: int, rounds: int) -> None:
    speeds: dict[str, list[float]] = {}
    for _ in range(rounds):  # in turn, so that a busy moment of the machine strikes all alike
        for one in (
            EarshotContestant(reads=False),
            EarshotContestant(reads=True),
            PtbContestant(),
            AiogramContestant(),
        ):
            speeds.setdefault(one.name, []).append(await race(one, people))
    best = {name: statistics.median(found) for name, found in speeds.items()}
    for name, speed in best.items():
        print(f"{name:24} {speed:8.0f} updates/s")
    faster = max(speed for name, speed in best.items() if not name.startswith("earshot"))
    for name, speed in best.items():
        if name.startswith("earshot"):
            print(f"{name:24} {speed / faster:8.2f} x the faster peer")
    with tempfile.TemporaryDirectory() as folder:
        lone, bare = await alone(EarshotContestant(reads=True), 20), bare_commits(Path(folder))
    print(
        f"one lone update: median {1000 * statistics.median(lone):.2f} ms; bare FULL commit: "
        f"median {1000 * statistics.median(bare):.2f} ms"
    )


def main() -> None:
    """Print updates a second, the ratios, and what one lone update takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    asyncio.run(_run(asked.people, asked.rounds))


if __name__ == "__main__":
    main()
