"""What is handed out: everything that was said but cases, on record, and coming back as it went."""

import stat
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.conversation.effects import AddWords, Withdraw
from bot.domain import reference
from bot.domain.contribution import Standing
from bot.errors import StorageError
from bot.exchange import csv_form, handing_out
from bot.exchange.bringing_in import Desk
from bot.exchange.csv_form import COLUMNS, Row
from bot.storage import audit
from bot.storage.database import Database
from bot.storage.keys import Keys, MasterKey
from bot.storage.migrate import migrate
from tests.bot.exchange.test_csv_form import nasty
from tests.factories_exchange import bring, desk, handed_out, lines_of, table
from tests.factories_storage import NOW, ORGANISATION, TODAY, carried_out, done, keep, known, unlocked


@pytest.fixture
def at(database: Database, keys: Keys) -> Desk:
    return desk(database, keys)


@pytest.fixture
async def another_town(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk of another installation, with keys of its own."""
    address = f"sqlite:///{tmp_path / 'other' / 'earshot.db'}"
    await migrate(address)
    database = await Database.open(address)
    master = MasterKey.load_or_make(tmp_path / "other" / "keys" / "master.key", may_make=True)
    yield desk(database, await unlocked(database, master), seed=2)
    await database.close()


async def talked(at: Desk) -> None:
    """A person of a channel who told three things, one of them amended, one withdrawn, one spam."""
    [ada] = await known(at.database, at.keys, "ada")
    given = [reference.make("LK", lambda _, number=number: number) for number in range(4)]
    await carried_out(
        at.database,
        at.keys,
        done(ada, keep("c1", "=SUM(a hoop)", reference=given[0], neighbourhood="quayside"), "1"),
        done(ada, AddWords("c1", "- and a net\0"), "2"),
        done(ada, keep("c2", "not this", reference=given[1], neighbourhood="quayside"), "3"),
        done(ada, Withdraw("c2"), "4"),
        done(ada, keep("c3", "buy now", reference=given[2], neighbourhood="mill-row", standing=Standing.SPAM), "5"),
        done(
            ada, keep("c4", "help", reference=given[3], neighbourhood="quayside", standing=Standing.SAFEGUARDING), "6"
        ),
    )


def names_in(folder: Path) -> list[str]:
    return [one.name for one in folder.glob("*.csv*")]


async def test_all_that_was_said_is_handed_out_but_cases_and_what_was_withdrawn(at: Desk) -> None:
    await talked(at)
    rows = table(await handed_out(at))
    assert [(row["text"], row["standing"]) for row in rows] == [
        ("'=SUM(a hoop)\n- and a net\\u0000", "heard"),
        ("buy now", "spam"),
    ]
    assert tuple(rows[0]) == COLUMNS
    assert len({row["said_by_hash"] for row in rows}) == 1


async def test_it_is_on_record_before_the_first_line_is_given(at: Desk) -> None:
    lines = handing_out.hand_out(at.database, at.keys, id_="e1", now=NOW)
    await anext(lines)
    await lines.aclose()
    async with at.database.read() as conn:
        assert await audit.lines(conn, ORGANISATION) == [(NOW, "operator", "export")]


async def test_handed_out_and_brought_in_elsewhere_it_is_the_same_to_the_byte(at: Desk, another_town: Desk) -> None:
    await talked(at)
    rows = [{"text": f"text {number}", "said_on": f"2026-09-0{1 + number % 3}"} for number in range(9)]
    await bring(at, [*rows, {"text": "amber alert", "standing": "heard"}, {"written_by": "Sam", "said_it": "30"}])
    first = await handed_out(at)
    await bring(another_town, first)
    assert await handed_out(another_town) == first


@given(said=st.lists(st.tuples(nasty, st.integers(0, 2), nasty), max_size=4))
@example(said=[("'=1", 1, "@me"), ("''=1", 1, ""), ("\0\ud800\\ud800", 0, ""), ("x" * 5000, 2, "-"), ("\r\n.", 1, "")])
@example(said=[("same", 0, ""), ("same", 0, ""), (" SAME", 0, "")])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
async def test_whatever_people_write_goes_out_and_comes_back(
    database: Database, master: MasterKey, said: list[tuple[str, int, str]]
) -> None:
    """An organisation of its own stands for an empty database."""
    told = [one for one in said if one[0].strip()]
    here, there = [desk(database, await unlocked(database, master, uuid4().hex), seed=seed) for seed in (1, 2)]
    lines = [(text, str(TODAY - timedelta(days=ago)), "quayside", "", "", "", who[:200]) for text, ago, who in told]
    columns = ("text", "said_on", "neighbourhood", "kind", "theme", "said_it", "written_by")
    assert (await bring(here, b"".join(csv_form.line(one) for one in (columns, *lines)))).stored == len(told)
    first = await handed_out(here)
    back = [one for one in csv_form.read(first) if isinstance(one, Row)]
    assert sorted(one.cells["text"] for one in back) == sorted(text for text, *_ in told)
    assert (await bring(there, first)).stored == len(told)
    assert await handed_out(there) == first
    assert (await bring(here, first)).stored == 0


async def test_a_file_is_written_whole_for_its_owner_alone(at: Desk, tmp_path: Path) -> None:
    await bring(at, [{}, {}])
    path = tmp_path / "out.csv"
    path.write_text("before")
    assert await handing_out.save(lines_of(at), path) == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [row["text"] for row in table(path.read_bytes())] == ["more buses", "more buses"]


async def test_a_file_that_cannot_be_finished_is_as_it_was(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.csv"
    path.write_text("before")
    with pytest.raises(StorageError, match="No space"):
        await handing_out.save(broken(), path)
    with pytest.raises(StorageError, match="No such file"):
        await handing_out.save(broken(), tmp_path / "nowhere" / "out.csv")
    assert path.read_text() == "before"
    assert names_in(tmp_path) == ["out.csv"]
