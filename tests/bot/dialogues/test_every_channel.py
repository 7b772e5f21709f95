"""The same conversation on every channel: what is kept of it is the same."""

import re
from pathlib import Path

import pytest

from tests.playback import FOLDER, SURFACES, play

pytestmark = pytest.mark.xdist_group("transcripts")
"""In one process: their readers are taken up once."""

CHANNEL = re.compile(r"^channel: (\w+)$", re.MULTILINE)
TOO_YOUNG = re.compile(r"^them tap: \[(Under 13|13-15)\]$|^them: (i'?m )?(6|10|12|14|15)\b", re.MULTILINE)
KEPT = ("kept:", "joined", "case opened", "added to", "offer:", "withdrawn", "agreed", "taken back", "a person is")
"""What is done beside, told without any number that was drawn."""


def of_one_channel(script: str) -> bool:
    """The web alone takes whoever is too young for Telegram; it brings no edits or files; the terminal counts."""
    lone = ("them edit", "them send", "the worker", "them tap: [LK-", "# A number typed")
    return bool(TOO_YOUNG.search(script)) or any(one in script for one in lone)


TRANSCRIPTS = [one for one in sorted(FOLDER.glob("*.txt")) if not of_one_channel(one.read_text("utf-8"))]


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda one: one.stem)
def test_what_is_kept_does_not_hang_on_the_channel(path: Path) -> None:
    script = path.read_text("utf-8")
    written = CHANNEL.search(script)
    assert written
    # On its own channel it comes out as written (test_transcripts.py).
    for channel in SURFACES.keys() - {written[1]}:
        assert _kept(play(CHANNEL.sub(f"channel: {channel}", script, count=1))) == _kept(script), channel


def test_most_conversations_are_tried_on_every_channel() -> None:
    assert len(TRANSCRIPTS) >= 40


def _kept(transcript: str) -> list[str]:
    return [line for line in transcript.splitlines() if line.startswith(KEPT)]
