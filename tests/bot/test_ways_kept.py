"""The ways to say something are taken apart once, and kept until the wording or our code changes."""

from pathlib import Path

import pytest

import bot.ways_kept as module
from bot.i18n import Wording
from bot.ways_kept import CODE, ways_kept
from bot.ways_to_say import WaysToSay
from tests.bot.test_i18n import message, write
from tests.bot.test_prepared import BOT, _imported


def _ways(locales: Path, kept: Path) -> WaysToSay:
    return ways_kept(Wording.load(locales), locales, kept)


def test_they_are_taken_apart_no_more_until_the_wording_changes(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path_factory.mktemp("kept")
    write(tmp_path, "en", message("asked.why.typed", "why,why do you ask"))
    first = _ways(tmp_path, kept)
    with monkeypatch.context() as closed:
        closed.setattr(module, "ways_to_say", lambda _wording: pytest.fail("taken apart again"))
        assert _ways(tmp_path, kept) == first
    write(tmp_path, "pl", message("asked.why.typed", "czemu"))
    assert _ways(tmp_path, kept).whys.meant("Czemu?")
    assert not first.whys.meant("Czemu?")


def test_whatever_they_are_made_by_makes_them_anew_when_it_changes() -> None:
    given = {"conversation/scene.py", "domain/participant.py", "i18n.py"}  # what they are told in, and the wording
    imported = {str(one.relative_to(BOT)) for code in CODE for one in _imported(BOT / code)}
    assert imported - given <= set(CODE)
