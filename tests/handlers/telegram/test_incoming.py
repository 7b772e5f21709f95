"""Whatever Telegram posts is read, or set aside, and nothing ever raises."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import Incoming, Malformed
from bot.conversation.events import Commanded, Corrected, Event, Left, Opened, Pressed, Reserved, Said, Showed
from bot.domain.attachment import File, Medium
from handlers.telegram.incoming import next_after, query_of, read_body, read_update

ACCOUNT = "telegram:1"
ALICE = {"id": 5_000_000_001, "is_bot": False, "first_name": "Alice", "language_code": "en"}
PRIVATE = {"id": 5_000_000_001, "type": "private"}


def message(**fields: Any) -> dict[str, Any]:
    return {"update_id": 7, "message": {"message_id": 3, "from": ALICE, "chat": PRIVATE, "date": 1, **fields}}


def read(raw: Any) -> Event | None:
    found = read_update(ACCOUNT, raw)
    assert found is None or isinstance(found, Incoming)
    return found.event if found else None


def test_who_where_and_in_which_order_is_kept_and_nothing_else() -> None:
    assert read_update(ACCOUNT, message(text="a bench")) == Incoming(
        ACCOUNT, "7", 7, "5000000001", "5000000001", Said("a bench"), "3"
    )


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/start", Opened()),
        ("/start@earshot_bot", Opened()),
        ("/start k7Qx_-9", Opened("k7Qx_-9")),
        ("/start " + "x" * 65, Said("/start " + "x" * 65)),
        ("/start we need a bench!", Said("/start we need a bench!")),
        ("/help", Commanded(Reserved.HELP)),
        ("/HELP@earshot_bot ", Commanded(Reserved.HELP)),
        ("/stop the traffic on our road", Said("/stop the traffic on our road")),
        ("/dance", Said("/dance")),
        ("/", Said("/")),
        ("help", Said("help")),
        ("", Said("")),
        ("a\0b\ud800", Said("a\0b\ud800")),
        ("and/or", Said("and/or")),
    ],
)
def test_commands_are_read_and_words_are_never_dropped(text: str, event: Event) -> None:
    assert read(message(text=text)) == event


@pytest.mark.parametrize("word", list(Reserved))
def test_each_reserved_word_is_a_command(word: Reserved) -> None:
    assert read(message(text=f"/{word}")) == Commanded(word)


@pytest.mark.parametrize(
    ("fields", "event"),
    [
        ({"photo": [{}], "caption": "our park"}, Showed(Medium.PHOTO, "our park")),
        ({"voice": {}}, Showed(Medium.VOICE)),
        (
            {"voice": {"file_id": "v1", "file_size": 240_000, "duration": 58}},
            Showed(Medium.VOICE, file=File("v1", 240_000, 58)),
        ),
        ({"voice": {"file_id": "v1", "duration": "long"}}, Showed(Medium.VOICE, file=File("v1"))),
        ({"sticker": {}}, Showed(Medium.STICKER)),
        ({"location": {"latitude": 1, "longitude": 2}}, Showed(Medium.LOCATION)),
        ({"venue": {}, "location": {}}, Showed(Medium.LOCATION)),
        ({"contact": {"phone_number": "1"}}, Showed(Medium.CONTACT)),
        ({"video_note": {}}, Showed(Medium.OTHER)),
        ({"animation": {}, "document": {}, "caption": "ha"}, Showed(Medium.OTHER, "ha")),
        ({"pinned_message": {}}, None),
        ({"group_chat_created": True}, None),
    ],
)
def test_what_is_not_text_is_told_by_its_medium(fields: dict[str, Any], event: Event | None) -> None:
    assert read(message(**fields)) == event


def test_an_edit_names_the_message_it_corrects() -> None:
    edit = message(text="two benches")
    edit["edited_message"] = edit.pop("message")
    assert read(edit) == Corrected("3", "two benches")
    caption = message(photo=[{}], caption="the pond")
    caption["edited_message"] = caption.pop("message")
    assert read(caption) == Corrected("3", "the pond")
    moving = message(location={})
    moving["edited_message"] = moving.pop("message")
    assert read(moving) is None


def tap(**fields: Any) -> dict[str, Any]:
    on = {"message_id": 9, "chat": PRIVATE, "date": 0}
    return {"update_id": 8, "callback_query": {"id": "q1", "from": ALICE, "message": on, "data": "ok", **fields}}


def test_a_tap_carries_its_token_and_the_message_it_was_on() -> None:
    found = read_update(ACCOUNT, tap())
    assert found == Incoming(ACCOUNT, "8", 8, "5000000001", "5000000001", Pressed("ok"), "9")
    assert query_of(tap()) == "q1"
    assert query_of(message(text="x")) is None


def test_a_tap_without_its_message_is_answered_to_the_person() -> None:
    lone = tap()
    del lone["callback_query"]["message"]
    found = read_update(ACCOUNT, lone)
    assert isinstance(found, Incoming)
    assert (found.address, found.message) == ("5000000001", "")


def membership(status: object) -> dict[str, Any]:
    change = {"from": ALICE, "chat": PRIVATE, "date": 1, "new_chat_member": {"status": status}}
    return {"update_id": 1, "my_chat_member": change}


@pytest.mark.parametrize(("status", "event"), [("kicked", Left()), ("left", Left()), ("member", Opened())])
def test_blocking_is_leaving_and_unblocking_is_coming_in(status: str, event: Event) -> None:
    assert read(membership(status)) == event


def test_groups_channels_and_other_bots_are_left_alone() -> None:
    assert read(message(text="/help", chat={"id": -5, "type": "group"})) is None
    assert read(message(text="/help", **{"from": ALICE | {"is_bot": True}})) is None
    nobody = message(text="x", chat={"id": -5, "type": "channel"})
    del nobody["message"]["from"]
    assert read(nobody) is None
    in_group = tap(message={"message_id": 9, "chat": {"id": -5, "type": "supergroup"}})
    assert read(in_group) is None
    change = {"from": ALICE, "chat": {"id": -5, "type": "group"}, "new_chat_member": {"status": "kicked"}}
    assert read({"update_id": 1, "my_chat_member": change}) is None


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "x",
        {},
        {"update_id": "7", "message": {}},
        {"update_id": True},
        {"update_id": 2**64},
        {"update_id": 7},
        {"update_id": 7, "brand_new_kind": {}},
        {"update_id": 7, "message": []},
        {"update_id": 7, "message": {"from": 5}},
        {"update_id": 7, "message": {"nonsense": []}},
        message(text="x", **{"from": None}),
        message(text=5),
        message(text="x", **{"from": {"id": "5"}}),
        message(text="x", chat=None),
        message(text="x", message_id=None),
        message(photo=[{}], caption=[]),
        tap(data=5),
        tap(message=5),
    ],
)
def test_what_cannot_be_read_is_set_aside_whole(raw: Any) -> None:
    found = read_update(ACCOUNT, raw)
    assert isinstance(found, Malformed)
    assert json.loads(found.raw) == raw
    assert found.external_id == ("7" if isinstance(raw, dict) and raw.get("update_id") == 7 else found.external_id)


def test_the_same_nonsense_has_the_same_key() -> None:
    first, again, other = (read_update(ACCOUNT, raw) for raw in ("x", "x", "y"))
    assert isinstance(first, Malformed)
    assert first == again
    assert first != other


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("from", "chat", "message_id", "text", "caption", "photo", "data", "message", "id", "new_chat_member", "type")


@given(JSON)
def test_any_json_is_read_without_raising(raw: Any) -> None:
    read_update(ACCOUNT, raw)
    query_of(raw)


@given(st.sampled_from(FIELDS), JSON, st.sampled_from([message(text="x"), tap(), message(photo=[{}])]))
def test_an_update_with_any_one_field_spoilt_is_read_without_raising(field: str, value: Any, update: Any) -> None:
    kind = "message" if "message" in update else "callback_query"
    spoilt = update | {kind: update[kind] | {field: value}}
    assert read_update(ACCOUNT, spoilt) is None or read_update(ACCOUNT, spoilt).external_id in {"7", "8"}  # type: ignore[union-attr]


@given(st.binary())
def test_any_body_is_read_without_raising(body: bytes) -> None:
    raw, found = read_body(ACCOUNT, body)
    if raw is None and found is not None:
        assert isinstance(found, Malformed)


@pytest.mark.parametrize("status", [None, {}, [], 5, {"left": 1}])
def test_a_membership_whose_status_is_no_text_is_set_aside(status: Any) -> None:
    assert isinstance(read_update(ACCOUNT, membership(status)), Malformed)


def test_a_body_nested_as_deeply_as_the_parser_bears_is_set_aside_as_it_came() -> None:
    for depth in range(700, 1000):
        body = b'{"update_id": 7, "message": ' + b"[" * depth + b"]" * depth + b"}"
        found = read_body(ACCOUNT, body)[1]
        assert isinstance(found, Malformed)
        assert found.raw == body


def test_what_is_too_deep_to_be_written_out_again_is_set_aside_all_the_same() -> None:
    nested: Any = []
    for _ in range(5000):
        nested = [nested]
    found = read_update(ACCOUNT, {"update_id": 7, "message": nested})
    assert isinstance(found, Malformed)
    assert found.external_id == "7"


def test_a_body_too_deep_for_the_parser_is_set_aside() -> None:
    body = b"[" * 100_000
    assert read_body(ACCOUNT, body) == (None, read_body(ACCOUNT, body)[1])
    assert isinstance(read_body(ACCOUNT, body)[1], Malformed)


@pytest.mark.parametrize(
    ("raw", "offset"), [({"update_id": 7}, 8), ({}, 0), ({"update_id": "7"}, 0), ([], 0), (None, 0)]
)
def test_an_update_is_confirmed_by_the_id_after_its_own(raw: object, offset: int) -> None:
    assert next_after(raw) == offset
