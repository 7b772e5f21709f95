"""Who may do what: only what their role is for, and only within their own neighbourhoods."""

import pytest

from bot.domain.worker import EVERYWHERE, RIGHTS, Right, Role, Worker

PLACES = ("lakes", "netherfield", "olney")


def worker(*roles: Role, at: tuple[str, ...] = ("lakes",)) -> Worker:
    return Worker("sam", "Sam", roles, at)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_it_is_for_and_the_fenced_only_at_home(role: Role) -> None:
    may = {(right, place) for right in Right for place in PLACES if worker(role).may(right, place)}
    there = PLACES if role in EVERYWHERE else ("lakes",)
    assert may == {(right, place) for right in RIGHTS[role] for place in there}


def test_what_two_roles_may_is_not_mixed_beyond_the_fence_of_each() -> None:
    both = worker(Role.MOBILISER, Role.LEAD)
    assert both.may(Right.SEE_CASES, "olney")
    assert not both.may(Right.READ_WORDS, "olney")


def test_who_sees_to_the_machine_reads_nobodys_words_and_only_leads_see_cases() -> None:
    assert not worker(Role.ADMIN).may(Right.READ_WORDS)
    assert {role for role in Role if Right.SEE_CASES in RIGHTS[role]} == {Role.LEAD, Role.DEPUTY}


def test_a_group_sees_cleared_summaries_and_decides_and_reads_no_words() -> None:
    for role in (Role.CHAIR, Role.SECRETARY):
        assert RIGHTS[role] == {Right.SEE_AGENDA, Right.DECIDE}


def test_a_mobiliser_of_no_neighbourhood_may_nothing() -> None:
    assert not any(worker(Role.MOBILISER, at=()).may(right) for right in Right)


def test_where_they_may_keeps_the_order_of_the_area() -> None:
    assert worker(Role.MOBILISER, at=("olney", "lakes")).within(Right.ANSWER, PLACES) == ("lakes", "olney")
    assert worker(Role.MANAGER, at=()).within(Right.ANSWER, PLACES) == PLACES
