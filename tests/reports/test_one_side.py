"""One side of paper for a school, for residents and for children: few and plain words, whole in every language."""

import re
from io import BytesIO
from typing import Any

import pytest
import textstat
from msgspec.structs import replace
from pypdf import PdfReader

from bot.i18n import FALLBACK, Wording
from reports.frozen import Frozen, Line, LineUse, Review, Told
from reports.model import Edition, Request
from reports.pipeline import Making
from tests.factories_pack import make_area, make_neighbourhood
from tests.factories_reports import OCTOBER, PLANNED, make_frozen, make_full, make_month, make_people
from tests.reports.conftest import LOCALES
from tests.reports.test_sections import words

HUNG_UP = (Edition.RESIDENTS, Edition.CHILDREN)
LANGUAGES = sorted(one.parent.name for one in LOCALES.glob("*/reports.po"))
READING_AGE = 9
"""Product.md, the report's rules; a school grade is five years below the age it is taught at."""
ADDRESS = "https://earshot.example"


def rows() -> list[Any]:
    return [row for month in (*OCTOBER.compared(), OCTOBER) for row in make_month(month, 300, 1)]


def months() -> list[Frozen]:
    full = make_full(heard=rows())
    checked = (Review("all", (), "", "Sam", OCTOBER.last),)
    return [make_frozen(), full, replace(full, address=ADDRESS, reviews=checked), make_frozen(make_people(30))]


class Listening:
    """Wording that notes every key it is asked for."""

    def __init__(self, wording: Wording) -> None:
        self.wording, self.asked = wording, set[str]()

    def text(self, key: str, language: str, values: Any = None) -> str:
        self.asked.add(key)
        return self.wording.text(key, language, values)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != FALLBACK])
def test_residents_and_children_read_every_word_of_ours_in_their_language(language: str, wording: Wording) -> None:
    listening: Any = Listening(wording)
    for month in months():
        for edition in HUNG_UP:
            for place in (None, "quayside"):
                Making(month, make_area(), listening).document(Request(OCTOBER, place, edition, language))
    assert len(listening.asked) > 30
    assert [key for key in sorted(listening.asked) if not wording.has(key, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_hung_up_is_one_side_in_every_language_and_runs_its_way(language: str, wording: Wording) -> None:
    files = Making(months()[2], make_area(), wording).files(Request(OCTOBER, "quayside", Edition.RESIDENTS, language))
    assert len(PdfReader(BytesIO(files.pdf)).pages) == 1
    assert (b'dir="rtl"' in files.html) is (language in {"ar", "ur"})
    # Chinese letters are a package of 30 MB that is not installed with the rest (docs/decisions/0002).
    assert language == "zh" or files.notes == ()


@pytest.mark.parametrize("edition", HUNG_UP)
def test_our_words_to_residents_and_children_read_at_nine(edition: Edition, wording: Wording) -> None:
    for month in months():
        document = Making(month, make_area(), wording).document(Request(OCTOBER, "quayside", edition))
        said = [one for one in words(document.sections) if len(one.split()) > 5 and "earshot" not in one]
        ours = re.sub(r"Made from \w+\.", "", " ".join(f"{one.rstrip('.')}." for one in said))
        assert not ours or textstat.flesch_kincaid_grade(ours) + 5 <= READING_AGE


def test_a_long_month_still_stands_on_one_side(wording: Wording) -> None:
    long = "People here have asked for a place to sit that is dry and lit after dark, near the shops. " * 3
    lines = tuple(Line(f"l{n}", "quayside", k.kind, "housing", long, LineUse.QUOTE) for n, k in enumerate(rows()[:9]))
    told = tuple(
        Told(f"t{n}", "quayside", one.kind, "housing", long[:160], long[:240], PLANNED, OCTOBER.last)
        for n, one in enumerate(lines)
    )
    month = replace(months()[2], lines=lines, told=told)
    for edition in (Edition.SCHOOL, *HUNG_UP):
        files = Making(month, make_area(), wording).files(Request(OCTOBER, "quayside", edition))
        assert len(PdfReader(BytesIO(files.pdf)).pages) == 1


def test_the_square_code_leads_to_the_places_own_door(wording: Wording) -> None:
    area, month = make_area(), replace(make_full(), address=ADDRESS)
    files = Making(month, area, wording).files(Request(OCTOBER, "quayside", Edition.RESIDENTS))
    assert f"{ADDRESS}/p/{area.neighbourhoods[0].door}".encode() in files.html
    assert b"<svg" in files.html
    assert b"<svg" not in Making(make_full(), area, wording).files(Request(OCTOBER, "quayside", Edition.RESIDENTS)).html


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((1, 2, 3, 4, 5), "Monday to Friday"),
        ((2, 4), "Tuesday and Thursday"),
        ((5, 1, 2, 3), "Monday to Wednesday and Friday"),
    ],
)
def test_days_in_a_row_are_told_to_the_school_as_one_says_them(
    days: tuple[int, ...], told: str, wording: Wording
) -> None:
    area = make_area(neighbourhoods=(make_neighbourhood(working_days=days), *make_area().neighbourhoods[1:]))
    document = Making(make_frozen(), area, wording).document(Request(OCTOBER, "quayside", Edition.SCHOOL))
    assert f"Sam is around on {told}." in " ".join(words(document.sections))


def test_the_school_reads_of_no_staff_class_or_pupil_and_is_asked_what_is_for_it(wording: Wording) -> None:
    document = Making(months()[1], make_area(), wording).document(Request(OCTOBER, "quayside", Edition.SCHOOL))
    assert [one.key for one in document.sections] == ["when_in", "in_short", "to_head", "coming", "meet"]
    said = " ".join(words(document.sections))
    assert "damp" not in said, "another body's question"
