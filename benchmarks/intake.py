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


async def race(contestant: Contestant, people: int) -> tuple[float, float]:
    """Updates a second for so many people, each durable and answered, and microseconds of processor for each.

    The second figure hardly minds what else the machine is doing.
    """
    with tempfile.TemporaryDirectory() as folder:
        phones = Phones()
        await contestant.open(Path(folder), phones)
        try:
            await _conversations(contestant, phones, range(FIRST_PERSON - BATCH, FIRST_PERSON))  # warms up
            warm = await contestant.contributions()
            crowd = range(FIRST_PERSON, FIRST_PERSON + people)
            began, worked = time.perf_counter(), time.process_time()
            await _conversations(contestant, phones, crowd)
            taken, work = time.perf_counter() - began, time.process_time() - worked
            assert await contestant.contributions() - warm == people, "not everyone's words were kept"
            assert phones.answered == 3 * (people + BATCH), "not every tap was answered"
        finally:
            await contestant.close()
    updates = STEPS * people
    return updates / taken, 1e6 * work / updates


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
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(rounds):  # in turn, so that a busy moment of the machine strikes all alike
        for one in (
            EarshotContestant(reads=False),
            EarshotContestant(reads=True),
            PtbContestant(),
            AiogramContestant(),
        ):
            found.setdefault(one.name, []).append(await race(one, people))
    speed = {name: statistics.median(one for one, _ in runs) for name, runs in found.items()}
    work = {name: statistics.median(one for _, one in runs) for name, runs in found.items()}
    peers = [name for name in speed if not name.startswith("earshot")]
    for name, one in speed.items():
        ratio = one / max(speed[peer] for peer in peers)
        less = min(work[peer] for peer in peers) / work[name]
        print(f"{name:22} {one:6.0f} updates/s ({ratio:.2f} x), {work[name]:5.0f} us of processor each ({less:.2f} x)")
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
