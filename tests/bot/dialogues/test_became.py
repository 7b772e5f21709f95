"""What became of something is told without saying the same twice."""

from datetime import date, timedelta

from bot.conversation.replies import Phrase, Value
from bot.dialogues.became import steps
from bot.domain.contribution import Progress
from bot.domain.told import Became
from tests.factories_app import NOON
from tests.factories_pack import make_area


def told(*became: Became) -> list[tuple[str, Value]]:
    """What is told, step by step: how far it has come, and why."""
    found, rest = list[tuple[str, Value]](), steps(make_area(), became)
    while isinstance(rest, Phrase):
        progress = rest.values["became"]
        assert isinstance(progress, Phrase)
        found.append((progress.key, rest.values["why"]))
        rest = rest.values["more"]
    return found


def test_what_a_worker_taps_twice_in_a_day_is_told_once_and_no_words_are_left_out() -> None:
    week = date(2026, 10, 14)
    became = (
        Became(1, Progress.READ, NOON),
        Became(2, Progress.UNDER_WAY, NOON, week),
        Became(3, Progress.UNDER_WAY, NOON, week),
        Became(4, Progress.READ, NOON, why="Thank you."),
        Became(5, Progress.READ, NOON, why="We ask on the 12th."),
    )
    assert told(*became) == [
        ("progress.under_way", ""),
        ("progress.read", "Thank you."),
        ("progress.read", "We ask on the 12th."),
    ]


def test_what_was_said_on_another_day_stands() -> None:
    became = (Became(1, Progress.READ, NOON), Became(2, Progress.READ, NOON + timedelta(days=1), why="Thank you."))
    assert [key for key, _ in told(*became)] == ["progress.read", "progress.read"]
