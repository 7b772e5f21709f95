"""Nobody is to be seen by what changes where they had never spoken (reliability.md P11)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.contribution import HelpRole, Kind
from reports.figures import Shown
from reports.model import Month
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_heard
from tests.reports.one_person import moved
from tests.reports.town import Town

FIRST = Month(2026, 1)
AREA = make_area()
THEMES = tuple(theme.code for theme in AREA.themes)
PLACES = tuple(one.id for one in AREA.neighbourhoods)
STEP = AREA.thresholds.step
LOUD = [make_heard(900 + n, participant="loud", kind=Kind.IDEA if n % 2 else Kind.ISSUE) for n in range(40)]

said = st.tuples(st.integers(0, 60), st.sampled_from(Kind), st.sampled_from(THEMES), st.sampled_from(PLACES))


def of(crowd):
    """Rows of a crowd: by person, kind, theme and place."""
    return [
        make_heard(
            n,
            participant=f"person-{person}",
            kind=kind,
            themes=(theme,),
            neighbourhood=place,
            first_said_on=OCTOBER.first if person % 3 else None,
            help_role=HelpRole.MAKE_TEA if person % 4 == 0 else None,
        )
        for n, (person, kind, theme, place) in enumerate(crowd)
    ]


def too_far(found):
    """What moved by more than a step."""
    return [one for one in found if one.by is not None and one.by > STEP]


@settings(max_examples=15, deadline=None)
@given(st.lists(said, min_size=20, max_size=150))
def test_without_any_one_person_no_figure_moves_by_more_than_a_step(crowd):
    rows = of(crowd)
    assert too_far(moved(rows, rows[0].person, [OCTOBER], AREA)) == []


@settings(max_examples=10, deadline=None)
@given(st.lists(said, min_size=20, max_size=150))
def test_nor_without_somebody_who_wrote_forty_times(crowd):
    assert too_far(moved([*of(crowd), *LOUD], LOUD[0].person, [OCTOBER], AREA)) == []


@pytest.mark.parametrize(("people", "seed"), [(40, 1)])
def test_nor_in_a_town_over_months(people, seed):
    rows = Town(people, PLACES, THEMES, seed).lives(FIRST, 4)
    months = [FIRST.after(n) for n in range(4)]
    for person in sorted({row.person for row in rows if row.participant})[:: max(1, people // 4)]:
        assert too_far(moved(rows, person, months, AREA)) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(said, min_size=20, max_size=150))
def test_a_theme_that_goes_with_one_person_stood_on_exactly_as_many_as_it_needs(crowd):
    """Whoever of the ten it was: no theme appears because of one of them alone, however much they wrote."""
    rows = of(crowd)
    person, needed = rows[0].person, AREA.thresholds.publish
    for one in moved(rows, person, [OCTOBER], AREA):
        if one.cell[0] == "theme" and one.cell[2] in THEMES and one.after.shown is Shown.FEW:
            here = [row for row in rows if one.place in {None, row.neighbourhood}]
            spoke = {row.person for row in here if (row.kind, *row.themes) == one.cell[1:]}
            assert len(spoke) == needed
