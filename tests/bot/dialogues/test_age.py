"""An age said late: once, by whoever has not said it, and the questions that follow fit it."""

import pytest

from bot.conversation.effects import HandOver, Remember, Withdraw
from bot.domain.participant import AgeBand
from tests.chat import TELEGRAM, WEB, Chat, known

BENCH = "a bench for Quayside"


def typed_first(**chat: object) -> Chat:
    """They wrote before they chose an age: "rather not say"."""
    told = Chat(**{"surface": WEB, **chat}).opens("q7ays1").says(BENCH)  # type: ignore[arg-type]
    assert told.participant.band is AgeBand.SKIPPED
    return told


@pytest.mark.parametrize("way", ["I'm 34", "im 18", "[18+]"])
def test_who_typed_first_may_still_say_their_age_and_is_then_asked_as_an_adult(way: str) -> None:
    chat = typed_first()
    chat.presses_old("18+") if way == "[18+]" else chat.says(way)
    assert chat.effects == (Remember(band=AgeBand.ADULT),)
    assert chat.keys == ["age.noted", "share.heard"]
    chat.presses("That's right").presses("Yes, a bit")
    assert "share.help_with_a_grown_up" not in chat.keys
    assert chat.keys[-1] == "share.quote"
    assert chat.ledger.all_words == [BENCH]


def test_it_counts_once() -> None:
    chat = typed_first().presses_old("13-15").presses_old("18+")
    assert (chat.participant.band, chat.keys) == (AgeBand.FROM_13, ["conversation.old_button", "share.heard"])
    assert chat.says("I'm 34").participant.band is AgeBand.FROM_13


@pytest.mark.parametrize("band", [one for one in AgeBand if one is not AgeBand.SKIPPED])
def test_nobody_who_has_said_their_age_becomes_older_by_a_word(band: AgeBand) -> None:
    assert Chat(participant=known(band=band)).opens().says("I'm 34").participant.band is band


def test_an_age_where_words_are_asked_for_is_one_of_them() -> None:
    chat = Chat(participant=known(band=AgeBand.SKIPPED)).says("person").says("im 34")
    assert chat.participant.band is AgeBand.SKIPPED
    assert list(chat.ledger.requests.values()) == ["im 34"]


def test_who_turns_out_to_be_under_13_has_no_place_remembered() -> None:
    assert typed_first().says("im 9").participant.neighbourhood is None


def test_who_turns_out_too_young_for_telegram_takes_their_words_along_and_leaves_none() -> None:
    chat = typed_first(surface=TELEGRAM).says("im 14")
    assert chat.keys == ["welcome.too_young"]
    assert [one.words for one in chat.effects if isinstance(one, HandOver)] == [BENCH]
    assert len([one for one in chat.effects if isinstance(one, Withdraw)]) == 1
    assert (chat.ledger.standing, chat.frames) == ([], [])
    assert chat.says("a hoop").keys == ["welcome.greeting"]


def test_danger_is_not_interrupted_by_an_age() -> None:
    chat = typed_first().says("he hits me").says("im 34")
    assert (chat.keys, chat.participant.band) == (["danger.more"], AgeBand.SKIPPED)
