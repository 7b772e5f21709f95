"""The table of demands names tests and transcripts that there are, for each demand at least one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| ([SP]?\d+) \|.*\| (.*) \|$", re.MULTILINE)
TABLES = {name: dict(ROW.findall((ROOT / "docs" / f"{name}.md").read_text("utf-8"))) for name in (
    "requirements", "safeguarding", "privacy",
)}  # fmt: skip
ROWS = {key: shown for rows in TABLES.values() for key, shown in rows.items()}
SHOWN = re.compile(r"`(?:(tests/[\w/]+\.py)::(test_\w+)|transcript:(\w+))`")


def test_every_demand_of_residents_and_young_people_stands_in_the_table() -> None:
    assert list(TABLES["requirements"])[:27] == [str(number) for number in range(1, 28)]


def test_every_statement_of_safeguarding_and_privacy_stands_in_its_table() -> None:
    """reliability.md, sections 5 and 6."""
    assert list(TABLES["safeguarding"]) == [f"S{number}" for number in range(1, 14)]
    assert list(TABLES["privacy"]) == [f"P{number}" for number in range(1, 16)]


@pytest.mark.parametrize("number", list(ROWS))
def test_what_shows_a_demand_is_there(number: str) -> None:
    shown = SHOWN.findall(ROWS[number])
    assert len(shown) == ROWS[number].count("`") // 2 > 0, ROWS[number]
    for file, test, transcript in shown:
        if transcript:
            assert (ROOT / "tests" / "transcripts" / f"{transcript}.txt").is_file(), transcript
        else:
            assert re.search(rf"^(?:async )?def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), test
