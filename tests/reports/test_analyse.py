from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contribution import HelpRole, Interest, Kind, Standing
from reports.analyse import (
    HELPERS,
    MESSAGES,
    NEW,
    NOT_NEW,
    OFFERED,
    PARTS,
    PEOPLE,
    RECEIVED,
    SOUGHT,
    TALKS,
    VOICES,
    analyse,
)
from reports.model import Month
from tests.factories_reports import OCTOBER, make_heard, make_month, make_people


def october(rows):
    return analyse(rows)[OCTOBER, None]


def test_one_person_who_writes_five_times_is_one_person_and_five_messages():
    counts = october([make_heard(n, participant="same") for n in range(5)])
    assert (counts[PEOPLE], counts[MESSAGES], counts["theme", "idea", "play_things_to_do"]) == (1, 5, 1)


def test_where_nobody_is_known_each_note_is_a_person_of_its_own():
    assert october([make_heard(n, participant=None) for n in range(5)])[PEOPLE] == 5


def test_someone_who_speaks_of_two_themes_counts_under_both_and_once_in_the_whole():
    counts = october([make_heard(1, participant="same"), make_heard(2, participant="same", themes=("housing",))])
    assert (counts["theme", "idea", "play_things_to_do"], counts["theme", "idea", "housing"], counts[PEOPLE]) == (
        1,
        1,
        1,
    )


def test_a_message_counts_under_its_first_theme_only():
    assert october([make_heard(themes=("housing", "health"))]).themes("idea") == ("housing",)


def test_a_message_without_a_theme_counts_under_other():
    assert october([make_heard(themes=())]).themes("idea") == ("other",)


def test_people_and_helpers_are_counted_once_under_each_kind_they_spoke_of():
    same = {"participant": "same", "help_role": HelpRole.A_BIT}
    rows = [
        make_heard(1, kind=Kind.IDEA, **same),
        make_heard(2, kind=Kind.IDEA, **same),
        make_heard(3, kind=Kind.ISSUE, participant="same"),
        make_heard(4, kind=Kind.ISSUE, participant="other"),
    ]
    counts = october(rows)
    assert {kind: counts["kind", kind] for kind in Kind} == {"idea": 1, "issue": 2, "interest": 0, "good_news": 0}
    assert {kind: counts["helpers", kind] for kind in Kind} == {"idea": 1, "issue": 0, "interest": 0, "good_news": 0}


def test_themes_added_together_count_nobody_twice():
    rows = [
        make_heard(n, participant=f"p{n % 2}", themes=(theme,)) for n, theme in enumerate(("housing", "health") * 2)
    ]
    cells = [("theme", "idea", "housing"), ("theme", "idea", "health"), ("theme", "idea", "nowhere")]
    assert october(rows).together(cells) == 2


def test_voices_of_a_group_talk_stand_beside_the_people_and_are_never_added():
    counts = october([*make_people(2), make_heard(9, said_it=12, on_behalf=True)])
    assert (counts[PEOPLE], counts[MESSAGES], counts[VOICES], counts[TALKS]) == (2, 2, 12, 1)
    assert counts[RECEIVED] == 3


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.HEARD])
def test_what_does_not_stand_as_heard_is_received_and_counts_nowhere_else(standing):
    counts = october([make_heard(standing=standing, help_role=HelpRole.A_BIT, first_said_on=OCTOBER.first)])
    assert counts[RECEIVED] == 1
    assert not any(counts[cell] for cell in (PEOPLE, MESSAGES, NEW, HELPERS, VOICES, ("kind", "idea")))


def test_safeguarding_is_inside_held_and_has_no_figure_of_its_own():
    counts = october([make_heard(1, standing=Standing.SAFEGUARDING), make_heard(2, standing=Standing.HELD)])
    assert counts["received", "held"] == 2
    assert not any("safeguarding" in cell for cell in counts.figures)


def test_a_joined_message_is_received_as_joined_and_its_person_is_counted():
    counts = october([make_heard(1), make_heard(2, joined=True)])
    assert (counts["received", "included"], counts["received", "joined"], counts[PEOPLE]) == (1, 1, 2)


def test_who_offers_and_who_seeks_a_skill_is_counted_once_each_where_it_is_an_interest():
    rows = [make_heard(n, participant=f"{n % 3}", kind=Kind.INTEREST, interest=Interest.OFFER) for n in range(6)]
    rows += [make_heard(6, kind=Kind.INTEREST, interest=Interest.LEARN), make_heard(7, kind=Kind.INTEREST)]
    rows += [make_heard(8, kind=Kind.INTEREST, interest=Interest.LIKE), make_heard(9, interest=Interest.OFFER)]
    counts = october(rows)
    assert (counts[OFFERED], counts[SOUGHT]) == (3, 1)


def test_only_those_who_offer_a_hand_are_helpers():
    rows = [make_heard(n, help_role=role) for n, role in enumerate([*HelpRole, None])]
    assert october(rows)[HELPERS] == sum(one.helps for one in HelpRole) == len(HelpRole) - 2


@pytest.mark.parametrize(
    ("first", "new"), [(date(2026, 10, 1), 1), (date(2026, 10, 7), 1), (date(2026, 9, 30), 0), (None, 0)]
)
def test_a_new_voice_first_spoke_this_month(first, new):
    assert october([make_heard(first_said_on=first)])[NEW] == new


@pytest.mark.parametrize(
    ("row", "door"),
    [
        ({"account": "telegram:123"}, "telegram"),
        ({"account": "web"}, "web"),
        ({"account": "web", "on_behalf": True}, "note"),
        ({"account": "import"}, "import"),
        ({"account": ""}, "import"),
        ({"account": "pigeon:7"}, "other"),
    ],
)
def test_a_door_is_the_channel_or_the_note_someone_came_by(row, door):
    assert october([make_heard(**row)]).doors() == (door,)


def test_months_and_places_are_counted_apart():
    counts = analyse([make_heard(1), make_heard(2, neighbourhood="mill-row"), make_heard(3, said_on=date(2026, 9, 30))])
    assert counts[OCTOBER, "quayside"][PEOPLE] == counts[OCTOBER, "mill-row"][PEOPLE] == 1
    assert counts[OCTOBER, None][PEOPLE] == 2
    assert counts[Month(2026, 9), None][PEOPLE] == 1


@given(st.integers(0, 200), st.integers(0, 5))
def test_received_always_adds_up_and_new_and_not_new_are_all_people(count, seed):
    for counts in analyse(make_month(OCTOBER, count, seed)).values():
        assert counts[RECEIVED] == sum(counts["received", part] for part in PARTS)
        assert counts[PEOPLE] == counts[NEW] + counts[NOT_NEW]
        assert counts[PEOPLE] <= counts[MESSAGES]
        assert max(counts["kind", kind] for kind in Kind) <= counts[PEOPLE]
