"""Sentences told with their kind, and maybe their theme, are read from a language's folder of text files."""

from pathlib import Path

import pytest

from bot.domain.contribution import Kind
from bot.errors import PackError
from bot.kinds_told import kinds_told_in
from bot.lexicons import load_lexicons
from tests.factories_reading import LOCALES


def kinds_in(folder: Path, text: str) -> list[tuple[str, Kind, str]]:
    (folder / "some.txt").write_text(text)
    return [(one.text, one.kind, one.theme) for one in kinds_told_in(folder)]


def test_a_heading_tells_the_kind_and_may_tell_the_theme(tmp_path: Path) -> None:
    told = kinds_in(tmp_path, "# by one\n[idea]\na bench\n\n[housing good_news]\nwarm at last\n")
    assert told == [("a bench", Kind.IDEA, ""), ("warm at last", Kind.GOOD_NEWS, "housing")]


def test_a_folder_that_is_not_there_tells_nothing(tmp_path: Path) -> None:
    assert kinds_told_in(tmp_path / "none") == ()


@pytest.mark.parametrize("heading", ["[rant]", "[housing rant]", "[idea", "[]"])
def test_a_heading_without_a_kind_is_refused(tmp_path: Path, heading: str) -> None:
    with pytest.raises(PackError, match="line 1: a heading is"):
        kinds_in(tmp_path, f"{heading}\na bench\n")


def test_a_sentence_without_a_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="a sentence stands under a heading"):
        kinds_in(tmp_path, "a bench\n")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_bytes(b"[idea]\n\xff\n")
    with pytest.raises(PackError):
        kinds_told_in(tmp_path)


def test_no_english_sentence_is_learned_from_twice() -> None:
    texts = [one.text for one in kinds_told_in(LOCALES / "en" / "kinds")]
    texts += [one.text for one in load_lexicons(LOCALES)["en"].examples]
    assert len(set(texts)) == len(texts)
