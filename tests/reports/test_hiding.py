"""Beside each table stands what it hides, rounds or puts together, and why; in the data each figure says it."""

import json

import pytest

from bot.i18n import Wording
from reports.document import Paragraph, Section, Table
from reports.figures import HIDDEN, Rounding
from reports.hiding import note
from reports.model import Edition, Request
from reports.pipeline import Making
from reports.render.data import as_json, data
from reports.wording import Voice
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_full, make_month

RULE = Rounding()
FIGURED = ("hopes", "obstacles", "how_to_read", "how_made", "went_on", "tell_us")


def written(wording: Wording, edition: Edition = Edition.AGENCY) -> dict[str, Section]:
    rows = [row for month in (*OCTOBER.compared(), OCTOBER) for row in make_month(month, 120, 1)]
    making = Making(make_full(heard=rows), make_area(), wording)
    return {one.key: one for one in making.document(Request(OCTOBER, None, edition)).sections}


def notes(section: Section) -> list[str]:
    return [
        one.text for one in section.blocks if isinstance(one, Paragraph) and one.text.startswith("In these figures")
    ]


@pytest.mark.parametrize("key", FIGURED)
def test_every_table_of_figures_says_in_one_sentence_what_it_hides_and_why(key: str, wording: Wording) -> None:
    section = written(wording)[key]
    [said] = notes(section)
    figures = [cell for one in section.blocks if isinstance(one, Table) for row in one.rows for cell in row[1:]]
    assert ("or more" in said) is any(
        cell.endswith("or more") or cell == "not shown" for cell in figures
    ) or not figures
    assert "rounded to 5" in said or not any(cell.isdigit() and int(cell) >= 10 for cell in figures)
    assert said.count(".") == 1, "one sentence"


def test_the_internal_edition_hides_nothing_and_says_nothing_of_it(wording: Wording) -> None:
    assert [said for one in written(wording, Edition.INTERNAL).values() for said in notes(one)] == []


def test_it_says_what_is_so_of_these_figures_and_no_more(wording: Wording) -> None:
    say = Voice(wording, "en")
    [all_shown] = note(say, [RULE.figure(40)], RULE)
    assert all_shown.text == "In these figures: each is rounded to 5."
    [all_hid] = note(say, [RULE.few, HIDDEN], RULE, merged=True)
    assert "fewer than 10 are hidden so that nobody can be picked out" in all_hid.text
    assert "rounded" not in all_hid.text
    assert "put together" in all_hid.text
    assert note(say, [], RULE) == ()


@pytest.mark.parametrize("language", ["en", "pl", "ur"])
def test_residents_are_told_in_plain_words_beside_the_figures(language: str, wording: Wording) -> None:
    rows = make_month(OCTOBER, 240, 1)
    document = Making(make_full(heard=rows), make_area(), wording).document(
        Request(OCTOBER, "quayside", Edition.RESIDENTS, language)
    )
    heard = next(one for one in document.sections if one.key == "in_short")
    assert heard.blocks[-1] == Paragraph(Voice(wording, language)("short.hidden"), quiet=True)


def test_in_the_data_each_figure_says_why_it_is_not_the_number_itself(wording: Wording) -> None:
    rows = [row for month in (*OCTOBER.compared(), OCTOBER) for row in make_month(month, 120, 1)]
    making = Making(make_full(heard=rows), make_area(), wording)
    for edition, least in ((Edition.AGENCY, 30), (Edition.INTERNAL, 0)):
        told = json.loads(as_json(data(making.document(Request(OCTOBER, None, edition)))))["rows"]
        assert sum(bool(row["why"]) for row in told) >= least
        for row in told:
            exact = row["low"] == row["high"]
            assert bool(row["why"]) is not exact, row
            assert row["figure"] != "fewer than 10" or row["why"] in {"few", "merged"}
