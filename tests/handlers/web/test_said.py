"""What a form says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.events import Commanded, Event, Pressed, Reserved, Said
from handlers.web.said import LONGEST, content, length, posted

ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=6000)


@pytest.mark.parametrize(
    ("form", "event"),
    [
        ({"words": "more benches"}, Said("more benches")),
        ({"words": "one\r\ntwo\rthree"}, Said("one\ntwo\nthree")),
        ({"words": "  "}, None),
        ({}, None),
        ({"token": "t.0.yes"}, Pressed("t.0.yes")),
        ({"command": "menu"}, Commanded(Reserved.MENU)),
        ({"command": "made up"}, Pressed("made up")),
        ({"token": "t" * 5000}, Pressed("t" * 200)),
        ({"words": b"a file"}, None),
    ],
)
def test_a_form_stands_for_one_event(form: dict[str, object], event: Event | None) -> None:
    assert posted(form).event == event


@given(words=ANY, tapped=st.booleans())
def test_no_words_are_ever_lost(*, words: str, tapped: bool) -> None:
    """They are said, or left in the box, or there was nothing in them."""
    post = posted({"words": words, "token": "t.0.yes" if tapped else ""})
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    assert (post.event == Said(plain)) or post.left == plain or not plain.strip()


@given(ANY)
def test_nothing_longer_than_the_longest_is_said(words: str) -> None:
    event = posted({"words": words}).event
    assert not isinstance(event, Said) or length(event.text) <= LONGEST


def test_length_is_counted_as_telegram_counts_it() -> None:
    assert [length(one) for one in ("", "a", "é", "\U0001f642", "\ud83d")] == [0, 1, 1, 2, 1]


@given(ANY, ANY)
def test_different_events_have_different_content(one: str, other: str) -> None:
    events = [Said(one), Said(other), Pressed(one), Pressed(other)]
    assert len({content(event) for event in events}) == len(set(events))
