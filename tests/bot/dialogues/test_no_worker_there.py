"""Where no worker of ours is, none is promised: not to help with a report, nor on Fridays."""

import pytest

from bot.domain.participant import AgeBand
from tests.chat import WEB, Chat, known

ISSUES = ["the bus stop in {} is broken", "damp in my council flat in {}", "they are dealing drugs in {}"]


def at_the_thanks(words: str, **person: object) -> Chat:
    """A chat at what is said once the card of `words` is right; `person` as `known` takes it."""
    chat = Chat(participant=known(**{"neighbourhood": None, **person})).says(words)
    return chat.presses("That's right")


@pytest.mark.parametrize("words", ISSUES)
def test_nobody_there_is_promised_who_helps_to_report(words: str) -> None:
    chat = at_the_thanks(words.format("Long Marsh"))
    assert chat.keys[0].startswith("share.not_a_")
    assert chat.keys[1] == "share.thanks_unserved"
    assert "worker to help" not in chat.said[0]
    assert "REPORT" not in chat.said[0]
    assert "report.how" not in chat.says("yes").keys, "nothing was offered that a bare yes would take"


@pytest.mark.parametrize("words", ISSUES)
def test_where_a_worker_is_they_help_as_before(words: str) -> None:
    chat = at_the_thanks(words.format("Mill Row"))
    assert "Want Ash to help you report it? Send REPORT." in chat.said[0]


@pytest.mark.parametrize("surface", [Chat().surface, WEB])
@pytest.mark.parametrize(("place", "offered"), [("Long Marsh", False), ("Mill Row", True)])
def test_nobody_there_is_offered_what_a_worker_says_on_fridays(surface: object, place: str, *, offered: bool) -> None:
    person = known(neighbourhood=None, returning=False)
    chat = Chat(participant=person, surface=surface)  # type: ignore[arg-type]
    chat.says(f"a bus to {place}").presses("That's right").presses("No thanks").presses("No, please don't")
    assert any(one.startswith("messages.offer") for one in chat.keys) is offered


def test_who_came_by_the_poster_of_a_place_with_a_worker_is_offered_it_whatever_they_speak_of() -> None:
    chat = Chat(participant=known(returning=False)).says("a bus to Long Marsh").presses("Long Marsh")
    chat.presses("That's right").presses("No thanks").presses("No, please don't")
    assert "messages.offer" in chat.keys


@pytest.mark.parametrize(("place", "said"), [("Long Marsh", "_unserved"), ("Mill Row", "")])
def test_a_child_there_is_not_sent_to_a_worker_at_school(place: str, said: str) -> None:
    chat = at_the_thanks(f"a slide in {place}", band=AgeBand.FROM_13).presses("Yes, a bit")
    assert chat.keys[0] == f"share.help_with_a_grown_up{said}"
