"""`earshot read`: a line in, a line out, and whatever is wrong with a line is said of that line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.form import decode, encode
from bot.reading.json_lines import LONGEST_LINE, answer
from tests.factories_reading import english, many


def asked(**fields: object) -> dict[str, object]:
    """What is answered to a line with these fields, by the readers of every language."""
    answered: dict[str, object] = json.loads(answer(many(), json.dumps(fields).encode()))
    return answered


def test_what_a_text_seems_to_say_is_answered_as_a_reading_is_written_down() -> None:
    text = "the swings in Fishermead are broken, ring 07700 900123"
    written = decode(encode(english().read(text)), Any)
    assert json.loads(answer(english(), json.dumps({"text": text}).encode())) == written


def test_a_language_that_is_given_is_the_one_a_short_text_is_read_in() -> None:
    assert asked(text="ok", language="pl")["language"] == "pl"
    assert asked(text="ok")["language"] == asked(text="ok", language=None)["language"] == "en"


def test_a_line_may_begin_with_a_byte_order_mark_and_end_anyhow() -> None:
    assert "error" not in json.loads(answer(english(), b'\xef\xbb\xbf{"text": "a hoop"}\r\n'))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"a hoop for the park", "not JSON in UTF-8"),
        (b'{"text": "caf\xe9"}', "not JSON in UTF-8"),
        (b"[" * 5000, "not JSON in UTF-8"),
        (b'{"text": "x"} {"text": "y"}', "not JSON in UTF-8"),
        (b'"a hoop"', "expected"),
        (b'{"words": "a hoop"}', "expected"),
        (b'{"text": 7}', "expected"),
        (b'{"text": null}', "expected"),
        (b'{"text": "a hoop", "language": 1}', "language must be a code"),
        (b'{"text": "' + b"x" * LONGEST_LINE + b'"}', f"longer than {LONGEST_LINE} bytes"),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_with_what_is_wrong(line: bytes, wrong: str) -> None:
    answered = json.loads(answer(english(), line))
    assert list(answered) == ["error"]
    assert wrong in answered["error"]


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_is_answered_on_one_line_of_ascii(text: str) -> None:
    answered = answer(english(), json.dumps({"text": text}).encode())
    assert answered.isascii()
    assert "\n" not in answered
    assert "error" not in json.loads(answered)
