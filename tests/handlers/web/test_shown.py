"""How lines look."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import Button
from bot.domain.area import CrisisContact
from handlers.web.lines import Line, Side
from handlers.web.shown import Piece, Show, fit_to_show, thanked
from tests.factories_pack import make_area

AT = datetime(2026, 6, 2, tzinfo=UTC)


def line(text: str = "", side: Side = Side.US, *buttons: tuple[str, str], copy: str = "", id_: str = "1") -> Line:
    return Line(id_, side, text, tuple(Button(*one) for one in buttons), copy, AT)


def pieces(text: str, **more: str) -> tuple[Piece, ...]:
    return Show.of(make_area()).lines([line(text, **more)])[0].pieces  # type: ignore[arg-type]


def test_addresses_of_ours_can_be_followed_without_the_full_stop() -> None:
    assert pieces("Online: https://council.example/report.")[1] == Piece(
        "https://council.example/report", "https://council.example/report"
    )


def test_telephone_numbers_of_the_area_can_be_rung() -> None:
    assert Piece("0800 1111", "tel:08001111") in pieces("Childline 0800 1111, free")
    assert Piece("999", "tel:999") in pieces("call 999.")


def test_a_number_to_be_texted_is_not_rung() -> None:
    shout = CrisisContact("shout", "Shout", "85258", "text SHOUT to 85258", "child", AT.date())
    shown = Show.of(make_area(crisis_contacts=(shout,))).lines([line("Or text SHOUT to 85258.")])
    assert Piece("85258", "sms:85258") in shown[0].pieces


@pytest.mark.parametrize("text", ["1999", "9990", "house 12", "javascript:alert(1)", "ftp://files.example"])
def test_nothing_else_can_be_followed(text: str) -> None:
    assert pieces(text) == (Piece(text),)


def test_what_they_should_keep_is_marked() -> None:
    found = pieces("Your number is LK-7Q4. Thanks", copy="LK-7Q4")
    assert found == (Piece("Your number is "), Piece("LK-7Q4", keep=True), Piece(". Thanks"))


def test_their_own_lines_are_text_alone() -> None:
    shown = Show.of(make_area()).lines([line("see https://elsewhere.example", Side.THEM)])
    assert shown[0].pieces == (Piece("see https://elsewhere.example"),)


@given(st.text())
def test_no_text_is_lost_by_being_shown(text: str) -> None:
    assert "".join(one.text for one in pieces(text)) == fit_to_show(text)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_whatever_is_shown_can_be_sent(text: str) -> None:
    assert len(fit_to_show(text).encode().decode()) == len(text)


def test_a_tap_whose_button_is_no_longer_known_is_not_shown_but_counts() -> None:
    shown = Show.of(make_area()).lines([line("Well?", Side.US, ("Yes", "y")), line("", Side.THEM, ("", "gone"))])
    assert shown[1].pieces == ()
    assert shown[0].buttons == ()


def test_a_talk_has_been_thanked_for_when_something_to_keep_was_given_whatever_is_asked_after() -> None:
    show = Show.of(make_area())
    asked = [line("hello", Side.THEM), line("LK-7Q4", copy="LK-7Q4"), line("More?", Side.US, ("Yes", "y"))]
    assert thanked(show.lines(asked[:2]))
    assert thanked(show.lines(asked))
    assert not thanked(show.lines([line("LK-7Q4", copy="LK-7Q4"), line("and", Side.THEM), line("Well")]))
    assert not thanked([])
