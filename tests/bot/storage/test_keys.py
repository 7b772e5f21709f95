"""The key files and what is locked with them."""

import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KeyFileError
from bot.storage import key_files
from bot.storage.database import Database
from bot.storage.installation import holds_people, unlock
from bot.storage.keys import Keys, MasterKey, new_key, open_key, token_hash, token_key
from tests.factories_storage import NOW, ORGANISATION, known, unlocked

SECRET = bytes(32)


def master_of(*keys: bytes) -> MasterKey:
    return MasterKey(keys, SECRET, Path("erased.log"))


def keys_of(master: MasterKey, organisation: str = ORGANISATION) -> Keys:
    return Keys(organisation, master, new_key(master, organisation, "installation")[0])


MASTER = master_of(bytes(range(32)))
KEYS = keys_of(MASTER)


@given(st.text(st.characters(), max_size=200), st.text(max_size=20))
def test_what_was_sealed_opens_as_it_was_and_never_twice_looks_the_same(words: str, purpose: str) -> None:
    key, wrapped = KEYS.new_key("ada")
    sealed = key.seal(purpose, words)
    assert KEYS.open_key(wrapped, "ada").read(purpose, sealed) == words
    assert key.seal(purpose, words) != sealed


@given(st.binary(max_size=60), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_bit_anywhere_and_it_does_not_open(words: bytes, place: int, flip: int) -> None:
    key, _ = KEYS.new_key("ada")
    sealed = bytearray(key.seal("words", words))
    sealed[place % len(sealed)] ^= flip
    with pytest.raises(KeyFileError):
        key.open("words", bytes(sealed))


@pytest.mark.parametrize("short", [b"", b"x", b"x" * 12, b"x" * 27])
def test_what_is_too_short_does_not_open(short: bytes) -> None:
    with pytest.raises(KeyFileError):
        KEYS.new_key("ada")[0].open("words", short)
    with pytest.raises(KeyFileError):
        KEYS.open_key(short, "ada")


def test_what_is_sealed_opens_for_its_purpose_and_owner_only() -> None:
    key, wrapped = KEYS.new_key("ada")
    sealed = key.seal("words", b"hers")
    with pytest.raises(KeyFileError):
        key.open("journal", sealed)
    with pytest.raises(KeyFileError):
        KEYS.open_key(wrapped, "ben")
    with pytest.raises(KeyFileError):
        open_key(MASTER, "another organisation", wrapped, "ada")


def test_a_new_master_key_opens_what_the_old_ones_locked_and_another_does_not() -> None:
    old, new = bytes(range(32)), bytes(range(1, 33))
    _, wrapped = new_key(master_of(old), ORGANISATION, "ada")
    rotated = master_of(new, old)
    open_key(rotated, ORGANISATION, wrapped, "ada")
    _, newer = new_key(rotated, ORGANISATION, "ada")
    open_key(master_of(new), ORGANISATION, newer, "ada")
    with pytest.raises(KeyFileError):
        open_key(master_of(new), ORGANISATION, wrapped, "ada")


@given(st.lists(st.text(st.characters()), min_size=1), st.lists(st.text(st.characters()), min_size=1))
def test_hashes_are_the_same_for_the_same_and_only_for_the_same(some: list[str], others: list[str]) -> None:
    same = MASTER.keyed_hash("p", *some) == MASTER.keyed_hash("p", *others)
    assert same == (some == others)
    assert MASTER.keyed_hash("q", *some) != MASTER.keyed_hash("p", *some)


def test_a_person_has_one_hash_for_each_account_and_organisation_and_it_hides_the_id() -> None:
    ada = KEYS.participant_hash("telegram:1", "12345")
    assert ada == KEYS.participant_hash("telegram:1", "12345")
    assert len(ada) == 32
    assert "12345" not in ada
    elsewhere = keys_of(MASTER, "another").participant_hash("telegram:1", "12345")
    assert len({ada, elsewhere, KEYS.participant_hash("web", "12345"), KEYS.participant_hash("telegram:1", "1")}) == 4


def test_a_token_opens_what_it_sealed_and_its_hash_does_not() -> None:
    sealed = token_key(ORGANISATION, "token").seal("handover", "words")
    assert token_key(ORGANISATION, "token").read("handover", sealed) == "words"
    with pytest.raises(KeyFileError):
        token_key(ORGANISATION, token_hash("token")).read("handover", sealed)


def test_a_missing_file_is_made_only_where_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    with pytest.raises(KeyFileError, match=r"master\.key is missing"):
        MasterKey.load_or_make(path, may_make=False)
    made = MasterKey.load_or_make(path, may_make=True)
    again = MasterKey.load_or_make(path, may_make=False)
    assert made.keyed_hash("p", "x") == again.keyed_hash("p", "x")
    assert [stat.S_IMODE(one.stat().st_mode) for one in sorted(path.parent.iterdir())] == [0o600, 0o600]
    (tmp_path / "keys" / "master.hash-secret").unlink()
    with pytest.raises(KeyFileError, match=r"master\.hash-secret is missing"):
        MasterKey.load_or_make(path, may_make=False)


def test_of_two_that_make_a_key_file_the_second_keeps_the_firsts(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    first = key_files.load_or_make(path, may_make=True)
    key_files._make(path)
    assert key_files.load_or_make(path, may_make=True) == first
    assert [one.name for one in tmp_path.iterdir()] == ["master.key"]


@pytest.mark.parametrize("content", [b"", b"# only a remark\n", b"short\n", b"\xff\xfe\n", b"A" * 43 + b"=\nnot a key"])
def test_a_file_that_holds_no_keys_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match=r"master\.key"):
        key_files.load_or_make(path, may_make=True)


@pytest.fixture
def little_room() -> Iterator[None]:
    """No file may grow beyond a hundred bytes: as on a full disk, a write takes what still fits."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("little_room")
def test_a_line_that_fits_only_in_part_is_not_taken_for_written(tmp_path: Path) -> None:
    key_files.append(tmp_path / "erased.log", "x" * 75)
    with pytest.raises(OSError, match="too large"):
        key_files.append(tmp_path / "erased.log", "y" * 75)


def test_a_key_that_cannot_be_made_is_named_and_leaves_none_behind(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where the folder would be")
    with pytest.raises(KeyFileError, match=r"master\.key cannot be made"):
        key_files.load_or_make(tmp_path / "keys" / "master.key", may_make=True)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master.key"
    key_files.load_or_make(path, may_make=True)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        key_files.load_or_make(path, may_make=True)


async def test_the_files_a_database_was_made_with_unlock_it_again(database: Database, master: MasterKey) -> None:
    first, again = await unlocked(database, master), await unlocked(database, master)
    assert again.installation.open("p", first.installation.seal("p", b"kept")) == b"kept"


async def test_another_master_key_or_hash_secret_is_noticed_at_start(
    database: Database, master: MasterKey, tmp_path: Path
) -> None:
    await unlocked(database, master)
    for name in ("master.key", "master.hash-secret"):
        other = tmp_path / name.replace("master.", "other-")
        (tmp_path / "keys" / name).rename(other)
        wrong = MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=True)
        with pytest.raises(KeyFileError, match="not the one"):
            await unlocked(database, wrong)
        other.rename(tmp_path / "keys" / name)
    await unlocked(database, MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=False))


async def test_a_key_may_be_made_only_while_the_database_holds_nobody(database: Database, keys: Keys) -> None:
    async with database.read() as conn:
        assert not await holds_people(conn)
    await known(database, keys, "ada")
    async with database.read() as conn:
        assert await holds_people(conn)


async def test_organisations_in_one_database_have_keys_of_their_own(database: Database, master: MasterKey) -> None:
    one, other = await unlocked(database, master, "one"), await unlocked(database, master, "other")
    with pytest.raises(KeyFileError):
        other.installation.open("p", one.installation.seal("p", b"kept"))
    async with database.write() as conn:
        assert (await unlock(conn, "one", "renamed", master, NOW)).organisation == "one"
