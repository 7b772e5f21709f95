"""A story of change is kept at its end alone: until then nothing but what they say themselves takes it away."""

from bot.conversation.effects import KeepContribution, KeepStory, OpenCase
from tests.chat import Chat, known

BEFORE, BENCH = "the path was dark", "could we have a bench by the shop"


def test_whoever_comes_by_a_link_in_the_midst_of_a_story_says_what_else_there_is_and_then_goes_on_with_it() -> None:
    chat = Chat(participant=known()).says("story").says(BEFORE).opens("q7ays1").says(BENCH)
    chat.presses("That's right").presses("No thanks")
    chat.says("lamps were put up").says("we walk home again").presses("That's right")
    chat.presses("Yes").presses("No").presses("No")
    assert [one.words for one in chat.all_effects if isinstance(one, KeepContribution)] == [BENCH]
    assert [one.story.before for one in chat.all_effects if isinstance(one, KeepStory)] == [BEFORE]


def test_taking_a_story_back_is_offered_to_those_who_have_one() -> None:
    chat = Chat(participant=known()).commands("my_words")
    assert "My story" not in chat.buttons
    assert chat.says("story").buttons == []
    chat.says(BEFORE).says("lamps were put up").says("we walk home again").presses("That's right")
    chat.presses("Yes").presses("No").presses("No")
    assert "My story" in chat.commands("my_words").buttons
    assert chat.says("story").presses("Take one back").presses("In the report").keys[0] == "story.not_used"
    assert "My story" not in chat.commands("my_words").buttons


def test_a_story_that_begins_with_being_lonely_is_a_case_and_goes_on_to_its_end() -> None:
    chat = Chat(participant=known()).says("story").says("I am scared of the dark")
    assert [type(one) for one in chat.effects] == [OpenCase]
    assert chat.keys == ["worry.line", "story.heard", "story.happened"]
    chat.says("i joined the club").says("i have friends now").presses("That's right")
    chat.presses("Yes").presses("No").presses("No")
    assert [one.story.before for one in chat.all_effects if isinstance(one, KeepStory)] == ["I am scared of the dark"]


def test_a_story_begun_again_from_the_menu_goes_on_and_no_other_is_asked_for_at_its_end() -> None:
    for first in (False, True):
        chat = Chat(participant=known())
        chat = chat.commands("menu").presses("More").presses("A story of change") if first else chat.says("story")
        chat.says(BEFORE).commands("menu").presses("More").presses("A story of change")
        assert chat.keys == ["story.happened"]
        chat.says("lamps were put up").commands("menu").says("story").says("we walk home again").presses("That's right")
        chat.presses("Yes").presses("No").presses("No")
        assert not any(one.startswith("story.before") for one in chat.keys)
        assert [one.story.before for one in chat.all_effects if isinstance(one, KeepStory)] == [BEFORE]


def test_danger_told_in_a_story_takes_along_all_that_was_told_of_it_also_from_the_menu() -> None:
    chat = Chat(participant=known()).commands("menu").presses("More").presses("A story of change")
    chat.says(BEFORE).says("lamps were put up").says("i want to die")
    assert [one.words for one in chat.effects if isinstance(one, OpenCase)] == [
        f"{BEFORE}\nlamps were put up\ni want to die"
    ]
