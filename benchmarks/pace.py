"""How fast contestants are: run in turn, several times, so that a busy moment of the machine strikes all alike."""

import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from benchmarks.contestant import Contestant
from benchmarks.contestant_aiogram import AiogramContestant
from benchmarks.contestant_earshot import EarshotContestant
from benchmarks.contestant_ptb import PtbContestant


@dataclass(frozen=True, slots=True)
class Pace:
    """Updates a second, and microseconds of processor for each, which hardly mind what else the machine is doing."""

    speed: float
    work: float


def contestants() -> list[Contestant]:
    """All of them, new."""
    return [EarshotContestant(reads=False), EarshotContestant(reads=True), PtbContestant(), AiogramContestant()]


async def in_turn(race: Callable[[Contestant], Awaitable[Pace]], rounds: int) -> dict[str, list[Pace]]:
    """Every contestant's pace in each round. The order turns round by round, so that nobody always goes first."""
    found: dict[str, list[Pace]] = {one.name: [] for one in contestants()}
    for number in range(rounds):
        everyone = contestants()
        at = number % len(everyone)
        for one in (*everyone[at:], *everyone[:at]):
            found[one.name].append(await race(one))
    return found


def table(found: dict[str, list[Pace]]) -> str:
    """Medians, and beside them how many times the faster and the thriftier peer's."""
    speed = {name: statistics.median(one.speed for one in runs) for name, runs in found.items()}
    work = {name: statistics.median(one.work for one in runs) for name, runs in found.items()}
    fastest = max(_of_peers(speed))
    thriftiest = min(_of_peers(work))
    return "\n".join(
        f"{name:22} {speed[name]:6.0f} updates/s ({speed[name] / fastest:.2f} x), "
        f"{work[name]:5.0f} us of processor each ({thriftiest / work[name]:.2f} x)"
        for name in found
    )


def _of_peers(figures: dict[str, float]) -> Sequence[float]:
    return [figure for name, figure in figures.items() if not name.startswith("earshot")]
