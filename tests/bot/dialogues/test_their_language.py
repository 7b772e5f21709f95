"""Whoever writes in a language that is on is spoken to in it, unless they chose another."""

from bot.conversation.effects import Remember
from bot.domain.area import Area
from bot.domain.participant import AgeBand
from tests.chat import Chat, known
from tests.playback import real_readers, real_town

ON = ("English", "Polski")
PLAYGROUND = "przydałby się plac zabaw dla dzieci na naszym osiedlu"
NO_MORE = "chcę się zabić, nie mam już siły żyć"


def in_fishermead(area: Area | None = None) -> Chat:
    person = known(neighbourhood="fishermead")
    return Chat(area=area or real_town(ON), readers=real_readers(ON), participant=person)


def test_it_is_taken_up_once_their_words_are_kept_and_they_hear_how_to_change_it() -> None:
    chat = in_fishermead().says(PLAYGROUND)
    assert chat.keys == ["language.taken_up", "share.heard"]
    assert [one.language for one in chat.effects if isinstance(one, Remember)] == ["pl"]
    assert "Send LANGUAGE" in chat.said[0]


def test_what_they_chose_stays_whatever_they_write_in() -> None:
    chat = in_fishermead().says("language").presses("English")
    assert chat.says(PLAYGROUND).keys == ["share.heard"]
    assert chat.participant.language == "en"


def test_once_taken_up_it_is_not_changed_back_by_the_next_sentence() -> None:
    chat = in_fishermead().says(PLAYGROUND).presses("Zgadza się").presses("Nie, dziękuję")
    assert chat.says("could we have a bench beside the playground too please").keys[0] != "language.taken_up"
    assert chat.participant.language == "pl"


def test_a_language_that_is_off_is_not_taken_up() -> None:
    assert in_fishermead(real_town(("English",))).says(PLAYGROUND).keys == ["share.heard"]


def test_danger_is_answered_in_the_language_it_is_told_in_before_anything_else() -> None:
    chat = in_fishermead().says(NO_MORE)
    assert (len(chat.keys), chat.keys[0].startswith("danger.")) == (1, True)
    assert "Dobrze, że mi to mówisz" in chat.said[0]


def test_so_it_is_before_the_notice() -> None:
    chat = Chat(area=real_town(ON), readers=real_readers(ON)).says(NO_MORE)
    assert (chat.participant.language, chat.participant.band) == (
        "pl",
        None,
    ) or chat.participant.band is AgeBand.SKIPPED
    assert "Jestem komputerem" in chat.said[0]
