"""A line jotted down at the school gate is understood as it was meant, or said not to be."""

import pytest

from bot.core import ROOT
from bot.domain.contribution import Kind
from bot.domain.worker import Role, Worker
from bot.exchange.naming import Where
from bot.pack import load
from bot.staff.note import Note, notes
from tests.factories_pack import make_area
from tests.factories_staff import ASH, CHRIS, MO, SAM

AREA = make_area()
MILTON_KEYNES = ROOT / "areas" / "milton-keynes"


def one(line: str, worker: Worker = SAM) -> Note:
    [note] = notes(line, AREA, worker)
    return note


def test_place_kind_words_and_what_stands_beside_them() -> None:
    note = one("Quayside idea: hoop by the shops - dad at gate, would help")
    assert note == Note("hoop by the shops (dad at gate)", Where("quayside"), Kind.IDEA, would_help=True)


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("good news: the swings are back", Kind.GOOD_NEWS, "the swings are back"),
        ("Quayside: bins again", None, "bins again"),
        ("issue: damp at the flats", Kind.ISSUE, "damp at the flats"),
        ("the bus never comes", None, "the bus never comes"),
        ("they said: no more bins", None, "they said: no more bins"),
        ("idea:", None, "idea:"),
        ("- idea: a bench", Kind.IDEA, "a bench"),
        ("2) idea: a bench", Kind.IDEA, "a bench"),
    ],
)
def test_whatever_is_left_out_is_the_worker_s_own_or_for_the_readers(line: str, kind: Kind | None, words: str) -> None:
    note = one(line)
    assert (note.words, note.where, note.kind, note.problem) == (words, Where("quayside"), kind, "")


@pytest.mark.parametrize("place", ["Lakes", "the lakes", "Lakes Estate", "lakes-estate"])
def test_a_place_of_the_real_pack_is_known_by_what_people_there_call_it(place: str) -> None:
    """The issue's own line."""
    [note] = notes(f"{place} idea: hoop by the shops - dad at gate, would help", load(MILTON_KEYNES), MO)
    assert note.where is not None
    assert (note.where.neighbourhood, note.problem) == ("lakes-estate", "")
    assert (note.words, note.kind, note.would_help) == ("hoop by the shops (dad at gate)", Kind.IDEA, True)


@pytest.mark.parametrize("before", ["Quayside idea", "idea"])
def test_a_hyphen_stands_for_the_colon_where_a_place_or_a_kind_is_before_it(before: str) -> None:
    note = one(f"{before} - hoop by the shops - dad at gate")
    assert note == Note("hoop by the shops (dad at gate)", Where("quayside"), Kind.IDEA)


@pytest.mark.parametrize(
    "line",
    [
        "group 12/9 Quayside idea: a youth club",
        "Group talk (present 12, said it 9) Quayside idea: a youth club",
        "group talk 12 there, 9 said it: Quayside idea: a youth club",
    ],
)
def test_a_group_is_counted_and_told_apart(line: str) -> None:
    note = one(line)
    assert (note.present, note.said_it, note.of_group) == (12, 9, True)
    assert note.words.endswith("a youth club")


@pytest.mark.parametrize(
    ("line", "worker", "problem"),
    [
        ("a bench by the pond", MO, "begin the line with a place"),
        ("Mill Row idea: a bench", SAM, "not yours to write for"),
        ("group 9/12 idea: a bench", SAM, "12 cannot have said it where 9 were present"),
        ("a bench", CHRIS, "not yours to write for"),
    ],
)
def test_what_cannot_be_kept_says_why(line: str, worker: Worker, problem: str) -> None:
    assert problem in one(line, worker).problem


def test_several_in_one_message_and_none_in_an_empty_one() -> None:
    assert [note.words for note in notes("a bench\n\n - a bin\n", AREA, ASH)] == ["a bench", "a bin"]
    assert notes(" \n", AREA, ASH) == []


def test_what_is_too_much_for_one_message_is_said_and_not_lost_in_silence() -> None:
    *kept, over = notes("a bench\n" * 50, AREA, ASH)
    assert len(kept) == 20
    assert "30 are too many" in over.problem
    assert "this one has 1500" in one("a bench" + "!" * 1493).problem


def test_a_worker_of_two_places_names_one() -> None:
    both = Worker("bo", "Bo", (Role.MOBILISER,), ("quayside", "mill-row"))
    assert one("a bench", both).problem
    assert one("Mill Row: a bench", both).where == Where("mill-row")
