from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.contribution import HelpRole, Kind, Standing
from reports.analyse import NEW, NOT_NEW, OTHER_DOOR, PEOPLE, RECEIVED, TALKS, Counts, analyse
from reports.disclosure import REST, Place, Protected, plain, protect
from reports.figures import Rounding, Shown
from tests.factories_reports import OCTOBER, make_heard, make_people
from tests.reports.attacker import ranges

RULE = Rounding(10, 5)
THEMES = {
    **dict.fromkeys(("housing", "litter", "parking"), "home"),
    **dict.fromkeys(("play_things_to_do", "shops", "belonging"), "doing"),
    "other": "",
}
PLACES = ("quayside", "mill-row", "elsewhere")

group = st.fixed_dictionaries(
    {
        "people": st.integers(0, 45),
        "kind": st.sampled_from(Kind),
        "theme": st.sampled_from(sorted(THEMES)),
        "place": st.sampled_from(PLACES),
        "standing": st.sampled_from([*[Standing.HEARD] * 6, Standing.HELD, Standing.SPAM, Standing.WITHDRAWN]),
        "joined": st.booleans(),
        "helps": st.booleans(),
        "voices": st.sampled_from([1, 1, 1, 7]),
        "account": st.sampled_from(["web", "web", "telegram:1", "import"]),
        "start": st.integers(0, 60),
        "again": st.sampled_from([1, 1, 1, 2, 7]),
    }
)


def rows_of(groups):
    for number, one in enumerate(groups):
        for n in range(one["people"]):
            yield make_heard(
                number * 1000 + n,
                participant=f"person-{one['start'] + n}",
                kind=one["kind"],
                themes=(one["theme"],),
                neighbourhood=one["place"],
                standing=one["standing"],
                joined=one["joined"],
                said_it=one["voices"],
                account=one["account"],
                help_role=HelpRole.A_BIT if one["helps"] else None,
                first_said_on=OCTOBER.first if (one["start"] + n) % 40 < 25 else None,
            )


def counts_of(rows, place=None):
    return analyse(rows).get((OCTOBER, place), Counts())


def published(rows, rule=RULE):
    rows = list(rows)
    places = {place: counts_of(rows, place) for place in PLACES}
    reports = {place: shown(counts, rule) for place, counts in places.items()}
    return {"all": shown(counts_of(rows), rule, *places.values()), **reports}


def shown(counts, rule=RULE, *places):
    return protect(Place(counts), rule, THEMES, [Place(one) for one in places])


def few_cells(reports):
    known = ranges(reports, THEMES)
    for (name, *cell), range_ in known.items():
        report = reports[name]
        if tuple(cell) != NOT_NEW and report[tuple(cell)].shown is Shown.FEW:
            yield (name, *cell), range_


@settings(max_examples=150, deadline=None)
@given(st.lists(group, max_size=14))
def test_no_stranger_learns_more_of_a_hidden_figure_than_what_is_printed(groups):
    for cell, range_ in few_cells(published(rows_of(groups))):
        assert (range_.low, range_.high) == (0, RULE.threshold - 1), cell


@pytest.mark.parametrize("rule", [Rounding(5, 1), Rounding(10, 1), Rounding(12, 5), Rounding(10, 20)], ids=str)
@settings(max_examples=30, deadline=None)
@given(groups=st.lists(group, max_size=14))
def test_the_same_holds_of_any_threshold_and_step_a_pack_may_set(rule, groups):
    for cell, range_ in few_cells(published(rows_of(groups), rule)):
        assert (range_.low, range_.high) == (0, rule.threshold - 1), cell


def test_how_few_came_by_a_door_is_not_given_away_by_all_the_others():
    doors = ["web", "telegram:1", "terminal", "import"]
    rows = [one for n, door in enumerate(doors) for one in make_people(12, 100 * n, account=door)]
    rows += make_people(12, 500, on_behalf=True) + make_people(4, 600, account="pigeon:1")
    known = ranges({"all": shown(counts_of(rows))}, THEMES)["all", "door", OTHER_DOOR]
    assert (known.low, known.high) == (0, RULE.threshold - 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(group, max_size=14))
def test_how_few_were_not_new_is_not_given_away_by_how_many_were(groups):
    rows = list(rows_of(groups))
    counts, found = counts_of(rows), shown(counts_of(rows))
    if counts[NOT_NEW] < RULE.threshold <= counts[NEW]:
        left = ranges({"all": found}, THEMES)["all", *NOT_NEW]
        assert left.low == 0
        assert left.high >= RULE.threshold - 1


def test_the_same_stranger_finds_hidden_figures_where_nothing_is_loosened():
    """The attacker must be able to win, or the test above holds nothing."""
    rows = make_people(28) + make_people(9, 100, themes=("housing",))
    counts = counts_of(rows)
    naive = {cell: RULE.figure(count) for cell, count in counts.figures.items() if cell[-1] != "housing"}
    naive["theme", "idea", "doing"] = RULE.figure(28)
    naive["theme", "idea", REST] = RULE.figure(9)
    found = ranges({"all": Protected(naive, RULE.few)}, THEMES)
    assert found["all", "theme", "idea", REST].low > 0


@settings(max_examples=60, deadline=None)
@given(st.lists(group, max_size=10))
def test_every_figure_shown_is_true_of_the_count_behind_it(groups):
    rows = list(rows_of(groups))
    counts = counts_of(rows)
    for cell, figure in published(rows)["all"].figures.items():
        members = [code for code, family in THEMES.items() if family == cell[-1]]
        count = counts.together([(*cell[:2], code) for code in members]) if members else counts.publishable(cell)
        if cell[-1] != REST:
            assert figure.low <= count
            assert figure.high is None or count <= figure.high
            assert figure.shown is not Shown.EXACT


def test_a_theme_nobody_spoke_of_cannot_be_told_from_one_a_few_spoke_of():
    few = shown(counts_of(make_people(20) + make_people(3, 100, themes=("housing",))))
    none = shown(counts_of(make_people(20) + make_people(3, 100)))
    assert few.themes("idea") == none.themes("idea") == ("doing", "play_things_to_do", REST)


def test_small_themes_stand_as_their_family_before_they_are_hidden_and_nobody_is_counted_twice():
    rows = make_people(9, themes=("housing",)) + make_people(9, 5, themes=("litter",))
    found = shown(counts_of(rows))
    assert found.themes("idea") == ("home", REST)
    assert found["theme", "idea", "home"].value == 15


def test_families_too_small_are_added_together_and_said_to_be_no_more_than_that_they_are_not_few():
    rows = make_people(9, themes=("housing",)) + make_people(9, 50, themes=("shops",)) + make_people(9, 90)
    found = shown(counts_of(rows), Rounding(20, 5))
    assert (found.themes("idea"), found["theme", "idea", REST].value) == ((REST,), 20)


@pytest.mark.parametrize("times", [5, 6, 60])
def test_whoever_writes_much_counts_for_no_more_than_five_messages(times):
    rows = make_people(20) + [make_heard(100 + n, participant="person-1") for n in range(times)]
    counts = counts_of(rows)
    assert (counts["messages",], counts.publishable(("messages",))) == (20 + times, 24)
    assert shown(counts)["messages",] == RULE.at_least(24)


def test_a_figure_is_loosened_only_as_far_as_it_must_be():
    here, there = counts_of(make_people(28)), counts_of(make_people(9, 100))
    found = shown(counts_of(make_people(28) + make_people(9, 100)), RULE, here, there)
    assert (found[PEOPLE].shown, found[PEOPLE].value) == (Shown.AT_LEAST, 30)
    assert shown(counts_of(make_people(37)), RULE, here, counts_of(make_people(12, 100)))[PEOPLE].shown is Shown.ROUNDED


def test_new_people_are_loosened_where_nearly_all_were_new():
    rows = make_people(28, first_said_on=OCTOBER.first) + make_people(2, 100)
    assert shown(counts_of(rows))[NEW].shown is Shown.AT_LEAST


def test_the_number_of_group_talks_stays_inside():
    counts = counts_of([make_heard(said_it=30)])
    assert TALKS in plain(counts).figures
    assert TALKS not in shown(counts).figures


@pytest.mark.parametrize(("threshold", "step"), list(product((5, 10, 12, 20), (1, 5, 10))))
def test_rounding_is_never_below_the_threshold_and_covers_every_count_once(threshold, step):
    rule = Rounding(threshold, step)
    for count in range(200):
        figure = rule.figure(count)
        assert figure.low <= count <= figure.high
        assert figure.value >= threshold
        assert abs(figure.value - count) <= step or figure.shown is Shown.FEW
        assert all(rule.figure(other) == figure for other in range(figure.low, figure.high + 1))


def test_or_more_below_the_threshold_is_not_shown_at_all():
    assert RULE.at_least(9).shown is Shown.HIDDEN
    assert (RULE.at_least(14).value, RULE.at_least(14).high) == (10, None)


def test_the_internal_edition_has_every_figure_as_it_is():
    counts = counts_of(make_people(3))
    assert plain(counts)[PEOPLE].value == 3
    assert plain(counts)["kind", "issue"].value == 0
    assert plain(counts)[RECEIVED].shown is Shown.EXACT
