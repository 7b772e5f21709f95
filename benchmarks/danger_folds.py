"""The danger screen judged on its own sentences: each fifth of them by what was learned from the others.

Sentences that stand together were written together, so they are left out together: a scene, or a part of a long one.
Thresholds and kinds of word are chosen here, and the stranger's sentences are kept for judging. The phrases are those
of all languages and were written by hands that knew many of these sentences: what is read here is a little kind.
"""

from collections.abc import Iterator, Mapping, Sequence

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
_YOUNG = ("teen", "not meant", "said lightly")
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
    blocks = list(_blocks(languages[language].told()))
    for fold in range(FOLDS):
        kept = tuple(block for at, block in enumerate(blocks) if at % FOLDS != fold)
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


def _blocks(scenes: Sequence[Scene]) -> Iterator[Scene]:
    for scene in scenes:
        for start in range(0, len(scene.texts), _TOGETHER):
            yield replace(scene, texts=scene.texts[start : start + _TOGETHER])


def _sort(scene: Scene) -> str:
    if scene.level is DangerLevel.NONE:
        return "teen" if any(word in scene.name for word in _YOUNG) else "civic"
    return "red" if scene.level is DangerLevel.RED else "amber"
