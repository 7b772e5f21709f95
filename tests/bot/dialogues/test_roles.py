"""What somebody could do may be said in words, where they were just asked: it goes with what they would help with."""

import pytest

from bot.conversation.effects import AddWords, KeepContribution, KeepOffer, Withdraw
from bot.domain.contribution import HelpRole
from bot.domain.participant import AgeBand
from tests.bot.dialogues.test_ways import asked
from tests.chat import Chat, known


def asked_for_a_role() -> Chat:
    chat = Chat(participant=known()).says("a hoop").presses("That's right").presses("Yes, a bit")
    assert chat.keys[-1] == "share.role"
    return chat


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("i can do the teas", HelpRole.MAKE_TEA),
        ("and I could bring a cake", HelpRole.MAKE_TEA),
        ("make tea", HelpRole.MAKE_TEA),
        ("i'll tell my neighbours", HelpRole.SPREAD_WORD),
        ("happy to help on the day", HelpRole.ON_THE_DAY),
        ("i'd love to coach the little ones", HelpRole.COACH),
        ("i can help run it", HelpRole.LEAD),
        ("zrobię herbatę", HelpRole.MAKE_TEA),
    ],
)
def test_a_role_said_in_words_is_kept_with_the_idea(words: str, role: HelpRole) -> None:
    chat = asked_for_a_role().says(words)
    assert chat.keys == ["share.role_kept"]
    assert [one.role for one in chat.effects if isinstance(one, KeepOffer)] == [role]
    assert chat.ledger.standing[0].words == ["a hoop", words]
    assert len(chat.ledger.standing) == 1


def test_an_offer_that_names_no_role_goes_with_it_too() -> None:
    chat = asked_for_a_role().says("i can help on saturdays")
    assert (chat.keys, [type(one) for one in chat.effects]) == (["share.role_kept"], [AddWords])


@pytest.mark.parametrize("words", ["there is no tea shop round here", "a cafe with coffee and cake please", "damp"])
def test_what_offers_nothing_is_heard_as_new(words: str) -> None:
    chat = asked_for_a_role().says(words)
    assert [one.words for one in chat.effects if isinstance(one, KeepContribution)] == [words]


def test_once_something_new_was_told_no_words_go_with_the_old() -> None:
    chat = asked_for_a_role().says("a bench").presses("That's right").presses("No thanks").says("i can do the teas")
    assert len(chat.ledger.standing) == 3


def test_where_the_idea_was_taken_back_the_offer_is_heard_by_itself() -> None:
    chat = asked_for_a_role().says("take that back").presses("Yes, take it back")
    assert any(isinstance(one, Withdraw) for one in chat.effects)
    chat.says("i can do the teas")
    assert [one.words for one in chat.effects if isinstance(one, KeepContribution)] == ["i can do the teas"]


def test_a_role_said_at_the_question_itself_is_not_asked_for_again() -> None:
    chat = asked("share.help").says("yes i can do the teas")
    assert [one.role for one in chat.effects if isinstance(one, KeepOffer)] == [HelpRole.MAKE_TEA]
    assert "share.role" not in chat.keys


def test_no_role_is_taken_from_a_child() -> None:
    chat = (
        Chat(participant=known(band=AgeBand.FROM_16))
        .says("a hoop")
        .presses("That's right")
        .says("yes i can do the teas")
    )
    assert [one.role for one in chat.effects if isinstance(one, KeepOffer)] == [HelpRole.A_BIT]
    assert "share.help_with_a_grown_up" in chat.keys
