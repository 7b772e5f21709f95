"""Who reads where on a day: cover comes and goes by itself, and no open thing is ever nobody's."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from bot.domain.contribution import Kind, Standing
from bot.domain.item import Item
from bot.domain.rota import Away, Rota
from bot.domain.worker import Role, Worker
from tests.factories_pack import make_area

SAM = Worker("sam", "Sam", (Role.MOBILISER,), ("quayside",))
ASH = Worker("ash", "Ash", (Role.MOBILISER,), ("mill-row",))
MO = Worker("mo", "Mo", (Role.MANAGER,))
ADA = Worker("ada", "Ada", (Role.ADMIN,))
MONDAY = date(2026, 10, 5)
A_WEEK = Away("1", "sam", "ash", MONDAY, MONDAY + timedelta(days=6))


def rota(*aways: Away, workers: tuple[Worker, ...] = (SAM, ASH, MO, ADA), **changes: Any) -> Rota:
    return Rota(make_area(**changes), workers, aways)


def item(owner: str = "", place: str = "quayside") -> Item:
    given: dict[str, Any] = dict.fromkeys(Item.__struct_fields__)
    told = {"kind": Kind.IDEA, "themes": (), "standing": Standing.HEARD, "others_since": 0}
    when = {"received_at": datetime(2026, 10, 1, tzinfo=UTC)}
    return Item(**given | told | when | {"id": "1", "reference": "LK-1", "neighbourhood": place, "owner": owner})


def ids(workers: list[Worker]) -> list[str]:
    return [one.id for one in workers]


def test_while_somebody_is_away_their_cover_reads_and_afterwards_they_do_again() -> None:
    away = rota(A_WEEK)
    days = [ids(away.readers("quayside", MONDAY + timedelta(days=n))) for n in (-1, 0, 6, 7)]
    assert days == [["sam"], ["ash"], ["ash"], ["sam"]]
    assert ids(away.readers("mill-row", MONDAY)) == ["ash"], "a cover goes on reading for their own"


def test_where_the_cover_has_gone_whoever_is_over_all_is_told() -> None:
    assert ids(rota(A_WEEK, workers=(SAM, MO)).readers("quayside", MONDAY)) == ["mo"]


def test_where_two_read_the_one_who_is_here_goes_on_and_the_cover_is_told_too() -> None:
    kim = structs.replace(SAM, id="kim")
    assert ids(rota(A_WEEK, workers=(SAM, kim, ASH, MO)).readers("quayside", MONDAY)) == ["kim", "ash"]


@pytest.mark.parametrize(
    ("owner", "day", "owes"),
    [
        ("", -1, "sam"),
        ("", 0, "ash"),
        ("sam", -1, "sam"),
        ("sam", 0, "ash"),
        ("mo", 0, "mo"),
        ("ash", -1, "sam"),
        ("gone", 0, "ash"),
        ("ada", 0, "ash"),
    ],
)
def test_an_open_thing_is_always_somebody_s_who_is_here_and_may_answer(owner: str, day: int, owes: str) -> None:
    """Whoever covered has it no more once the cover is over."""
    found = rota(A_WEEK).owes(item(owner), MONDAY + timedelta(days=day))
    assert found is not None
    assert found.id == owes


def test_where_nobody_reads_it_is_the_manager_s() -> None:
    found = rota(workers=(MO,)).owes(item(place="elsewhere"), MONDAY)
    assert found == MO


def test_read_by_dates_follow_the_cover_s_pattern_for_that_time_only() -> None:
    area = make_area()
    quay, mill, *rest = area.neighbourhoods
    # Sam reads every day of the week, Ash on Wednesdays and Thursdays.
    places = (
        structs.replace(quay, working_days=(1, 2, 3, 4, 5), answer_days=2),
        structs.replace(mill, working_days=(3, 4)),
        *rest,
    )
    away = rota(A_WEEK, neighbourhoods=places)
    told = structs.replace(away.area, on_the_day=away.on_the_day(MONDAY - timedelta(days=7)))
    friday, saturday = MONDAY - timedelta(days=3), MONDAY + timedelta(days=5)
    assert away.area.read_by(places[0], friday) == MONDAY + timedelta(days=1)
    assert told.read_by(places[0], friday) == MONDAY + timedelta(days=3), "Wednesday and Thursday are Ash's"
    assert told.read_by(places[0], saturday) == away.area.read_by(places[0], saturday)
    assert told.read_by(mill, friday) == away.area.read_by(mill, friday)


def test_a_manager_who_covers_reads_on_staffed_days() -> None:
    found = rota(structs.replace(A_WEEK, cover="mo")).on_the_day(MONDAY)
    assert [found["quayside", MONDAY + timedelta(days=n)] for n in range(7)] == [True] * 5 + [False] * 2
