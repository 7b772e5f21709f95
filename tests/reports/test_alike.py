"""Months that may not be told apart are not: all that leaves is the same, whoever and however few spoke."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from bot.domain.contribution import HelpRole, Kind, Standing
from bot.i18n import Wording
from reports.catalogue import RULES
from reports.document import Document
from reports.findings import find
from reports.model import Edition, Heard, Request
from reports.page import Page
from reports.pipeline import compose
from reports.wording import Voice
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_frozen, make_heard, make_people

MANY = 28


def twice() -> list[Heard]:
    """Many people who told us two ideas each; the second ones come first."""
    second = [make_heard(500 + n, participant=f"person-{n}") for n in range(1, MANY + 1)]
    return [*second, *make_people(MANY)]


def on_another_theme(few: int) -> list[Heard]:
    """So few of many people spoke of housing as well."""
    return [replace(one, themes=("housing",)) if n < few else one for n, one in enumerate(twice())]


def of_another_kind(few: int) -> list[Heard]:
    """So few of many people told us good news as well."""
    return [replace(one, kind=Kind.GOOD_NEWS) if n < few else one for n, one in enumerate(twice())]


def by_another_door(few: int) -> list[Heard]:
    """So few of many people came by Telegram as well."""
    return [replace(one, account="telegram:1") if n < few else one for n, one in enumerate(twice())]


def who_offered_to_help(few: int) -> list[Heard]:
    """So few of many people offered a hand."""
    return [*make_people(few, help_role=HelpRole.A_BIT), *make_people(MANY - few, few + 1)]


def new_to_us(few: int) -> list[Heard]:
    """So few of many people spoke for the first time."""
    known = make_people(MANY - few, few + 1, first_said_on=OCTOBER.after(-5).first)
    return [*make_people(few, first_said_on=OCTOBER.first), *known]


def held_for_a_person(few: int) -> list[Heard]:
    """Nine messages did not count: so few were held, the others were spam."""
    held = make_people(few, 500, standing=Standing.HELD)
    return [*make_people(MANY), *held, *make_people(9 - few, 600, standing=Standing.SPAM)]


def about_someone_in_danger(few: int) -> list[Heard]:
    """Nine messages were held, so few of them because somebody may be in danger."""
    cases = make_people(few, 500, standing=Standing.SAFEGUARDING)
    return [*make_people(MANY), *cases, *make_people(9 - few, 600, standing=Standing.HELD)]


def in_a_group(few: int) -> list[Heard]:
    """One group talk with so few voices."""
    return [*make_people(MANY), make_heard(900, participant=None, said_it=2 + few, on_behalf=True)]


Story = Callable[[int], list[Heard]]
STORIES: list[Story] = [
    *(on_another_theme, of_another_kind, by_another_door, who_offered_to_help),
    *(new_to_us, held_for_a_person, about_someone_in_danger, in_a_group),
]
HIDDEN_INSIDE = {about_someone_in_danger}
"""What not even the internal edition tells apart."""


def told(rows: list[Heard], wording: Wording, edition: Edition, place: str | None) -> Document:
    """All that page, paper and table are drawn from, but for the fingerprint of the rows."""
    request, area = Request(OCTOBER, place, edition), make_area()
    return compose(Page(request, area, find(request, rows, area), Voice(wording, "en"), "", RULES, make_frozen()))


@pytest.mark.parametrize("place", [None, "quayside"])
@pytest.mark.parametrize("edition", [Edition.AGENCY, Edition.RESIDENTS])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_few_more_or_none_at_all_make_the_same_public_report(
    story: Story, edition: Edition, place: str | None, wording: Wording
) -> None:
    none = told(story(0), wording, edition, place)
    assert none == told(story(1), wording, edition, place) == told(story(7), wording, edition, place)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_the_internal_edition_tells_them_apart_but_for_danger(story: Story, wording: Wording) -> None:
    alike = told(story(1), wording, Edition.INTERNAL, None) == told(story(7), wording, Edition.INTERNAL, None)
    assert alike is (story in HIDDEN_INSIDE)
