"""The sentences with private details marked, as their files tell them."""

from pathlib import Path

import pytest

from bot.domain.reading import PrivateSpan, PrivateType
from bot.errors import PackError
from bot.private_told import private_told_in
from bot.reading.told_private import ToldPrivate


def folder_of(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_a_mark_is_where_its_words_stand_once_the_brackets_are_gone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, a="# made up\n  [name:Ann Lee] is at [school:Elm: Park]  \n", b="the bus is late\n")
    assert private_told_in(folder) == (
        ToldPrivate(
            "Ann Lee is at Elm: Park", (PrivateSpan(PrivateType.NAME, 0, 7), PrivateSpan(PrivateType.SCHOOL, 14, 23))
        ),
        ToldPrivate("the bus is late", ()),
    )


def test_a_language_need_not_have_any(tmp_path: Path) -> None:
    assert private_told_in(tmp_path / "private") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("fine\n[nickname:Bo] is here\n", "line 2: nickname is no private detail"),
        ("[name] is here\n", "line 1: a detail is marked"),
        ("[name:Bo is here\n", "line 1: a detail is marked"),
        ("[name:] is here\n", "line 1: a detail is marked"),
        ("[name:[name:Bo]] is here\n", "line 1: a detail is marked"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(PackError, match=named):
        private_told_in(folder_of(tmp_path, a=text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(PackError):
        private_told_in(tmp_path)
