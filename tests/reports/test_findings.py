from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.contribution import Kind
from bot.domain.thresholds import Thresholds
from reports.analyse import PEOPLE
from reports.disclosure import REST
from reports.figures import Shown
from reports.findings import find
from reports.model import Edition, Request
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_month, make_people


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 300), st.integers(0, 50), st.sampled_from([None, "quayside"]))
def test_outside_editions_all_show_the_same_figures(count, seed, place):
    rows = make_month(OCTOBER, count, seed)
    agency, residents = (
        find(Request(OCTOBER, place, edition), rows, make_area()) for edition in (Edition.AGENCY, Edition.RESIDENTS)
    )
    assert agency.now == residents.now


def test_the_packs_own_threshold_rules():
    rows = make_people(15)
    strict = find(Request(OCTOBER), rows, make_area(thresholds=Thresholds(publish=20, step=10)))
    assert strict[PEOPLE].shown is Shown.FEW
    assert find(Request(OCTOBER), rows, make_area())[PEOPLE].value == 15


def test_themes_that_look_alike_stand_in_the_packs_order_whatever_is_behind_them():
    order = {"play_things_to_do": 0, "housing": 1}
    for more, fewer in (("housing", "play_things_to_do"), ("play_things_to_do", "housing")):
        rows = make_people(22, themes=(more,)) + make_people(18, 100, themes=(fewer,))
        found = find(Request(OCTOBER, "quayside"), rows, make_area())
        assert found.ranked(Kind.IDEA, order) == ("doing", "play_things_to_do", "home", "housing", REST)


def test_a_theme_the_pack_no_longer_has_is_still_counted():
    found = find(Request(OCTOBER), make_people(30, themes=("ferries",)), make_area())
    assert found["theme", "idea", "ferries"].value == 30
