"""Killing Earshot at any moment loses nothing, stores nothing twice and leaves nobody without an answer."""

from pathlib import Path

import pytest

from tests.crash.harness import Toll, crash, telegram
from tests.crash.subjects import EARSHOT, earshot, stock

SENDS_IN_FLIGHT = 4
BACKLOG = 20  # people who write at once: the half of what the long test has, and still being answered when killed
SEED = 20261101

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.xdist_group("crash"),
]
needs_earshot = pytest.mark.skipif(not Path(EARSHOT).exists(), reason="the program earshot is not installed")


def holds(toll: Toll) -> None:
    assert (toll.lost, toll.twice, toll.missing) == (0, 0, 0), str(toll)
    assert toll.most_extra <= SENDS_IN_FLIGHT, str(toll)
    assert toll.extra <= toll.kills, str(toll)


COMBINATIONS = pytest.mark.parametrize(
    ("store", "mode", "kills"),
    [("sqlite", "polling", 3), ("sqlite", "webhook", 3), ("postgresql", "polling", 2), ("postgresql", "webhook", 2)],
)


@needs_earshot
@COMBINATIONS
def test_ten_kills(mode: str, kills: int, empty_url: str, tmp_path: Path) -> None:
    with telegram(SEED) as api:
        subject = earshot(api, tmp_path, mode=mode, database_url=empty_url)
        holds(crash(subject, api, kills=kills, seed=SEED, backlog=BACKLOG))


@needs_earshot
@pytest.mark.long
@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_fifty_kills(mode: str, empty_url: str, tmp_path: Path) -> None:
    with telegram(SEED) as api:
        toll = crash(earshot(api, tmp_path, mode=mode, database_url=empty_url), api, kills=50, seed=SEED)
    print(toll)  # noqa: T201 - the figure is the point
    holds(toll)


@pytest.mark.long
def test_the_harness_sees_losses_where_there_are_some(tmp_path: Path) -> None:
    """Stock polling confirms before it stores, so the same kills must cost it something."""
    with telegram(SEED) as api:
        toll = crash(stock(api, tmp_path), api, kills=20, seed=SEED)
    print(toll)  # noqa: T201 - the figure is the point
    assert toll.lost > 0
