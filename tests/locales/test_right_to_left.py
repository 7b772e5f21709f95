"""A message in a right-to-left language that opens with a value, such as a name, still runs right to left."""

import pytest

from tests.locales.template import conversations

RLM = "\u200f"
OPENS_A_MESSAGE = (
    "holiday.what",
    "holiday.about",
    "number.found",
    "status.one",
    "my_words.list",
    "my_words.one",
    "take_back.sure",
    "follow_up.item",
    "follow_up.changed",
    "signposts.one",
    "whats_on.one",
    "who_decides.one",
    "broadcast.asked",
    "asked.words",
    "with_worker.joined",
    "welcome.too_young",
)


@pytest.mark.parametrize("language", ["ar", "ur"])
@pytest.mark.parametrize("key", OPENS_A_MESSAGE)
def test_what_opens_with_a_value_says_first_which_way_it_runs(language: str, key: str) -> None:
    """A browser takes a line's direction from its first letter, which would be the value's."""
    message = conversations(language).get(key)
    assert message is not None
    assert isinstance(message.string, str)
    assert message.string.startswith(RLM) or not message.string.lstrip("'«“\n").startswith("{")
