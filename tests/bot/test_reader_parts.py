"""Readers that are still to be built are built by a process of their own, and the program takes up their file."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from bot import prepared as module
from bot.apart import READERS, Order
from bot.commands.apart.orders import _carried_out
from bot.domain.area import Area
from bot.domain.reading import DangerLevel
from bot.errors import PackError, ReportError
from bot.prepared import Prepared, taken_up
from bot.reader_parts import built_apart, usable
from tests.bot.test_app import settings
from tests.factories_reading import DANGER, area, one_phrase
from tests.factories_storage import NOW


class Builder:
    """Builds as the process beside the program does, and remembers where; `breaks` as one that was killed."""

    def __init__(self, *, breaks: bool = False) -> None:
        self.folders: list[Path] = []
        self._breaks = breaks

    async def build(self, town: Area, locales: Path, folder: Path) -> None:
        self.folders.append(folder)
        if self._breaks:
            raise ReportError("killed")
        usable(town, locales, folder)


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    return one_phrase(tmp_path)


async def test_the_program_takes_up_what_was_built_apart_and_has_it_built_once(
    locales: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder, kept = Builder(), tmp_path / "kept"
    first = await built_apart(area(), builder.build, locales, kept)
    assert first.readers.screen("he hits me").level is DangerLevel.RED
    monkeypatch.setattr("bot.reader_parts.usable", lambda *_: pytest.fail("built again"))
    assert (await built_apart(area(), builder.build, locales, kept)).beside == first.beside
    assert builder.folders == [kept]


async def test_where_the_process_breaks_the_program_builds_them_itself(locales: Path, tmp_path: Path) -> None:
    builder = Builder(breaks=True)
    made = await built_apart(area(), builder.build, locales, tmp_path / "kept")
    assert made.readers.screen("he hits me").level is DangerLevel.RED


async def test_where_nothing_can_be_kept_they_are_handed_over_in_a_folder_that_goes(
    locales: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    builder, times, build = Builder(), list[Area](), module.built

    def counted(town: Area, *given: Any) -> Prepared:
        times.append(town)
        return build(town, *given)

    monkeypatch.setattr(module, "built", counted)
    made = await built_apart(area(), builder.build, locales, tmp_path / "taken")
    assert made.readers.screen("he hits me").level is DangerLevel.RED
    [handed] = builder.folders
    assert not handed.exists()
    assert len(times) == 1


async def test_a_phrase_that_cannot_be_used_is_told_whoever_builds(locales: Path, tmp_path: Path) -> None:
    (locales / "en" / "danger.toml").write_text(DANGER.replace("he hits me", "he {hits} me"))
    with pytest.raises(PackError):
        await built_apart(area(), Builder().build, locales, tmp_path / "kept")


async def test_the_process_apart_keeps_the_readers_it_is_told_to_build(locales: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    order = Order(settings(tmp_path), "", READERS, NOW, (area(), locales, kept))
    assert await _carried_out(pickle.loads(pickle.dumps(order)))  # noqa: S301 - ours
    assert taken_up(area(), locales, kept) is not None
