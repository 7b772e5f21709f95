"""A message to many is killed on the way: nobody is missed, Telegram's limits hold, and others are answered."""

from pathlib import Path

import pytest

from bot.app import utc_now
from tests.crash.broadcast import A_SECOND, Sent, awake, in_pack, most_in_a_second, send
from tests.crash.harness import telegram
from tests.crash.subjects import EARSHOT, earshot
from tests.crash.test_crash import SENDS_IN_FLIGHT

SEED = 20261127
TELEGRAM_BEARS = 30

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.xdist_group("crash"),
    pytest.mark.skipif(not Path(EARSHOT).exists(), reason="the program earshot is not installed"),
]


def holds(sent: Sent, slowest: float) -> None:
    print(sent)  # noqa: T201 - the figure is the point
    assert sent.missed == 0, str(sent)
    assert sent.twice <= SENDS_IN_FLIGHT, str(sent)
    assert sent.most_a_second <= A_SECOND, str(sent)
    assert sent.shortest_gap >= 1, str(sent)
    assert sent.told_to_wait == 0, str(sent)
    assert all(one is not None and one <= slowest for one in sent.answers), str(sent)
    assert all(one is not None for one in sent.around_kill), str(sent)


def sent_to(people: int, url: str, folder: Path, kill_after: float | None) -> Sent:
    pack = awake(folder, utc_now())
    with telegram(SEED, most=TELEGRAM_BEARS) as api:
        subject = in_pack(earshot(api, folder, mode="polling", database_url=url), pack)
        return send(subject, api, people=people, kill_after=kill_after)


@pytest.mark.parametrize("store", ["sqlite"])
def test_a_hundred_and_a_kill(empty_url: str, tmp_path: Path) -> None:
    sent = sent_to(100, empty_url, tmp_path, kill_after=0.4)
    holds(sent, slowest=4.0)


@pytest.mark.long
@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_five_thousand_and_a_kill_in_the_middle(empty_url: str, tmp_path: Path) -> None:
    sent = sent_to(5000, empty_url, tmp_path, kill_after=0.5)
    holds(sent, slowest=2.0)
    assert sent.ratio <= 1.15, str(sent)


def test_the_counter_of_seconds_can_tell() -> None:
    assert most_in_a_second([0.0, 0.5, 0.99, 1.0, 1.2]) == 4
    assert most_in_a_second([0.0, 1.0, 2.0]) == 1
