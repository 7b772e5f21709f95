"""The danger screen judged on its own sentences: each fifth of them by what was learned from the others.

Sentences that stand together were written together, so they are left out together: a scene, or a part of a long one.
Thresholds and kinds of word are chosen here, and the stranger's sentences are kept for judging. The phrases are those
of all languages and were written by hands that knew many of these sentences: what is read here is a little kind.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.reading import DangerLevel
from bot.reading.danger import DangerReader
from bot.reading.lexicons import DangerWords, Scene
from bot.reading.normalise import plain
from bot.reading.sounds import sounds
from tests.bot.reading.heldout_danger import Sentences

FOLDS = 5
_TOGETHER = 60
"""Sentences of one scene that are left out together, at most."""
_STRANGERS, _FEW_TOGETHER = "as strangers", 16
"""What the names of scenes hold that strangers wrote, and how many sentences of them are left out together."""
_YOUNG = ("teen", "young", "not meant", "said lightly")
"""What the names of those calm scenes hold in which young people talk."""


class Read(Struct, frozen=True):
    """A sentence, its scene, the sort it belongs to (one of heldout_danger.SORTS), and the level it was given."""

    scene: str
    sort: str
    text: str
    level: DangerLevel


def read_by_the_others(
    reader: DangerReader, languages: Mapping[str, DangerWords], calm: Sequence[str], language: str = "en"
) -> Iterator[Read]:
    """Every sentence of `language` as read by what was learned from the four fifths it is not in."""
    blocks = list(_blocks(languages[language].told(), _TOGETHER))
    yield from _read(reader, languages, calm, language=language, blocks=blocks)


def strangers_by_the_others(
    reader: DangerReader, languages: Mapping[str, DangerWords], calm: Sequence[str], language: str = "en"
) -> Iterator[Read]:
    """Opened sentences of strangers, each fifth as read by what was learned from their others and all of ours."""
    every = languages[language].told()
    ours = tuple(scene for scene in every if _STRANGERS not in scene.name)
    theirs = list(_blocks((scene for scene in every if _STRANGERS in scene.name), _FEW_TOGETHER))
    yield from _read(reader, languages, calm, language=language, blocks=theirs, always=ours)


def _read(
    reader: DangerReader,
    languages: Mapping[str, DangerWords],
    calm: Sequence[str],
    *,
    language: str,
    blocks: Sequence[Scene],
    always: tuple[Scene, ...] = (),
) -> Iterator[Read]:
    for fold in range(FOLDS):
        kept = (*always, *(block for at, block in enumerate(blocks) if at % FOLDS != fold))
        words = replace(languages[language], gravest=(), dangerous=(), calm=(), scenes=kept)
        taught = replace(reader, sounds=sounds({**languages, language: words}, calm))
        for block in blocks[fold::FOLDS]:
            for text in block.texts:
                yield Read(block.name, _sort(block), text, taught.read(plain(text)).level)


def by_sort(read: Sequence[Read]) -> tuple[Sentences, Mapping[str, DangerLevel]]:
    """The sentences by sort, and the level of each."""
    sorts: dict[str, tuple[str, ...]] = {}
    for one in read:
        sorts[one.sort] = (*sorts.get(one.sort, ()), one.text)
    return sorts, {one.text: one.level for one in read}


def _blocks(scenes: Iterable[Scene], together: int) -> Iterator[Scene]:
    for scene in scenes:
        for start in range(0, len(scene.texts), together):
            yield replace(scene, texts=scene.texts[start : start + together])


def _sort(scene: Scene) -> str:
    if scene.level is DangerLevel.NONE and _STRANGERS in scene.name and "ordinary" in scene.name:
        return "ordinary"
    if scene.level is DangerLevel.NONE:
        return "teen" if any(word in scene.name for word in _YOUNG) else "civic"
    return "red" if scene.level is DangerLevel.RED else "amber"
