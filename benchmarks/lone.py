"""One update alone: the statements and commits it costs with its reply sent and marked, and how long it takes."""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, event

from benchmarks.contestant import bare_commits
from benchmarks.contestant_earshot import EarshotContestant
from benchmarks.phones import FIRST_PERSON, STEPS, Phones

MOST_STATEMENTS, MOST_COMMITS, SLOWEST_MEDIAN = 12, 2, 0.015


@dataclass(slots=True)
class Tally:
    """What was asked of the database, reading included; `wrote` counts commits of transactions that could write."""

    statements: int = 0
    wrote: int = 0


@dataclass(frozen=True, slots=True)
class Alone:
    """One update: its step of the conversation, what it cost, and the seconds until it was durable."""

    step: int
    statements: int
    commits: int
    seconds: float


@contextmanager
def counted() -> Iterator[Tally]:
    """Count all that SQLAlchemy asks of any database while the block runs."""
    tally = Tally()

    def statement(_conn: object, _cursor: object, text: str, *_: object) -> None:
        tally.wrote += text.startswith("BEGIN IMMEDIATE")
        tally.statements += not text.startswith("BEGIN")

    event.listen(Engine, "before_cursor_execute", statement)
    try:
        yield tally
    finally:
        event.remove(Engine, "before_cursor_execute", statement)


async def alone(people: int) -> list[Alone]:
    """Each update of so many conversations, nobody else writing meanwhile, with the real readers."""
    found, contestant, phones = [], EarshotContestant(reads=True), Phones()
    with tempfile.TemporaryDirectory() as folder:
        await contestant.open(Path(folder), phones)
        try:
            for person in range(FIRST_PERSON, FIRST_PERSON + people):
                for step in range(STEPS):
                    update = phones.update(step, person)
                    with counted() as tally:
                        began = time.perf_counter()
                        await contestant.feed([update])
                        seconds = time.perf_counter() - began
                        await contestant.settled()
                    found.append(Alone(step, tally.statements, tally.wrote, seconds))
        finally:
            await contestant.close()
    return found


def main() -> None:
    """Print the worst step, the median time, and a bare commit's of the same run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    found = asyncio.run(alone(parser.parse_args().people))
    with tempfile.TemporaryDirectory() as folder:
        bare = statistics.median(bare_commits(Path(folder)))
    for step in range(STEPS):
        ours = [one for one in found if one.step == step]
        print(
            f"update {step + 1}: {statistics.median(one.statements for one in ours):.0f} statements "
            f"(most {max(one.statements for one in ours)}), {max(one.commits for one in ours)} commits"
        )
    median = statistics.median(one.seconds for one in found)
    print(f"one lone update: median {1e3 * median:.2f} ms (limit {1e3 * SLOWEST_MEDIAN:.0f})")
    print(f"a bare FULL commit: median {1e3 * bare:.2f} ms")


if __name__ == "__main__":
    main()
