"""The rows a draft was drawn from are frozen with it, and come out again as they were."""

import json
import random
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.contribution import HelpRole, Kind, Standing
from bot.domain.form import encode
from reports.dataset import dump, fingerprint, head, load, pack
from reports.model import Heard, Month
from tests.factories_reports import OCTOBER, make_frozen, make_full, make_heard, make_month

DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))
ROWS = st.builds(
    Heard,
    id=st.uuids().map(str),
    participant=st.none() | st.text(max_size=12),
    kind=st.sampled_from(Kind),
    themes=st.lists(st.text(max_size=12), max_size=3).map(tuple),
    neighbourhood=st.text(max_size=12),
    said_on=DAYS,
    standing=st.sampled_from(Standing),
    said_it=st.integers(1, 9999),
    on_behalf=st.booleans(),
    joined=st.booleans(),
    account=st.text(max_size=12),
    door=st.none() | st.text(max_size=12),
    help_role=st.none() | st.sampled_from(HelpRole),
    first_said_on=st.none() | DAYS,
)


@settings(max_examples=60)
@given(st.lists(ROWS, max_size=5, unique_by=lambda row: row.id))
def test_whatever_is_frozen_comes_out_as_it_was_in_the_order_of_the_ids(rows: list[Heard]) -> None:
    assert list(load(dump(make_frozen(rows)), OCTOBER).heard) == sorted(rows, key=lambda row: row.id)


def test_the_same_rows_freeze_to_the_same_bytes_in_whatever_order_they_came() -> None:
    rows = make_month(OCTOBER, 50, seed=3)
    shuffled = random.Random(1).sample(rows, len(rows))  # noqa: S311 - an order, no secret
    assert dump(make_frozen(rows)) == dump(make_frozen(shuffled))
    assert dump(make_frozen(rows)) != dump(make_frozen(rows[1:]))


def test_a_frozen_row_is_of_the_same_types_as_one_just_gathered() -> None:
    frozen = make_frozen([make_heard(help_role=HelpRole.A_BIT, first_said_on=OCTOBER.first)])
    [row] = load(dump(frozen), OCTOBER).heard
    typed = (row.kind, row.standing, row.help_role, row.said_on, row.first_said_on, row.themes)
    assert [type(one) for one in typed] == [Kind, Standing, HelpRole, date, date, tuple]


def test_nothing_frozen_is_nothing_again() -> None:
    assert load(dump(make_frozen()), OCTOBER) == make_frozen()


@pytest.mark.parametrize("field", ["words", "reference", "written_by", "sealed", "address"])
def test_no_words_and_no_names_are_frozen(field: str) -> None:
    [frozen] = json.loads(dump(make_frozen([make_heard()])))["heard"]
    assert field not in frozen


def test_what_was_frozen_when_there_were_only_rows_still_opens() -> None:
    rows = tuple(make_month(OCTOBER, 20, seed=3))
    assert load(encode(rows), OCTOBER) == make_frozen(rows)


def test_everything_a_month_can_hold_comes_out_as_it_was() -> None:
    assert load(dump(make_full()), Month(2020, 1)) == make_full()


def test_a_month_that_was_packed_comes_out_as_it_was_under_the_same_fingerprint() -> None:
    packed = pack(make_full())
    assert (load(packed.content, Month(2020, 1)), packed.hash) == (make_full(), fingerprint(make_full()))


@pytest.mark.parametrize("kept", [lambda: pack(make_full()).content, lambda: dump(make_full())])
def test_all_but_the_rows_comes_out_by_itself(kept: Callable[[], bytes]) -> None:
    assert head(kept(), Month(2020, 1)) == replace(make_full(), heard=())
