"""A month that stands has figures and no rows: the same documents, and nothing that a recount could change."""

import pytest

from bot.errors import ReportError
from bot.i18n import Wording
from reports.analyse import PEOPLE
from reports.change import Direction
from reports.figures import Shown
from reports.frozen import Frozen
from reports.model import Edition, Request
from reports.pipeline import Making
from reports.release import documents
from reports.stands import stood
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_full, make_month, make_people

AREA = make_area()
BEFORE = OCTOBER.compared()


def full() -> Frozen:
    return make_full(heard=[row for month in (*BEFORE, OCTOBER) for row in make_month(month, 240, 1)])


def people(month: int, count: int) -> Frozen:
    """A month of the year in which so many people spoke of play in Quayside."""
    here = OCTOBER.after(month - OCTOBER.month)
    return Frozen(here, heard=tuple(make_people(count, 1000 * month, said_on=here.first)))


def test_every_public_document_says_the_same_as_when_it_was_drawn_from_rows(wording: Wording) -> None:
    counted, printed = Making(full(), AREA, wording), Making(stood(full(), AREA, "salt"), AREA, wording)
    assert printed.frozen.heard == ()
    for asked in documents(OCTOBER, AREA):
        drawn, again = counted.page(asked), printed.page(asked)
        cells = {*drawn.findings.now.figures}
        assert {cell: drawn.findings[cell] for cell in cells} == {cell: again.findings[cell] for cell in cells}
        assert [drawn.findings.change(cell) for cell in cells] == [again.findings.change(cell) for cell in cells]
        sections = [one for one in counted.document(asked).sections if one.key not in {"how_made", "meet", "say_more"}]
        others = [one for one in printed.document(asked).sections if one.key not in {"how_made", "meet", "say_more"}]
        assert sections == others


def test_the_internal_edition_is_drawn_from_the_draft_alone(wording: Wording) -> None:
    with pytest.raises(ReportError, match="no exact ones"):
        Making(stood(full(), AREA, "salt"), AREA, wording).page(Request(OCTOBER, None, Edition.INTERNAL))


def test_an_arrow_goes_by_what_was_published_and_not_by_what_is_left_of_it(wording: Wording) -> None:
    """Forty a month were published; all but ten of each have left since."""
    before = [stood(people(month, 40), AREA, "salt", []) for month in (7, 8, 9)]
    rows = [row for month in (7, 8, 9) for row in people(month, 10).heard]
    now = people(10, 40)
    left = Frozen(OCTOBER, heard=(*rows, *now.heard))
    found = Making(stood(left, AREA, "salt", before), AREA, wording).page(Request(OCTOBER)).findings
    assert (found[PEOPLE].value, found.change(PEOPLE).direction) == (40, Direction.SAME)
    assert found.change(PEOPLE).usual is not None
    assert found.change(PEOPLE).usual.value == 40


def test_nothing_is_compared_with_a_month_that_was_never_published(wording: Wording) -> None:
    before = [stood(people(month, 40), AREA, "salt", []) for month in (7, 9)]
    found = Making(stood(people(10, 40), AREA, "salt", before), AREA, wording).page(Request(OCTOBER)).findings
    assert found.change(PEOPLE).direction is Direction.NOT_ENOUGH
    assert found.before[1][PEOPLE].shown is Shown.FEW


def test_what_stands_is_not_counted_again() -> None:
    once = stood(full(), AREA, "salt")
    assert stood(once, make_area(neighbourhoods=AREA.neighbourhoods[:1]), "other", []) is once
    assert once.counts_only().printed == once.printed


def test_the_salt_alone_makes_another_hash_so_that_nobody_finds_hidden_values_by_trying(wording: Wording) -> None:
    one, other = (Making(stood(full(), AREA, salt), AREA, wording).page(Request(OCTOBER)) for salt in ("a", "b"))
    assert one.fingerprint != other.fingerprint
