"""The form of a backup: whatever was changed in it, cut off or added is found."""

import io
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backup import form
from bot.backup.form import CHUNK, SEAL, Header, Kind
from bot.errors import BackupRefused

HEADER = Header("mk", datetime(2026, 10, 7, tzinfo=UTC), "0021", Kind.SQLITE, 3, b"wrapped")
SECRET = b"s" * 32
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5]


def made(content: bytes, piece: int = 300_000) -> bytes:
    return b"".join(form.sealed(HEADER, SECRET, (content[at : at + piece] for at in range(0, len(content), piece))))


def read(file: bytes, secret: bytes = SECRET) -> bytes:
    stream = io.BytesIO(file)
    _, told = form.read_header(stream.read)
    return b"".join(form.opened(told, secret, stream.read))


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311 - the same noise each time


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens_as_it_was(size: int) -> None:
    assert read(made(noise(size))) == noise(size)


def test_the_header_can_be_read_without_a_key() -> None:
    assert form.read_header(io.BytesIO(made(b"x")).read)[0] == HEADER


def test_neither_content_nor_key_stands_in_it() -> None:
    assert b"a bench" not in made(b"a bench by the pond")
    assert SECRET not in made(b"a bench")


def test_chunks_of_the_same_bytes_do_not_look_the_same() -> None:
    file = made(b"\0" * 2 * CHUNK)
    assert file[-2 * (CHUNK + SEAL) : -(CHUNK + SEAL)] != file[-(CHUNK + SEAL) :]


@given(st.data())
def test_a_changed_byte_anywhere_is_found(data: st.DataObject) -> None:
    file = bytearray(made(b"a bench by the pond"))
    file[data.draw(st.integers(0, len(file) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BackupRefused):
        read(bytes(file))


@given(st.data())
def test_a_file_cut_off_anywhere_is_found(data: st.DataObject) -> None:
    file = made(b"a bench by the pond")
    with pytest.raises(BackupRefused):
        read(file[: data.draw(st.integers(0, len(file) - 1))])


@pytest.mark.parametrize("size", [2 * CHUNK, 2 * CHUNK + 5])
def test_a_chunk_left_out_moved_or_added_is_found(size: int) -> None:
    file, whole = made(noise(size)), CHUNK + SEAL
    start = len(made(b"")) - SEAL
    first, second, rest = (
        file[start : start + whole],
        file[start + whole : start + 2 * whole],
        file[start + 2 * whole :],
    )
    for meddled in (
        first,
        first + second,
        second + first + rest,
        first + rest,
        first + second + rest + rest,
        file[start:] + b"x",
    ):
        if meddled != file[start:]:
            with pytest.raises(BackupRefused):
                read(file[:start] + meddled)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(BackupRefused, match="changed"):
        read(made(b"x"), b"t" * 32)


@pytest.mark.parametrize("file", [b"", b"SQLite format 3\0" + b"x" * 4000, form.MAGIC, form.MAGIC + b"\xff" * 99])
def test_what_is_no_backup_is_told_apart(file: bytes) -> None:
    with pytest.raises(BackupRefused, match=r"no backup|damaged"):
        form.read_header(io.BytesIO(file).read)


def test_a_form_still_to_come_is_no_damage() -> None:
    with pytest.raises(BackupRefused, match="newer Earshot"):
        form.read_header(io.BytesIO(form.MAGIC[:-1] + b"2").read)
