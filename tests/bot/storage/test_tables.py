"""Rules that every table keeps."""

import re

from sqlalchemy import UniqueConstraint

from bot.storage.tables import metadata

TABLES = sorted(metadata.tables.values(), key=lambda table: table.name)
# product.md 10 and 23; reliability.md, standard 3.
FORBIDDEN = re.compile(
    r"class|income|background|famil|depriv|risk|score|birth|dob|gender|ethnic|religio|postcode|phone|email|first_name"
    r"|last_name|username|latitude|longitude|benefit"
)


def test_every_key_begins_with_the_organisation() -> None:
    for table in TABLES:
        keys = [table.primary_key, *(one for one in table.constraints if isinstance(one, UniqueConstraint))]
        keys += [index for index in table.indexes if index.unique]
        assert {next(iter(key.columns)).name for key in keys} == {"organisation"}, table.name


def test_no_column_says_who_somebody_is_or_what_they_have() -> None:
    every = [f"{table.name}.{column.name}" for table in TABLES for column in table.columns]
    assert [one for one in every if FORBIDDEN.search(one.rpartition(".")[2])] == []


def test_what_refers_to_a_person_goes_with_them_or_outlives_them_for_a_reason() -> None:
    """A case does, and a talk with a child: who wrote what to a child cannot be deleted (product.md 25)."""
    for table in TABLES:
        if "participant" in table.columns and table.name not in {"safeguarding_case", "talk"}:
            keys = [key for key in table.foreign_key_constraints if key.referred_table.name == "participant"]
            assert [key.ondelete for key in keys] == ["CASCADE"], table.name


def test_the_rule_for_columns_can_fail() -> None:
    assert FORBIDDEN.search("date_of_birth")
    assert FORBIDDEN.search("family_type")
