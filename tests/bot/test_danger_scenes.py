"""The sentences the danger screen learns from, as their files tell them."""

from pathlib import Path

import pytest

from bot.danger_scenes import scenes_in
from bot.domain.reading import DangerLevel
from bot.errors import PackError
from bot.reading.lexicons import Scene


def folder_of(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_a_scene_is_a_heading_over_its_sentences_and_may_go_on_in_another_file(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        a="# made up\n[red: hit]\nhe hits me\n\n[calm: roads]\n  cars go too fast  \n",
        b="[red: hit]\nshe hits me\n",
    )
    assert scenes_in(folder) == (
        Scene("hit", DangerLevel.RED, ("he hits me", "she hits me")),
        Scene("roads", DangerLevel.NONE, ("cars go too fast",)),
    )


def test_a_language_need_not_have_any(tmp_path: Path) -> None:
    assert scenes_in(tmp_path / "danger") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("he hits me\n", "line 1: a sentence stands under a heading"),
        ("[grave: hit]\nhe hits me\n", "line 1: a heading is"),
        ("[red]\nhe hits me\n", "line 1: a heading is"),
        ("[red: hit]\nhe hits me\n[calm: roads]\nhe hits me\n", "line 4: 'he hits me' is told under another level"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(PackError, match=named):
        scenes_in(folder_of(tmp_path, a=text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(PackError):
        scenes_in(tmp_path)
