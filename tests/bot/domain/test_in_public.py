"""What residents read of a worker's holds only signs that are seen, nothing of a person's own, and days that come."""

from datetime import date

import pytest

from bot.domain.in_public import AHEAD, is_far, no_name, of_people, unfit, unseen
from bot.domain.reading import PrivateSpan, PrivateType

TODAY = date(2026, 10, 7)


@pytest.mark.parametrize("sign", ["\n", "\r", "\0", "\t", "\u202e", "\u2066", "\u200b", "\u2028", "\x85", "\ufeff"])
def test_a_line_holds_no_sign_that_nobody_sees(sign: str) -> None:
    assert list(unfit(f"Football{sign}today", 40)) == [
        f"write it on one line, without signs that nobody sees (U+{ord(sign):04X})"
    ]


@pytest.mark.parametrize("text", ["Café 50% off, £2", "سلام", "नमस्ते", "\U0001f469\u200d\U0001f373 cooking"])
def test_what_people_write_in_any_script_is_fine(text: str) -> None:
    assert list(unfit(text, 40)) == []


def test_a_line_has_a_length_and_a_text_may_have_lines() -> None:
    assert list(unfit("x" * 41, 40)) == ["it has 41 signs; 40 at most"]
    assert unseen("one\ntwo", lines=True) == ""
    assert unseen("one\r\ntwo", lines=True) == "\r"


def test_a_number_or_handle_is_somebody_s_and_a_place_or_who_runs_it_is_not() -> None:
    told = (PrivateType.PHONE, PrivateType.NAME, PrivateType.ADDRESS, PrivateType.SCHOOL, PrivateType.REFERENCE)
    spans = [PrivateSpan(one, 0, 3) for one in told]
    assert list(of_people("Sam", spans)) == ["this looks like a phone: Sam", "this looks like a reference: Sam"]


@pytest.mark.parametrize("text", ["what is your name?", "tell me where", "x@y.org", "a\nb", "x" * 101])
def test_a_name_asks_nothing_and_goes_on_for_no_page(text: str) -> None:
    assert list(no_name(text))


@pytest.mark.parametrize("text", ["the council, 01908 691691", "Harbour Town Council", "Mind & Body (Quayside)"])
def test_who_carries_on_and_where_people_turn_are_named(text: str) -> None:
    assert list(no_name(text)) == []


def test_a_day_far_off_is_a_slip() -> None:
    assert is_far(date.max, TODAY)
    assert not is_far(TODAY + AHEAD, TODAY)
