"""Talks that stand open in memory."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.open_talks import LASTS, MOST, OpenTalk, OpenTalks
from tests.chat import Chat, known

NOON = datetime(2026, 6, 2, 12, tzinfo=UTC)


@pytest.fixture
def asked() -> OpenTalk:
    """A talk that stands at its question."""
    chat = Chat(participant=known()).says("a hoop for the park")
    assert chat.left_open is not None
    assert chat.left_open.playing is not None
    return OpenTalk("ada", b"sealed", chat.left_open.journal, chat.left_open.playing, NOON)


def test_a_talk_left_open_is_given_once(asked: OpenTalk) -> None:
    talks = OpenTalks()
    talks.keep([asked])
    assert talks.take("ada", b"sealed") is asked
    assert talks.take("ada", b"sealed") is None


def test_a_talk_whose_journal_was_written_by_another_process_is_given_up(asked: OpenTalk) -> None:
    talks = OpenTalks()
    talks.keep([asked])
    assert talks.take("ada", b"sealed anew") is None
    assert talks.take("ada", b"sealed") is None


def test_nobody_is_given_another_persons_talk(asked: OpenTalk) -> None:
    talks = OpenTalks()
    talks.keep([asked])
    assert talks.take("ben", b"sealed") is None


def test_only_so_many_talks_stay_open_and_the_oldest_go(asked: OpenTalk) -> None:
    talks = OpenTalks()
    talks.keep(_of(str(n), asked, NOON) for n in range(MOST + 1))
    assert talks.take("0", b"sealed") is None
    assert talks.take("1", b"sealed") is not None


def test_no_talk_stays_open_for_longer_than_an_hour_once_somebody_else_speaks(asked: OpenTalk) -> None:
    talks = OpenTalks()
    talks.keep([asked])
    talks.keep([_of("ben", asked, NOON + LASTS - timedelta(seconds=1))])
    talks.keep([_of("cat", asked, NOON + LASTS)])
    assert talks.take("ada", b"sealed") is None
    assert talks.take("ben", b"sealed") is not None


def _of(who: str, talk: OpenTalk, since: datetime) -> OpenTalk:
    return OpenTalk(who, talk.sealed, talk.journal, talk.playing, since)
