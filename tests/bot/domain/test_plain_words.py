"""A promised outcome is heard in many words; what is honest is said."""

import pytest

from bot.domain.plain_words import not_to_be_said


@pytest.mark.parametrize(
    "words",
    [
        "We will definitely build it for you",
        "We\u2019ll fix it",
        "I promise, by Friday",
        "we are going to put in a hoop",
        "It will be fixed next week",
        "You'll get a ramp",
        "The council will definitely do it",
        "I'll get it sorted",
        "we guarantee it",
        "this will make it happen: we will make it happen",
        "click here",
    ],
)
def test_a_promised_outcome_is_heard_in_other_words(words: str) -> None:
    assert not_to_be_said(words) != ()


@pytest.mark.parametrize(
    "words",
    [
        "Thank you. The parks team meets us on the 12th and we ask them.",
        "The parks team will walk round the place by the shops with us.",
        "We will ask the council, and tell you by Friday 12 December what they say.",
        "We will get back to you next week.",
        "We can't promise that. It is not ours to do.",
        "There is no promise in this. Nothing will be built before spring.",
        "The council has resolved to look at it again.",
        "A terror of a dog, you say. Thank you for telling us.",
        "It is done now. The bins were mended on Monday.",
        "You will hear from us by Friday, and you will get a letter.",
        "They will be asked at the meeting, and you can come along.",
    ],
)
def test_what_is_honest_is_said(words: str) -> None:
    assert not_to_be_said(words) == ()
