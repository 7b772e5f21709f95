"""What is not brought back, and that the store is as it was whenever something is refused."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.backup import Site, form, whole_file
from bot.errors import BackupRefused, DatabaseBusy, EarshotError, KeyFileError, Refused, SettingError, StorageError
from bot.lock import only_one_in
from bot.storage.database import Database, sqlite_file
from bot.storage.keys import MasterKey
from bot.storage.postgres_server import PostgresServer
from bot.storage.stores import store
from tests.factories_backup import backed_up, brought_back, erase, site, speak, words

ON_SQLITE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("store", ["postgresql"], indirect=True)


@pytest.fixture
async def kept(at: Site, file: Path) -> Site:
    """An installation with a backup, and one thing said since."""
    await speak(at, "ada", "a hoop by the shops")
    await backed_up(at, file)
    await speak(at, "ada", "said since")
    return at


async def untouched(at: Site) -> None:
    """The store is as it was, and nothing lies beside it."""
    assert await words(at) == {"a hoop by the shops", "said since"}
    assert await asyncio.to_thread(store(at.database).leftovers) == []


async def refused(
    at: Site, file: Path, *told: str, why: type[EarshotError] = BackupRefused, replace: bool = True
) -> None:
    with pytest.raises(why) as fault:
        await brought_back(at, file, replace=replace)
    assert all(one in str(fault.value) for one in told), str(fault.value)
    await untouched(at)


@pytest.mark.parametrize("where", [len(form.MAGIC) + 30, -40, -1])
async def test_a_file_that_was_tampered_with(kept: Site, file: Path, where: int) -> None:
    content = bytearray(file.read_bytes())
    content[where] ^= 1
    file.write_bytes(content)
    await refused(kept, file, str(file))


@pytest.mark.parametrize("left", [0.0, 0.001, 0.5, 0.999])
async def test_a_file_that_was_cut_off(kept: Site, file: Path, left: float) -> None:
    os.truncate(file, int(file.stat().st_size * left))
    await refused(kept, file, str(file))


async def test_a_file_that_is_no_backup(kept: Site, file: Path) -> None:
    file.write_bytes(b"SQLite format 3\0" * 500)
    await refused(kept, file, "no backup of Earshot's")


async def test_a_file_that_is_not_there(kept: Site, file: Path) -> None:
    await refused(kept, file.with_name("other"), "cannot be read")


async def test_a_backup_of_another_organisation(kept: Site, file: Path) -> None:
    other = site(kept.database, kept.data_dir.parent, organisation="leeds")
    with pytest.raises(BackupRefused, match=r"a backup of mk.*AREA_PACK"):
        await brought_back(other, file, replace=True)
    await untouched(kept)


async def test_a_backup_of_another_master_key(kept: Site, file: Path, tmp_path: Path) -> None:
    kept.key_file.rename(tmp_path / "key")
    shutil.copy(kept.key_file.with_suffix(".hash-secret"), kept.key_file)
    with pytest.raises(BackupRefused, match="another master key"):
        await brought_back(kept, file, replace=True)
    (tmp_path / "key").replace(kept.key_file)
    await untouched(kept)


async def test_without_a_master_key_nothing_is_begun_and_none_is_made(kept: Site, file: Path, tmp_path: Path) -> None:
    kept.key_file.rename(tmp_path / "key")
    with pytest.raises(KeyFileError, match="missing"):
        await brought_back(kept, file, replace=True)
    assert not kept.key_file.exists()
    (tmp_path / "key").rename(kept.key_file)
    await untouched(kept)


async def test_another_hash_secret_would_know_nobody_again(kept: Site, file: Path, tmp_path: Path) -> None:
    secret = kept.key_file.with_suffix(".hash-secret")
    secret.rename(tmp_path / "secret")
    shutil.copy(kept.key_file, secret)
    with pytest.raises(KeyFileError, match="hash secret"):
        await brought_back(kept, file, replace=True)
    (tmp_path / "secret").replace(secret)
    await untouched(kept)


async def test_a_database_that_is_there_already(kept: Site, file: Path) -> None:
    await refused(kept, file, "--replace", why=Refused, replace=False)


async def test_while_earshot_runs(kept: Site, file: Path) -> None:
    with only_one_in(kept.data_dir):
        await refused(kept, file, "running there already", why=SettingError)


async def test_while_another_program_has_the_database_open(kept: Site, file: Path) -> None:
    database = await Database.open(kept.database)
    async with database.read():
        with pytest.raises(DatabaseBusy, match="stop"):
            await brought_back(kept, file, replace=True)
    await database.close()
    await untouched(kept)


async def test_a_log_of_erasures_older_than_the_backup(at: Site, file: Path) -> None:
    await erase(at, await speak(at, "ben", "more lamps"))
    await speak(at, "ada", "a hoop by the shops", "said since")
    await backed_up(at, file)
    at.key_file.with_name("erased.log").unlink()
    await refused(at, file, "knows of 0 erasures, this backup of 1", "--old-log", why=Refused)
    await brought_back(at, file, replace=True, old_log=True)
    assert await words(at) == {"a hoop by the shops", "said since"}


@ON_SQLITE
async def test_a_backup_of_another_kind_of_store(kept: Site, file: Path) -> None:
    other = site("postgresql://nobody@127.0.0.1:9/none", kept.data_dir.parent)
    with pytest.raises(BackupRefused, match="of sqlite, and the database here is postgresql"):
        await brought_back(other, file, replace=True)


@ON_SQLITE
async def test_a_damaged_database_is_set_aside_with_its_log(kept: Site, file: Path) -> None:
    stored = sqlite_file(kept.database)
    assert stored is not None
    stored.write_bytes(b"these are no tables" * 1000)
    stored.with_name(stored.name + "-wal").write_bytes(b"nor is this a log")
    aside = (await brought_back(kept, file, replace=True)).aside
    assert await words(kept) == {"a hoop by the shops"}
    assert Path(aside or "").read_bytes().startswith(b"these are no tables")
    assert Path(f"{aside}-wal").read_bytes() == b"nor is this a log"


async def test_nothing_kept_yet_is_no_backup(empty_url: str, tmp_path: Path, file: Path) -> None:
    at = site(empty_url, tmp_path)
    MasterKey.load_or_make(at.key_file, may_make=True)
    with pytest.raises(BackupRefused, match="nothing is kept yet"):
        await backed_up(at, file)
    assert not file.exists()


async def test_a_backup_never_takes_the_place_of_another_file(kept: Site, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(BackupRefused, match="there already"):
        await backed_up(kept, file)
    assert file.read_bytes() == before


async def test_a_folder_that_is_not_there(kept: Site, file: Path) -> None:
    with pytest.raises(BackupRefused, match="cannot be written"):
        await backed_up(kept, file.parent / "none" / "x")


@pytest.mark.parametrize("nameless", [whole_file._NAMELESS, 0])
def test_what_fails_half_way_leaves_no_file(file: Path, monkeypatch: pytest.MonkeyPatch, nameless: int) -> None:
    monkeypatch.setattr(whole_file, "_NAMELESS", nameless)

    def half() -> Iterator[bytes]:
        yield b"half"
        raise StorageError("the disk is gone")

    with pytest.raises(StorageError):
        whole_file.write(file, half())
    assert list(file.parent.iterdir()) == []
    assert whole_file.write(file, [b"wh", b"ole"]) == 5
    assert file.read_bytes() == b"whole"
    assert [one.stat().st_mode & 0o777 for one in file.parent.iterdir()] == [0o600]


@ON_POSTGRES
async def test_without_the_programs_it_is_said_what_to_install(
    kept: Site, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StorageError, match="pg_dump is not on PATH: install"):
        await backed_up(kept, file.with_name("other"))
    await refused(kept, file, "pg_restore is not on PATH: install", why=StorageError)


@ON_POSTGRES
async def test_a_role_that_may_make_no_databases_is_told_so(kept: Site, file: Path) -> None:
    server = PostgresServer(make_url(kept.database))
    await asyncio.to_thread(
        run, server, "DROP ROLE IF EXISTS meek", "CREATE ROLE meek LOGIN", "GRANT pg_read_all_data TO meek"
    )
    meek = make_url(kept.database).set(username="meek").render_as_string(hide_password=False)
    with pytest.raises(StorageError, match="ALTER ROLE meek CREATEDB"):
        await brought_back(site(meek, kept.data_dir.parent), file, replace=True)
    await untouched(kept)


def run(server: PostgresServer, *statements: str) -> None:
    asyncio.run(server._done(statements))
