"""What an operator is told to look at in a pack that loads."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from bot.domain.area import Area, Holiday, Language
from bot.domain.placeholder import Placeholder
from bot.domain.school import School
from bot.pack import warnings
from tests.factories_pack import CHECKED, FAMILIES, THEMES, make_agency, make_area, make_signpost

TODAY = CHECKED + timedelta(days=30)


def make_faultless_area() -> Area:
    """A town with nothing to warn of on TODAY."""
    return make_area(
        agencies=(make_agency(themes=tuple(THEMES)),),
        holidays=(
            Holiday("Holidays", TODAY, TODAY + timedelta(days=90), school=True),
            Holiday("Bank holiday", TODAY + timedelta(days=90), TODAY + timedelta(days=90), school=False),
        ),
    )


def test_a_pack_with_all_in_place_gives_no_warning() -> None:
    assert warnings(make_faultless_area(), TODAY) == ()


@pytest.mark.parametrize(("days", "stale"), [(0, False), (90, False), (91, True), (4000, True)])
def test_what_was_not_checked_for_ninety_days_is_named(days: int, stale: bool) -> None:  # noqa: FBT001 - a row of the table
    said = "\n".join(warnings(make_area(), CHECKED + timedelta(days=days)))
    for named in (
        "crisis_contacts.toml: not checked for 90 days: emergency, childline.",
        "signposts.toml",
        "agencies.toml: not",
    ):
        assert (named in said) is stale


def test_a_check_on_a_day_to_come_is_doubted() -> None:
    area = replace(make_faultless_area(), signposts=(make_signpost(last_checked=TODAY + timedelta(days=1)),))
    assert warnings(area, TODAY) == ("signposts.toml: said to have been checked on a day to come: advice.",)


def test_an_agency_without_a_duty_has_nothing_to_check() -> None:
    agency = make_agency(themes=tuple(THEMES), duty="", duty_checked=None)
    assert not any("agencies" in one for one in warnings(make_area(agencies=(agency,)), date(2030, 1, 1)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"safeguarding_lead": ""}, "a safeguarding lead missing"),
        ({"safeguarding_deputy": " "}, "a safeguarding deputy missing"),
        ({"staffed": ()}, "staffed hours missing"),
        ({"safeguarding_lead": "", "staffed": ()}, "a safeguarding lead and staffed hours missing"),
        ({"agencies": ()}, "nobody is responsible for: housing, crime_safety"),
        ({"holidays": ()}, "no bank holiday is known"),
        ({"holidays": ()}, "no school holiday is known"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, object], said: str) -> None:
    assert any(said in one for one in warnings(replace(make_faultless_area(), **changes), TODAY))


def test_the_people_who_are_made_up_are_named_file_by_file() -> None:
    made_up = (
        Placeholder("area.toml", "[safeguarding] lead", "the lead"),
        Placeholder("neighbourhoods.toml", "[quayside] mobiliser", "Sam"),
        Placeholder("neighbourhoods.toml", "[mill-row] mobiliser", "Ash"),
    )
    asked = "still placeholders, put real people there before going live"
    assert warnings(replace(make_faultless_area(), placeholders=made_up), TODAY) == (
        f'area.toml: {asked}: [safeguarding] lead "the lead".',
        f'neighbourhoods.toml: {asked}: [quayside] mobiliser "Sam", [mill-row] mobiliser "Ash".',
    )


def test_a_drafted_language_that_is_off_asks_for_a_reader() -> None:
    """Only where something has been drafted: a language that is merely listed is nobody's unfinished work."""
    area = make_faultless_area()
    drafted = tuple(replace(one, names={**one.names, "pl": "po polsku"}) for one in area.themes)
    assert warnings(replace(area, themes=drafted), TODAY) == (
        "languages.toml: Polski (pl) is a draft and off: it needs a reader and a turnaround.",
    )


def test_a_language_that_is_on_misses_names_of_themes() -> None:
    languages = (Language("en", "English", on=True), Language("pl", "Polski", on=True))
    said = warnings(replace(make_faultless_area(), languages=languages), TODAY)
    assert said == (
        f"themes.toml: no name in Polski (pl), so in English: {', '.join(THEMES)}.",
        f"families.toml: no name in Polski (pl), so in English: {', '.join(FAMILIES)}.",
    )


def test_schools_whose_names_are_a_year_old_are_counted() -> None:
    schools = (School("a", "A School", (), CHECKED), School("b", "B School"))
    said = warnings(replace(make_faultless_area(), schools=schools), CHECKED + timedelta(days=400))
    assert "schools.csv: 2 of 2 names not checked for a year, or never." in said


def test_a_neighbourhood_s_own_question_is_missed_in_each_language_that_is_on() -> None:
    area = make_faultless_area()
    quay, *others = area.neighbourhoods
    asking = replace(area, neighbourhoods=(replace(quay, prompt=(("pl", "Co dalej?"),)), *others))
    [said] = warnings(asking, TODAY)
    assert "[quayside] prompt: the usual question is asked in English" in said
