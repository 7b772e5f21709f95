"""Asked for the place, a town elsewhere is an answer: somewhere else, where we are not."""

import pytest

from bot.conversation.effects import AddWords, AmendContribution
from tests.chat import Chat, known, ways
from tests.factories_pack import make_area

ISSUE = "potholes on our road are terrible and broken"


def asked_where() -> Chat:
    """A chat that was asked which place it is about."""
    chat = Chat(participant=known(neighbourhood=None)).says(ISSUE)
    assert chat.keys == ["share.where"]
    return chat


@pytest.mark.parametrize("words", ["Luton", "it's in luton", "stoke-on-trent", "w Londynie", "我在伦敦"])
def test_a_town_alone_is_known_in_whatever_language(words: str) -> None:
    assert ways().of_a_town(words) == "yes"


@pytest.mark.parametrize("words", ["not Luton", "the bus to Luton", "", "in", "our road", "Luton Road"])
def test_what_says_more_or_denies_it_is_no_town(words: str) -> None:
    assert ways().of_a_town(words) == ""


@pytest.mark.parametrize("words", ["Luton", "its in luton", "Stoke-on-Trent"])
def test_a_town_elsewhere_answers_as_somewhere_else_does_and_is_read_with_the_rest(words: str) -> None:
    chat = asked_where().says(words)
    assert chat.keys == ["share.heard"]
    assert [one.words for one in chat.effects if isinstance(one, AddWords)] == [words]
    [moved] = [one for one in chat.effects if isinstance(one, AmendContribution)]
    assert (moved.neighbourhood, moved.place_about) == ("elsewhere", None)
    assert "share.thanks_unserved" in chat.presses("That's right").keys


def test_the_next_day_a_town_alone_still_answers() -> None:
    assert asked_where().waits(days=1).says("Luton").keys == ["share.heard"]


def test_a_place_of_ours_beside_a_town_is_the_answer() -> None:
    chat = asked_where().says("Mill Row, not Luton")
    assert [row.kept.neighbourhood for row in chat.ledger.standing] == ["mill-row"]


def test_the_town_we_are_in_is_not_elsewhere() -> None:
    chat = Chat(area=make_area(name="Luton"), participant=known(neighbourhood=None)).says(ISSUE).says("Luton")
    assert chat.keys == ["share.added", "share.where"]


def test_asked_which_of_two_a_third_town_is_the_answer() -> None:
    chat = Chat(participant=known()).says("a hoop for Mill Row")
    assert chat.keys == ["share.which_place"]
    chat.says("its in Luton")
    assert chat.keys == ["share.heard"]
    assert [row.kept.neighbourhood for row in chat.ledger.standing] == ["elsewhere"]
