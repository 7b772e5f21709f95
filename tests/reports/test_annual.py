"""The annual pack: each month with the figures it was published with, none added up, and the same bytes again."""

import json

import pytest

from bot.core import LOCALES, ROOT
from bot.errors import ReportError
from bot.i18n import Wording
from reports.analyse import PEOPLE
from reports.annual import evidence
from reports.dataset import fingerprint
from reports.drawing import Drawing
from reports.frozen import Frozen
from reports.model import Month, Request
from reports.pipeline import Making
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_full, make_month

MONTHS = [OCTOBER.after(-back) for back in range(6)]


def released(month: Month) -> Frozen:
    rows = [row for one in (*month.compared(), month) for row in make_month(one, 120 + month.month, 1)]
    return make_full(month, heard=rows)


def test_each_month_has_the_figures_it_was_published_with(wording: Wording) -> None:
    area, year = make_area(), [released(one) for one in MONTHS]
    made = evidence(year, area, wording)
    told = {row["measure"]: row["figure"] for row in json.loads(made.json)["rows"]}
    for one in year:
        page = Making(one, area, wording).page(Request(one.month))
        assert told[f"people_{one.month}"] == page.say.figure(page.findings[PEOPLE])
        assert fingerprint(one).encode() in made.html
    assert "people" not in told, "whoever spoke in three months is one person"
    assert 14 * len(MONTHS) == 84
    assert told["attendances"] == "85", "attendances count no people, and are added up before they are rounded"
    assert told["people_at_activities"] == "35 or more", "14 at first, then 5 for the first time in each month"
    assert told["first_timers_at_activities"] == "30 or more", "of each month they are few"
    assert made.stem == "2026-05_2026-10_all_evidence_en"
    assert made.notes == ()


def test_the_same_months_in_any_order_give_the_same_bytes(wording: Wording) -> None:
    year = [released(one) for one in MONTHS[:3]]
    assert dict(evidence(year, make_area(), wording)) == dict(evidence(year[::-1], make_area(), wording))


async def test_drawn_by_a_process_of_its_own_it_is_the_same(wording: Wording) -> None:
    year, drawing = [released(one) for one in MONTHS[:2]], Drawing(LOCALES, ROOT)
    assert dict(await drawing.evidence(year, make_area())) == dict(evidence(year, make_area(), wording))
    with pytest.raises(ReportError):
        await drawing.evidence([], make_area())


def test_what_is_told_in_several_months_stands_once(wording: Wording) -> None:
    made = evidence([released(one) for one in MONTHS[:3]], make_area(), wording).html.decode()
    assert made.count("The path was dark.") == 1
    assert "Treat as public" in made


def test_a_month_between_that_was_never_released_is_named(wording: Wording) -> None:
    """Nobody is to take it for a month in which nothing was said."""
    year = [released(MONTHS[back]) for back in (3, 1, 0)]
    for months, named in ((year, True), (year[1:], False)):
        made = evidence(months, make_area(), wording).html.decode()
        assert ("No report was released of August 2026." in made) is named


def test_a_year_with_no_month_is_refused(wording: Wording) -> None:
    with pytest.raises(ReportError, match="no month"):
        evidence([], make_area(), wording)
