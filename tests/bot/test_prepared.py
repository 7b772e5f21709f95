"""Readers are built once: the next start reads the same, and what is built from other words or places is built anew."""

import ast
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot import prepared as module
from bot.domain.area import Place
from bot.domain.reading import DangerLevel
from bot.kept import MOST_KEPT
from bot.kept import kept as once_kept
from bot.prepared import CODE, DANGER_CODE, LISTS, VALUES, prepared
from tests.factories_reading import DANGER, area, one_phrase

BOT = Path(module.__file__).parent


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    return one_phrase(tmp_path)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def test_the_second_start_builds_nothing(locales: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = prepared(area(), locales, kept)
    monkeypatch.setattr(module, "built", lambda *_: pytest.fail("built again"))
    again = prepared(area(), locales, kept)
    assert again.beside == first.beside
    assert again.readers.screen("He hits me") == first.readers.screen("He hits me")
    assert again.readers.screen("He hits me").level is DangerLevel.RED
    assert again.readers.read("a bench in Fishermead") == first.readers.read("a bench in Fishermead")


def test_a_phrase_more_is_heard_at_the_next_start(locales: Path, kept: Path) -> None:
    assert prepared(area(), locales, kept).readers.screen("she kicks me").level is DangerLevel.NONE
    (locales / "en" / "danger.toml").write_text(DANGER.replace('["he hits me"]', '["he hits me", "she kicks me"]'))
    assert prepared(area(), locales, kept).readers.screen("she kicks me").level is DangerLevel.RED


def test_a_place_more_is_read_at_the_next_start(locales: Path, kept: Path) -> None:
    town = area()
    assert prepared(town, locales, kept).readers.read("a bench in Netherfield").places == ()
    grown = replace(town, places={**town.places, "netherfield": Place("netherfield", "Netherfield", "estate", "", ())})
    assert prepared(grown, locales, kept).readers.read("a bench in Netherfield").places[0].id == "netherfield"


def test_what_no_reader_knows_of_builds_nothing_anew(
    locales: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(area(), locales, kept)
    monkeypatch.setattr(module, "built", lambda *_: pytest.fail("built again"))
    assert prepared(replace(area(), organisation_name="Another"), locales, kept)


def test_what_is_likely_private_is_learned_once_for_all_towns(locales: Path, kept: Path) -> None:
    (locales / "en" / "private").mkdir()
    (locales / "en" / "private" / "told.txt").write_text("my lad goes to [school:Harrowgate]\nthe bins are full\n")
    town = area()
    grown = replace(town, places={**town.places, "netherfield": Place("netherfield", "Netherfield", "estate", "", ())})
    for one in (town, grown):
        assert prepared(one, locales, kept).readers.by_language["en"].private.likely is not None
    assert len(list(kept.glob("readers-*"))) == 2
    assert len(list(kept.glob("private_en-*"))) == 1


@pytest.mark.parametrize("content", [b"", b"\x80\x05.", b"\x00" * 100])
def test_a_broken_file_is_never_opened_and_built_anew(locales: Path, kept: Path, content: bytes) -> None:
    prepared(area(), locales, kept)
    [path] = kept.glob("readers-*")
    path.write_bytes(content)
    assert prepared(area(), locales, kept).readers.screen("he hits me").level is DangerLevel.RED
    assert path.stat().st_size > len(content)


def test_a_file_cut_short_is_built_anew(locales: Path, kept: Path) -> None:
    prepared(area(), locales, kept)
    [path] = kept.glob("readers-*")
    path.write_bytes(path.read_bytes()[:-1])
    assert prepared(area(), locales, kept).readers.screen("he hits me").level is DangerLevel.RED


def test_where_nothing_can_be_kept_they_are_built_each_time(locales: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    assert prepared(area(), locales, tmp_path / "taken").readers.screen("he hits me").level is DangerLevel.RED


def test_no_more_than_a_few_files_are_kept(locales: Path, kept: Path) -> None:
    kept.mkdir()
    for number in range(MOST_KEPT + 3):
        (kept / f"readers-{number}").write_bytes(b"old")
    prepared(area(), locales, kept)
    assert len(list(kept.glob("readers-*"))) == MOST_KEPT
    assert max(one.stat().st_size for one in kept.glob("readers-*")) > len(b"old")


def test_what_is_used_outlives_what_is_newer_and_is_not(locales: Path, kept: Path) -> None:
    prepared(area(), locales, kept)
    [mine] = kept.glob("readers-*")
    for number, path in enumerate((mine, *(kept / f"readers-{number}" for number in range(MOST_KEPT - 1)))):
        path.write_bytes(path.read_bytes() if path == mine else b"newer")
        os.utime(path, (number, number))
    prepared(area(), locales, kept)
    prepared(replace(area(), places={}), locales, kept)
    assert mine.exists()


def test_another_town_learns_nothing_anew_of_danger(locales: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared(area(), locales, kept)
    monkeypatch.setattr(module, "danger_learned", lambda *_: pytest.fail("learned again"))
    other = prepared(replace(area(), places={}), locales, kept)
    assert other.readers.screen("he hits me").level is DangerLevel.RED


def test_whatever_the_readers_and_the_danger_screen_are_made_by_makes_them_anew_when_it_changes() -> None:
    every = {path for one in CODE for path in _files(one)}
    assert _made_by(_files("reading"), within="reading") <= every
    names_only = {BOT / "conversation/events.py", BOT / "errors.py"}  # the words that may be sent, and a fault
    assert _made_by(_files("lexicons.py"), within="lexicons.py") - names_only <= every
    danger = {path for one in (*DANGER_CODE, *VALUES, *LISTS) for path in _files(one)}
    assert _made_by(_files("reading/danger_learned.py"), within="") <= danger


def _files(one: str) -> set[Path]:
    return set((BOT / one).rglob("*.py")) if (BOT / one).is_dir() else {BOT / one}


def _made_by(files: set[Path], *, within: str) -> set[Path]:
    """These files, what they import of ours, and what that imports, where it lies `within`."""
    met, left = set[Path](), list(files)
    while left:
        one = left.pop()
        if one not in met:
            met.add(one)
            left += _imported(one) if str(one.relative_to(BOT)).startswith(within) else ()
    return met


def _imported(file: Path) -> list[Path]:
    named = (one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.ImportFrom))
    told = (f"{one.module}.{name.name}" for one in named if one.module for name in one.names)
    of_ours = (path for one in told if one.startswith("bot.") for path in _module(one))
    return [path for path in of_ours if path.is_file()]


def _module(name: str) -> tuple[Path, Path]:
    """The file of a module, or that of a name in one."""
    path = BOT.parent / name.replace(".", "/")
    return path.with_suffix(".py"), path.parent.with_suffix(".py")


def test_those_who_want_the_same_at_once_make_it_once(tmp_path: Path) -> None:
    """Each with its own hold on the file, as processes have."""
    made: list[str] = []

    def make() -> str:
        made.append("once")
        time.sleep(0.05)
        return "readers"

    with ThreadPoolExecutor(4) as several:
        found = list(several.map(lambda _: once_kept(tmp_path / "readers-x", str, make), range(4)))
    assert found == ["readers"] * 4
    assert made == ["once"]
    assert [one.name for one in tmp_path.iterdir()] == ["readers-x"]
