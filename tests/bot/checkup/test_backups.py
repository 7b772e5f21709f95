"""`earshot check` warns when too much could be lost, and when too much is still kept."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.checkup import Level
from bot.checkup.backups import backups
from bot.pack import load
from bot.settings import Settings
from bot.storage import backups as on_record
from bot.storage.database import Database, sqlite_file
from bot.storage.keys import Keys, MasterKey
from tests.bot.checkup.test_checkup import NOW, ORGANISATION, of, settings
from tests.factories_storage import known, unlocked


async def put_on_record(url: str, folder: Path, *moments: datetime) -> None:
    database = await Database.open(url)
    keys = await unlocked(database, MasterKey.load_or_make(folder / "keys" / "master.key", may_make=True), ORGANISATION)
    await known(database, keys, "ada")
    async with database.write() as conn:
        for number, moment in enumerate(moments):
            await on_record.made(conn, keys, f"{number:032x}", moment)
    await database.close()


async def told(given: Settings, level: Level = Level.WARNING) -> list[str]:
    return of(await backups(given, load(given.area_pack), NOW, looks=True), level)


async def test_people_who_spoke_are_in_no_backup(url: str, tmp_path: Path) -> None:
    await put_on_record(url, tmp_path)
    [line] = await told(settings(tmp_path, database_url=url))
    assert line.startswith("backup: there is none of what people said: `earshot backup FILE`")


async def test_where_nobody_spoke_no_backup_is_missed(url: str, tmp_path: Path) -> None:
    assert await told(settings(tmp_path, database_url=url)) == []


@pytest.mark.parametrize(("days", "warns"), [(0, False), (7, False), (8, True), (40, True)])
async def test_the_newest_may_be_a_week_old(url: str, tmp_path: Path, days: int, warns: bool) -> None:  # noqa: FBT001
    await put_on_record(url, tmp_path, NOW - timedelta(days=90), NOW - timedelta(days=days))
    given = settings(tmp_path, database_url=url)
    assert bool(await told(given)) is warns
    if not warns:
        [line] = await told(given, Level.OK)
        assert (
            line
            == f"backup: the newest is {days} days old. Those from before 2026-05-11 must be gone, wherever they lie."
        )


async def test_what_was_brought_back_is_as_young_as_its_backup(url: str, tmp_path: Path) -> None:
    await put_on_record(url, tmp_path)
    database, master = (
        await Database.open(url),
        MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=False),
    )
    keys: Keys = await unlocked(database, master, ORGANISATION)
    async with database.write() as conn:
        await on_record.restored(conn, keys, "f" * 32, NOW - timedelta(days=9), NOW)
    await database.close()
    [line] = await told(settings(tmp_path, database_url=url))
    assert line.startswith("backup: the newest is 9 days old: `earshot backup FILE`, each night")
    assert line.endswith("Those from before 2026-05-11 must be gone, wherever they lie.")


@pytest.mark.parametrize(("days", "kept", "warns"), [(34, 35, False), (36, 35, True), (8, 7, True)])
async def test_a_backup_that_lies_too_long_where_it_was_made_is_named(
    tmp_path: Path,
    days: int,
    kept: int,
    warns: bool,  # noqa: FBT001
) -> None:
    given = settings(tmp_path, backups_kept_days=kept)
    given.data_dir.mkdir()
    old, gone = tmp_path / "a file with spaces", tmp_path / "gone"
    old.write_bytes(b"")
    moment = (NOW - timedelta(days=days)).isoformat()
    (given.data_dir / on_record.LOG).write_text(f"{moment} {old}\n{moment} {gone}\nnonsense\n")
    assert await told(given) == ([f"backup: {old} is older than {kept} days: delete it."] if warns else [])


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_what_was_set_aside_is_named(url: str, tmp_path: Path) -> None:
    file = sqlite_file(url)
    assert file is not None
    aside = file.with_name(f"{file.name}.set-aside-20260601-120000")
    aside.write_bytes(b"")
    [line] = await told(settings(tmp_path, database_url=url))
    assert str(aside) in line
    assert "delete it" in line
