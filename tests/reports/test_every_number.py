"""Every number in every public edition is one that the attackers read: none stands anywhere beside the tables."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec import structs

from bot.i18n import Wording
from reports.document import Document, Section
from reports.figures import Rounding
from reports.frozen import Correction, Frozen
from reports.model import Edition, Month, Request
from reports.pipeline import Making
from reports.release import TakenBack, corrected, without
from reports.stands import stood
from tests.factories_pack import make_area
from tests.factories_reports import make_full
from tests.reports.own_numbers import lived
from tests.reports.town import Town

FIRST = Month(2026, 1)
LAST = FIRST.after(3)
AREA = make_area()
THEMES = tuple(theme.code for theme in AREA.themes)
SCOPES = (None, *(one.id for one in AREA.served))
PUBLIC = [one for one in Edition if one.public]
READ = {"went_on", "tell_us", "signposts", "groups", "happened"}
"""What tests/reports/own_numbers.py reads of itself."""
NUMBER = re.compile(r"\d+(?:,\d{3})*")
NO_FIGURE = re.compile(r"\b[0-9a-f]{16,64}\b|\b20\d\d(?:\.\d)?\b|SHA-256")
"""Hashes, years and the version of the rules."""


@pytest.fixture(scope="module")
def making(wording: Wording) -> Making:
    rows = Town(100, tuple(one.id for one in AREA.neighbourhoods), THEMES, 3).lives(FIRST, 4)
    month = structs.replace(lived(AREA, LAST, 1, 1)[0], heard=tuple(rows))
    return Making(stood(month, AREA, "salt"), AREA, wording)


def texts(value: Any) -> Iterator[str]:
    """Every text in a block."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple, set)):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)


def numbers(section: Section) -> set[str]:
    said = " ".join(texts(msgspec.to_builtins(section.blocks)))
    return set(NUMBER.findall(NO_FIGURE.sub("", said)))


def figures(document: Document) -> set[str]:
    rows = [row for section in document.sections for row in section.records]
    return {number for row in rows for number in NUMBER.findall(f"{row.figure} {row.change}")}


@pytest.mark.parametrize("edition", PUBLIC)
def test_no_number_stands_outside_the_data(making: Making, edition: Edition) -> None:
    rule = Rounding(AREA.thresholds.publish, AREA.thresholds.step)
    places = {str(making.page(Request(LAST, one)).findings["people",].value) for one in SCOPES}
    for scope in SCOPES:
        data = figures(making.document(Request(LAST, scope)))
        for section in making.document(Request(LAST, scope, edition)).sections:
            if section.key not in READ:
                rules = {str(rule.threshold), str(rule.step), "25", "1"}
                assert numbers(section) <= data | places | rules, (scope, section.key)


def test_the_map_says_of_each_place_what_its_own_report_says(making: Making) -> None:
    page = making.page(Request(LAST))
    assert page.places
    for place, figure in page.places.items():
        assert figure == making.page(Request(LAST, place)).findings["people",]


def rows_of(frozen: Frozen, wording: Wording, scope: str | None, edition: Edition) -> object:
    return [one.records for one in Making(frozen, AREA, wording).document(Request(LAST, scope, edition)).sections]


@pytest.mark.parametrize("edition", PUBLIC)
def test_a_revision_has_the_figures_of_the_edition_before_it(edition: Edition, wording: Wording) -> None:
    """Whoever has both can subtract nothing; counted anew, as it once was, the same two tell that somebody left."""
    rows = Town(100, tuple(one.id for one in AREA.neighbourhoods), THEMES, 3).lives(FIRST, 4)
    drafted = make_full(LAST, AREA.served[0].id, rows)
    spoke = [one for one in rows if one.said_on >= LAST.first]
    back = TakenBack(gone=frozenset(one.id for one in spoke[:6]), unsaid=frozenset({"line-1"}))
    first = stood(drafted, AREA, "salt")
    second = corrected(without(first, back), Correction(2, LAST.last, "Words were withdrawn."))
    assert len(second.lines) < len(first.lines)
    for scope in SCOPES:
        assert rows_of(first, wording, scope, edition) == rows_of(second, wording, scope, edition)
    if edition is Edition.AGENCY:
        anew = stood(without(drafted, back), AREA, "salt")
        assert any(rows_of(first, wording, one, edition) != rows_of(anew, wording, one, edition) for one in SCOPES)
