from datetime import date

import pytest

from bot.errors import ReportError
from reports.model import Edition, Files, Month, Request


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-13", "2026-00", "26-10", "2026-1x", "October", "2026/10", "٢٠٢٦-10", "-10"),
        *("0000-01", "0001-01", "9999-12"),
    ],
)
def test_what_is_no_month_is_refused_with_the_form_it_should_have(text):
    with pytest.raises(ReportError, match="2026-10"):
        Month.of(text)


def test_a_month_is_read_as_it_is_written():
    assert Month.of(" 2026-10 ") == Month(2026, 10)
    assert str(Month(2026, 3)) == "2026-03"


@pytest.mark.parametrize(
    ("months", "expected"), [(3, (2027, 1)), (-10, (2025, 12)), (0, (2026, 10)), (-22, (2024, 12))]
)
def test_months_are_counted_over_the_turn_of_the_year(months, expected):
    assert Month(2026, 10).after(months) == Month(*expected)


def test_a_month_ends_on_its_last_day_also_in_a_leap_year():
    assert (Month(2028, 2).first, Month(2028, 2).last) == (date(2028, 2, 1), date(2028, 2, 29))


def test_a_report_needs_its_month_and_the_three_before():
    request = Request(Month(2026, 1))
    assert (request.first, request.last) == (date(2025, 10, 1), date(2026, 1, 31))
    assert request.month.compared() == (Month(2025, 10), Month(2025, 11), Month(2025, 12))


def test_only_the_internal_edition_stays_inside():
    assert [edition for edition in Edition if not edition.public] == [Edition.INTERNAL]


def test_writing_again_replaces_the_files_and_leaves_nothing_half_written(tmp_path):
    Files("a", b"old", b"old", b"old").write(tmp_path)
    Files("a", b"new", b"new", b"new").write(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("a.html", "a.pdf", "a.csv"), b"new"
    )
