"""Every stored field stands in the assessment, and every feature says what it means for a child (reliability.md 5)."""

import re
from pathlib import Path

import pytest

from bot.dialogues.catalogue import dialogues
from bot.storage.tables import metadata
from tests.handlers.console.test_fence import NEEDS

ROOT = Path(__file__).parents[1]
GROUNDS = {"listening", "consent", "safeguarding", "talk", "work", "house"}
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \| (.+) \| (.+) \|$", re.MULTILINE)
FIELDS = {table: (ground, what, columns) for table, ground, what, columns in ROW.findall(
    (ROOT / "docs" / "data-protection.md").read_text("utf-8")
)}  # fmt: skip
CHILDREN = (ROOT / "docs" / "children.md").read_text("utf-8")
FEWEST_WORDS = 4


def lines(heading: str) -> dict[str, str]:
    """What stands of each feature in the table under a heading of children.md."""
    part = CHILDREN.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", part, re.MULTILINE))


def jobs() -> set[str]:
    """Every timed job, by the name of its file."""
    scheduler = (ROOT / "bot" / "scheduler.py").read_text("utf-8")
    return set(re.findall(r"^from bot\.jobs\.(\w+) import \1$", scheduler, re.MULTILINE))


def public_pages() -> set[str]:
    """The first part of every address that somebody who is no worker can open."""
    pages = set[str]()
    for path in (ROOT / "handlers" / "web").rglob("*.py"):
        found = re.findall(r'Route\(f?"/([^/"{]*)', path.read_text("utf-8"))
        pages |= {f"/{one}" for one in found}
    return pages | {"/reports"}


def rooms() -> set[str]:
    """Every room of the console."""
    return {"/".join(path.split("/")[:3]) for _, path in NEEDS}


def test_every_stored_field_is_in_the_assessment_and_nothing_else_is() -> None:
    """Standard 2: 0 unlisted."""
    listed = {table: set(re.findall(r"`(\w+)`", columns)) for table, (_, _, columns) in FIELDS.items()}
    assert listed == {table.name: {column.name for column in table.columns} for table in metadata.tables.values()}


def test_each_is_kept_on_a_ground_and_for_something() -> None:
    for table in metadata.tables:
        ground, what, _ = FIELDS[table]
        assert ground in GROUNDS, table
        assert len(what.split()) >= 3, table


@pytest.mark.parametrize(
    ("heading", "there"),
    [
        ("Conversations", set(dialogues())),
        ("By the clock", jobs()),
        ("Pages that anybody opens", public_pages()),
        ("The workers' pages", rooms()),
    ],
)
def test_every_feature_says_what_it_means_for_a_child(heading: str, there: set[str]) -> None:
    """Standard 1: a dialogue, job or page without a written line fails here."""
    said = lines(heading)
    assert said.keys() == there
    assert [one for one, line in said.items() if len(line.split()) < FEWEST_WORDS] == []
