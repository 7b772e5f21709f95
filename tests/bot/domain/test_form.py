"""JSON as we keep and send it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.form import decode, encode

# Every string a chat can bring, lone surrogates included.
_LEAVES = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
_TEXTS = st.text(st.characters(exclude_categories=()))
_CONTENT = st.recursive(_LEAVES | _TEXTS, lambda one: st.lists(one) | st.dictionaries(_TEXTS, one), max_leaves=20)


@given(_CONTENT)
def test_what_is_encoded_comes_back_as_it_was(content: Any) -> None:
    assert decode(encode(content)) == content


@given(_CONTENT)
def test_what_is_encoded_is_json_for_anyone(content: Any) -> None:
    assert json.loads(encode(content)) == content


@given(_CONTENT)
def test_anyones_json_is_decoded(content: Any) -> None:
    assert decode(json.dumps(content).encode()) == content


@pytest.mark.parametrize("content", ["\ud83d", {"\udc00": "half an emoji"}, {"a": {2: "b"}}])
def test_what_the_quick_way_refuses_is_kept_too(content: Any) -> None:
    assert decode(encode(content)) == json.loads(json.dumps(content))


@pytest.mark.parametrize("number", [2**64, 2**70, -(2**63) - 1])
def test_a_number_beyond_64_bits_stays_a_number_of_that_size(number: int) -> None:
    assert decode(encode([number])) == [pytest.approx(number)]


@pytest.mark.parametrize("raw", [b"", b"{", b"nil", b"\xff\xfe", b'{"a": }', b"[" * 100_000])
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        decode(raw)


def test_what_json_has_no_form_for_is_refused() -> None:
    with pytest.raises(TypeError):
        encode({"a": object()})
