"""What danger sounds like is learned once: the next start hears the same, and other sentences are learned anew."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.domain.reading import DangerLevel
from bot.heard_before import heard_before
from bot.reading import sounds
from bot.reading.lexicons import DangerWords, Lexicon, Lexicons, Scene

WORDS = ("he hits me", "she kicks me")


def lexicons(*texts: str) -> Lexicons:
    scenes = (Scene("home", DangerLevel.RED, texts), Scene("park", DangerLevel.NONE, ("a bench by the pond",)))
    return {"en": Lexicon(danger=DangerWords(scenes=scenes))}


def scores(found: sounds.Heard) -> list[list[float]]:
    return [[float(weights.sum()) for weights in one.weights] for one, _ in found]


def test_the_second_start_hears_the_same_and_learns_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = heard_before(lexicons(*WORDS), tmp_path)
    monkeypatch.setattr(sounds, "heard", lambda *_: pytest.fail("learned again"))
    assert scores(heard_before(lexicons(*WORDS), tmp_path)) == scores(first)


def test_one_sentence_more_is_learned_and_what_was_kept_before_goes(tmp_path: Path) -> None:
    first = heard_before(lexicons(*WORDS), tmp_path)
    more = heard_before(lexicons(*WORDS, "they lock me in the shed"), tmp_path)
    assert scores(more) != scores(first)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"no such file", b"PK\x03\x04 and no more"])
def test_a_broken_file_is_learned_anew(tmp_path: Path, content: bytes) -> None:
    first = heard_before(lexicons(*WORDS), tmp_path)
    [path] = tmp_path.iterdir()
    path.write_bytes(content)
    assert scores(heard_before(lexicons(*WORDS), tmp_path)) == scores(first)


def test_where_nothing_can_be_kept_it_is_learned_each_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    assert heard_before(lexicons(*WORDS), tmp_path / "taken")


def test_words_of_one_kind_in_another_language_change_what_is_learned(tmp_path: Path) -> None:
    first = heard_before(lexicons(*WORDS), tmp_path)
    kin = {"hit": ("hits", "kicks")}
    given = lexicons(*WORDS)["en"]
    other = heard_before({"en": replace(given, danger=replace(given.danger, kin=kin))}, tmp_path)
    assert scores(other) != scores(first)
