"""JSON as we keep and send it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from bot.domain.form import decode, encode

# Every string a chat can bring, lone surrogates included.
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
_TEXTS = st.text(st.characters(exclude_categories=()))
_CONTENT = st.recursive(_LEAVES | _TEXTS, lambda one: st.lists(one) | st.dictionaries(_TEXTS, one), max_leaves=20)


@given(_CONTENT)
def test_what_is_encoded_comes_back_as_it_was(content: Any) -> None:
    assert decode(encode(content), Any) == content


@given(_CONTENT)
def test_what_is_encoded_is_json_for_anyone(content: Any) -> None:
    assert json.loads(encode(content)) == content


@given(_CONTENT)
def test_anyones_json_is_decoded(content: Any) -> None:
    assert decode(json.dumps(content).encode(), Any) == content


@pytest.mark.parametrize("content", ["\ud83d", {"\udc00": "half an emoji"}, 2**70, [-(2**63) - 1], {"a": {2: "b"}}])
def test_what_the_quick_way_refuses_is_kept_too(content: Any) -> None:
    assert decode(encode(content), Any) == json.loads(json.dumps(content))


@pytest.mark.parametrize("raw", [b"", b"{", b"nil", b"\xff\xfe", b'{"a": }', b"[" * 100_000])
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        decode(raw, Any)


def test_what_json_has_no_form_for_is_refused() -> None:
    with pytest.raises(TypeError):
        encode({"a": object()})


class _Said(Struct, frozen=True, array_like=True):
    words: str
    again: tuple["_Said", ...] = ()


@given(st.recursive(st.builds(_Said, _TEXTS), lambda one: st.builds(_Said, _TEXTS, st.tuples(one)), max_leaves=5))
def test_what_has_a_form_comes_back_in_it(said: _Said) -> None:
    assert decode(encode(said), _Said) == said


@pytest.mark.parametrize("raw", [b"{}", b"[]", b"[1]", b'["a", ["b"]]', b'"a"'])
def test_what_is_in_another_form_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="Expected"):
        decode(raw, _Said)
