"""What people say to the chat itself raises no alarm: a greeting greets, a question about it is a question."""

import pytest

from bot.domain.reading import DangerLevel
from tests.factories_reading import english, lexicons

GREETINGS = [(code, spelling) for code, lexicon in lexicons().items() for spelling in lexicon.small_talk]

TO_US = (
    "what did i say",
    "did u read it yet",
    "how long till i hear back",
    "thats not wat i meant",
    "you didnt understand me",
    "what will you do with it",
    "who will see my message",
    "how long before somebody reads it",
    "please remove what i told you",
    "can i speak with robin",
    "is that it",
    "has anything changed?",
    "when do you reply",
)
AFRAID = ("im scared of my partner", "scared of my ex", "she is frightened of her boyfriend")


def test_a_greeting_alone_never_opens_a_case_in_any_language() -> None:
    feared = [one for one in GREETINGS if english().screen(one[1]).level is not DangerLevel.NONE]
    assert feared == []


def test_a_greeting_hides_nothing_that_is_said_beside_it() -> None:
    assert english().screen("hi. he hits me every night").level is DangerLevel.RED
    assert english().screen("thanks, i want to die").level is DangerLevel.RED


@pytest.mark.parametrize("text", TO_US)
def test_asking_the_chat_about_itself_or_putting_it_right_raises_no_alarm(text: str) -> None:
    assert english().screen(text).level is DangerLevel.NONE


@pytest.mark.parametrize("text", AFRAID)
def test_being_afraid_of_a_partner_is_red(text: str) -> None:
    assert english().screen(text).level is DangerLevel.RED
