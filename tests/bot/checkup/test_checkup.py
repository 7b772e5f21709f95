"""`earshot check` says in plain words what is wrong, and touches nothing."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from bot import weights
from bot.checkup import Finding, Level, check, good, lines
from bot.checkup.machine import ENOUGH, LEAST, MIB
from bot.core import LOCALES, ROOT
from bot.settings import Settings, load
from bot.storage import audit, tables
from bot.storage.database import Database
from bot.storage.keys import MasterKey
from bot.storage.migrate import migrate
from tests.factories_pack import write_pack
from tests.factories_storage import known, unlocked

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
ORGANISATION = "harbour-voices"


def settings(folder: Path, **given: Any) -> Settings:
    """Settings of an installation in `folder`, none of them from outside."""
    pack = folder / "pack"
    if not pack.exists():
        write_pack(pack)
    usual = {"data_dir": folder / "var", "area_pack": pack, "telegram_bot_token": "", "_env_file": None}
    return load(**(usual | given))


async def checked(given: Settings, **how: Any) -> list[Finding]:
    usual = {"free": lambda _: 5 * ENOUGH, "locales": few_words(given.data_dir.parent / "locales")}
    return await check(given, how.pop("now", NOW), **(usual | how))


def few_words(locales: Path) -> Path:
    """English of one text, one reserved word and one danger rule: read in no time."""
    english = locales / "en"
    if not english.exists():
        english.mkdir(parents=True)
        (english / "messages.po").write_text('msgid "share.thanks"\nmsgstr "Thanks."\n')
        (english / "reserved.toml").write_text('[words]\nback = ["back"]\n')
        (english / "danger.toml").write_text('[[rule]]\nname = "fire"\nlevel = "red"\nphrases = ["on fire"]\n')
    return locales


def of(findings: Iterable[Finding], level: Level) -> list[str]:
    return [f"{one.subject}: {one.sentence}" for one in findings if one.level is level]


def one_wrong(findings: Iterable[Finding], *words: str) -> None:
    """There is exactly one thing wrong, and it is said in these words."""
    [told] = of(findings, Level.WRONG)
    assert all(word in told for word in words), told


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (one for one in folder.rglob("*") if one.is_file())
    return {str(one): (one.read_bytes(), one.stat().st_mode) for one in files}


@pytest.fixture
async def installed(url: str, tmp_path: Path) -> Settings:
    """An installation that has been running, on both stores."""
    database = await Database.open(url)
    master = MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=True)
    keys = await unlocked(database, master, ORGANISATION)
    await known(database, keys, "ada")
    await database.close()
    (tmp_path / "var").mkdir()
    return settings(tmp_path, database_url=url)


@pytest.fixture
async def on_sqlite(tmp_path: Path) -> Path:
    """The file of a database that was migrated and never used."""
    file = tmp_path / "var" / "earshot.sqlite3"
    await migrate(f"sqlite:///{file}")
    return file


async def test_where_nothing_is_yet_nothing_is_wrong_and_nothing_is_made(tmp_path: Path) -> None:
    given = settings(tmp_path)
    few_words(tmp_path / "locales")
    before = contents(tmp_path)
    found = await checked(given)
    assert good(found), of(found, Level.WRONG)
    assert any("`earshot run` makes it" in one for one in of(found, Level.OK) if one.startswith("database"))
    assert any("`earshot run` makes it" in one for one in of(found, Level.OK) if one.startswith("keys"))
    assert contents(tmp_path) == before


async def test_a_sound_installation_is_found_sound_and_left_as_it_is(installed: Settings, tmp_path: Path) -> None:
    few_words(tmp_path / "locales")
    before = contents(tmp_path)
    found = await checked(installed)
    assert good(found), of(found, Level.WRONG)
    assert "keys: made for this database." in of(found, Level.OK)
    assert "schema: up to date." in of(found, Level.OK)
    assert contents(tmp_path) == before


async def test_a_database_without_tables_is_no_fault(empty_url: str, tmp_path: Path) -> None:
    assert good(await checked(settings(tmp_path, database_url=empty_url)))


async def test_a_schema_that_is_behind_is_wrong(empty_url: str, tmp_path: Path) -> None:
    await migrate(empty_url)
    await migrate(empty_url, "-1")
    found = await checked(settings(tmp_path, database_url=empty_url))
    assert any("run `earshot migrate`" in one for one in of(found, Level.WRONG))


async def test_a_schema_that_was_changed_by_hand_is_wrong(empty_url: str, tmp_path: Path) -> None:
    await migrate(empty_url)
    database = await Database.open(empty_url)
    async with database.write() as conn:
        await conn.execute(text("ALTER TABLE participant ADD COLUMN income INTEGER"))
    await database.close()
    one_wrong(await checked(settings(tmp_path, database_url=empty_url)), "schema", "changed by hand")


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:9/none", "mysql://here/db", "junk", "sqlite://"])
async def test_a_database_that_cannot_be_reached_is_wrong(tmp_path: Path, address: str) -> None:
    one_wrong(await checked(settings(tmp_path, database_url=address)), "database: ")


async def test_a_folder_in_the_place_of_the_database_is_wrong(tmp_path: Path) -> None:
    one_wrong(await checked(settings(tmp_path, database_url=f"sqlite:///{tmp_path}")), "database", "is not a file")


async def test_a_file_that_is_no_database_is_wrong_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "earshot.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"these are no tables" * 100)
    one_wrong(await checked(settings(tmp_path)), "is no SQLite file")
    assert file.read_bytes() == b"these are no tables" * 100


def made_elsewhere(file: Path) -> bytes:
    """A SQLite file as other programs make it."""
    file.parent.mkdir()
    with sqlite3.connect(file) as conn:
        conn.execute("CREATE TABLE alembic_version (version_num TEXT)")
    return file.read_bytes()


def garbled(file: Path) -> None:
    """The middle of the file overwritten."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20_000] = b"\xff" * 20_000
    file.write_bytes(content)


async def test_a_file_without_a_write_ahead_log_is_wrong_and_not_converted(tmp_path: Path) -> None:
    file = tmp_path / "var" / "earshot.sqlite3"
    before = made_elsewhere(file)
    one_wrong(await checked(settings(tmp_path)), "write-ahead log")
    assert file.read_bytes() == before


async def test_a_damaged_file_is_wrong(on_sqlite: Path, tmp_path: Path) -> None:
    garbled(on_sqlite)
    assert not good(await checked(settings(tmp_path)))


async def test_a_row_that_refers_to_nothing_is_wrong(on_sqlite: Path, tmp_path: Path) -> None:
    with sqlite3.connect(on_sqlite) as conn:
        conn.execute("INSERT INTO journal (organisation, participant, sealed, last_order) VALUES ('a', 'b', x'00', 1)")
    one_wrong(await checked(settings(tmp_path)), "journal", "participant")


async def test_a_missing_key_is_wrong_once_the_database_was_locked_with_it(installed: Settings) -> None:
    installed.key_file.unlink()
    one_wrong(await checked(installed), "keys", "is missing", "bring it back")
    assert not installed.key_file.exists()


async def test_a_missing_hash_secret_is_wrong_too(installed: Settings) -> None:
    installed.key_file.with_suffix(".hash-secret").unlink()
    one_wrong(await checked(installed), "keys", "hash-secret is missing")


async def test_a_key_that_others_can_read_is_wrong(installed: Settings) -> None:
    installed.key_file.chmod(0o644)
    one_wrong(await checked(installed), "keys", "chmod 600")


@pytest.mark.parametrize("suffix", [".key", ".hash-secret"])
async def test_a_key_of_another_database_is_wrong(installed: Settings, tmp_path: Path, suffix: str) -> None:
    MasterKey.load_or_make(tmp_path / "other" / "master.key", may_make=True)
    (tmp_path / "other" / f"master{suffix}").replace(installed.key_file.with_suffix(suffix))
    one_wrong(await checked(installed), "keys", "is not the one this database was")


async def test_a_key_that_is_no_key_is_wrong_even_where_nothing_is_kept_yet(tmp_path: Path) -> None:
    MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=True)
    (tmp_path / "keys" / "master.key").write_text("hello\n")
    one_wrong(await checked(settings(tmp_path)), "keys", "master.key")


async def test_a_key_that_lies_beside_the_words_is_worth_a_look(tmp_path: Path) -> None:
    found = await checked(settings(tmp_path, master_key_file=tmp_path / "var" / "master.key"))
    assert any("whoever copies one has both" in one for one in of(found, Level.WARNING))


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (b"2026-01-02 " + b"0a" * 32 + b"\nhalf a li", "line 2"),
        (b"\xff\xfe", "cannot be read"),
        (b"\n", "line 1"),
    ],
)
async def test_a_damaged_log_of_erasures_is_wrong(installed: Settings, log: bytes, said: str) -> None:
    file = installed.key_file.with_name("erased.log")
    file.write_bytes(log)
    file.chmod(0o600)
    one_wrong(await checked(installed), "erased.log", said)


async def test_a_log_of_erasures_is_counted(installed: Settings) -> None:
    file = installed.key_file.with_name("erased.log")
    file.write_text(f"2026-01-02 {'0a' * 32}\n")
    assert any("can be read by others" in one for one in of(await checked(installed), Level.WARNING))
    file.chmod(0o600)
    assert "erased.log: 1 erasures on record." in of(await checked(installed), Level.OK)


async def test_another_towns_database_is_worth_a_look(installed: Settings, tmp_path: Path) -> None:
    area = (tmp_path / "pack" / "area.toml").read_text()
    (tmp_path / "pack" / "area.toml").write_text(area.replace(ORGANISATION, "another-one"))
    found = await checked(installed)
    assert any("another organisation's words" in one for one in of(found, Level.WARNING))


async def test_every_fault_of_the_pack_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", agencies="[council]\nname = 7\n", holidays="[[[")
    found = of(await checked(settings(tmp_path)), Level.WRONG)
    assert any("agencies.toml" in one for one in found)
    assert any("holidays.toml" in one for one in found)


async def test_a_town_where_nobody_would_be_there_in_danger_is_wrong(tmp_path: Path) -> None:
    given = settings(tmp_path)
    area = tmp_path / "pack" / "area.toml"
    area.write_text(area.read_text().replace('deputy = "the deputy safeguarding lead"', 'deputy = " "'))
    one_wrong(await checked(given), "safeguarding", "a safeguarding deputy")


async def test_a_mobiliser_who_is_made_up_is_something_to_look_at_and_nothing_wrong(tmp_path: Path) -> None:
    given = settings(tmp_path)
    file = tmp_path / "pack" / "neighbourhoods.toml"
    file.write_text(file.read_text().replace('mobiliser = "Ash"', 'mobiliser = "Ash"\nplaceholders = ["mobiliser"]'))
    found = await checked(given)
    [told] = [one for one in of(found, Level.WARNING) if "placeholders" in one]
    assert '[mill-row] mobiliser "Ash"' in told
    assert good(found)


async def test_a_language_that_is_on_needs_danger_words_and_reserved_words(tmp_path: Path) -> None:
    given = settings(tmp_path)
    file = tmp_path / "pack" / "languages.toml"
    file.write_text(file.read_text() + '\n[cy]\nname = "Cymraeg"\non = true\nreader = "Sam"\nturnaround_days = 2\n')
    found = await checked(given)
    assert [one.split(":")[0] for one in of(found, Level.WRONG)] == ["danger words", "reserved words"]
    assert any("Cymraeg (cy) lacks" in one for one in of(found, Level.WARNING))


async def test_a_translation_that_needs_what_nobody_gives_is_named(tmp_path: Path) -> None:
    given = settings(tmp_path)
    languages = tmp_path / "pack" / "languages.toml"
    languages.write_text(
        languages.read_text() + '\n[cy]\nname = "Cymraeg"\non = true\nreader = "Sam"\nturnaround_days = 2\n'
    )
    welsh = few_words(tmp_path / "locales") / "cy"
    welsh.mkdir()
    (welsh / "messages.po").write_text('msgid "share.thanks"\nmsgstr "Diolch {mobiliser}."\n')
    told = of(await checked(given), Level.WARNING)
    assert any(
        "Cymraeg (cy) names values in braces that nobody gives, so English is shown: share.thanks" in one
        for one in told
    )


async def test_a_word_list_that_cannot_be_read_is_wrong(tmp_path: Path) -> None:
    locales = few_words(tmp_path / "locales")
    (locales / "en" / "danger.toml").write_text("rule = [[[")
    one_wrong(await checked(settings(tmp_path)), "wording", "danger.toml")


async def test_learning_that_broke_off_in_the_night_is_worth_a_look(tmp_path: Path) -> None:
    weights.note_tried(settings(tmp_path).data_dir, broke=True)
    told = of(await checked(settings(tmp_path)), Level.WARNING)
    assert [line for line in told if "broke off" in line], told
    weights.note_tried(settings(tmp_path).data_dir)
    assert not [line for line in of(await checked(settings(tmp_path)), Level.WARNING) if "broke off" in line]


async def test_what_ships_is_whole(tmp_path: Path) -> None:
    """Earshot's own wording and Milton Keynes, as somebody finds them who has just fetched them."""
    found = await checked(settings(tmp_path, area_pack=ROOT / "areas" / "milton-keynes"), locales=LOCALES)
    assert good(found), of(found, Level.WRONG)
    assert not [
        one for one in of(found, Level.WARNING) if not one.startswith(("pack: ", "draft: ", "mail: ", "safeguarding: "))
    ]


@pytest.mark.parametrize(("free", "level"), [(LEAST - MIB, Level.WRONG), (LEAST, Level.WARNING), (ENOUGH, Level.OK)])
async def test_room_on_the_disk_is_needed(tmp_path: Path, free: int, level: Level) -> None:
    found = await checked(settings(tmp_path), free=lambda _: free)
    assert [one.level for one in found if one.subject == "disk"] == [level]


async def test_a_file_where_the_data_should_go_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    one_wrong(await checked(settings(tmp_path, data_dir=tmp_path / "file")), "DATA_DIR", "make it a folder")


@pytest.mark.parametrize("year", [1970, 2025, 2100])
async def test_a_clock_that_is_years_off_is_wrong(tmp_path: Path, year: int) -> None:
    found = await checked(settings(tmp_path), now=datetime(year, 6, 1, tzinfo=UTC))
    one_wrong(found, "clock", str(year))


TOKEN = {"telegram_bot_token": "123:abc"}


@pytest.mark.parametrize(
    ("given", "level", "said"),
    [
        ({}, Level.OK, "PUBLIC_URL: http://127.0.0.1:8080, for this machine only."),
        ({"public_url": "https://chat.example.org"}, Level.OK, "PUBLIC_URL: https://chat.example.org"),
        ({"public_url": "http://chat.example.org"}, Level.WARNING, "is not https"),
        ({"public_url": "http://localhost:1", "web_host": "0.0.0.0"}, Level.WARNING, "links lead others nowhere"),  # noqa: S104
        (TOKEN, Level.WARNING, "links lead others nowhere"),
        ({"public_url": "https://"}, Level.WRONG, "names no host"),
        ({"public_url": "https://a:b"}, Level.WRONG, "is not an address"),
        (TOKEN | {"telegram_mode": "webhook"}, Level.WARNING, "on this machine only"),
        (
            TOKEN | {"telegram_mode": "webhook", "public_url": "http://a.example"},
            Level.WRONG,
            "TELEGRAM_MODE: webhook needs https",
        ),
        (TOKEN | {"telegram_mode": "webhook", "public_url": "https://a.example:8080"}, Level.WRONG, "not to 8080"),
        (
            TOKEN | {"telegram_mode": "webhook", "public_url": "https://a.example:8443"},
            Level.OK,
            "Telegram: on, by webhook",
        ),
        ({"telegram_mode": "webhook"}, Level.OK, "Telegram: off"),
    ],
)
async def test_addresses_must_fit_one_another(tmp_path: Path, given: dict[str, str], level: Level, said: str) -> None:
    found = await checked(settings(tmp_path, **given))
    assert any(said in one for one in of(found, level)), found
    assert good(found) is (level is not Level.WRONG)


async def test_a_secret_is_never_told(tmp_path: Path) -> None:
    secret = {"telegram_bot_token": "1:hush-hush", "database_url": "postgresql://me:hush@127.0.0.1:9/none"}
    assert "hush" not in "".join(lines(await checked(settings(tmp_path, **secret))))


def test_the_last_line_says_how_it_stands() -> None:
    fine, look, fault = (Finding(level, "x", "y.") for level in Level)
    assert list(lines([fine])) == ["ok       x: y.", "All is well."]
    assert list(lines([fine, look]))[-1] == "Nothing is wrong; 1 to look at."
    assert list(lines([fault, look, look]))[-1] == "1 wrong, 2 to look at."
    assert [good([one]) for one in (fine, look, fault)] == [True, True, False]


async def test_an_edited_record_of_who_did_what_is_wrong(installed: Settings) -> None:
    database = await Database.open(installed.database)
    keys = await unlocked(database, MasterKey.load_or_make(installed.key_file, may_make=False), ORGANISATION)
    async with database.write() as conn:
        await audit.record(conn, keys, "0" * 32, who="ada", what="export", now=NOW)
    assert "audit: every line of who did what is as it was written." in of(await checked(installed), Level.OK)
    async with database.write() as conn:
        await conn.execute(text("UPDATE audit SET who = 'bea'"))
    await database.close()
    one_wrong(await checked(installed), "audit: line 1", "somebody changed the record of who did what")


async def test_whoever_cannot_be_told_of_danger_is_named_before_all_else(tmp_path: Path) -> None:
    found = await checked(settings(tmp_path))
    unreached = ["cannot be told of danger at all" in one.sentence for one in found]
    assert unreached == sorted(unreached, reverse=True)
    assert unreached[0]
    assert "safeguarding lead" in found[0].sentence


async def test_what_waits_for_too_long_is_named(installed: Settings) -> None:
    """A complaint past its month, a signpost that workers added and nobody checked, one of the pack that they did."""
    database = await Database.open(installed.database)
    old = {"organisation": ORGANISATION, "sort": "signpost", "worker": "sam", "changed_at": NOW}
    pack = {"id": "advice", "checked_on": NOW.date()}
    async with database.write() as conn:
        [who] = (await conn.execute(select(tables.participant.c.hash))).scalars()
        unhappy = {"organisation": ORGANISATION, "id": "q1", "participant": who, "neighbourhood": "quayside"}
        due = {"sealed": b"x", "made_at": NOW - timedelta(days=40), "answer_by": NOW.date() - timedelta(days=10)}
        await conn.execute(insert(tables.complaint), unhappy | due)
        ours = {"id": "ours", "checked_on": NOW.date() - timedelta(days=400)}
        await conn.execute(insert(tables.directory_entry), [old | ours, old | pack])
    await database.close()
    told = of(await checked(installed, now=NOW + timedelta(days=85)), Level.WARNING)
    assert any(one.startswith("complaints: 1 waited") for one in told)
    assert any(one.startswith("signposts: 1 that workers added") for one in told)
    assert not any("signposts.toml: not checked" in one for one in told)
