"""Rules that every table keeps."""

import re

import pytest
from sqlalchemy import Table, UniqueConstraint

from bot.storage.tables import metadata

TABLES = sorted(metadata.tables.values(), key=lambda table: table.name)
# product.md 10 and 23; reliability.md, standard 3.
FORBIDDEN = re.compile(
    r"class|income|background|famil|depriv|risk|score|birth|dob|gender|ethnic|religio|postcode|phone|email|first_name"
    r"|last_name|username|latitude|longitude|benefit"
)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_begins_with_the_organisation(table: Table) -> None:
    keys = [table.primary_key, *(one for one in table.constraints if isinstance(one, UniqueConstraint))]
    keys += [index for index in table.indexes if index.unique]
    assert keys
    assert all(next(iter(key.columns)).name == "organisation" for key in keys)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_says_who_somebody_is_or_what_they_have(table: Table) -> None:
    assert [column.name for column in table.columns if FORBIDDEN.search(column.name)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_refers_to_a_person_goes_with_them_or_outlives_them_for_a_reason(table: Table) -> None:
    """A case does, and a talk with a child: who wrote what to a child cannot be deleted (product.md 25)."""
    if "participant" not in table.columns or table.name in {"safeguarding_case", "talk"}:
        return
    rules = [key.ondelete for key in table.foreign_key_constraints if key.referred_table.name == "participant"]
    assert rules == ["CASCADE"]


def test_the_rule_for_columns_can_fail() -> None:
    assert FORBIDDEN.search("date_of_birth")
    assert FORBIDDEN.search("family_type")
