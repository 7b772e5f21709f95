"""Every conversation of tests/transcripts comes out again exactly as it stands there."""

from pathlib import Path

import pytest

from tests.playback import FOLDER, play

pytestmark = pytest.mark.xdist_group("transcripts")
"""In one process: their readers are taken up once."""

TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda one: one.stem)
def test_the_conversation_comes_out_as_written(path: Path, update_transcripts: bool) -> None:  # noqa: FBT001
    written = path.read_text("utf-8")
    played = play(written)
    if update_transcripts:
        path.write_text(played, "utf-8")
    else:
        assert played == written


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) >= 30
