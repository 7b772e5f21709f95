"""The readers learn from what people confirmed: each time from the start, so that what was erased is unlearned.

Words that were withdrawn, held or erased since are simply not there any more, and nothing is learned from them.
"""

import asyncio
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from bot import weights
from bot.domain.area import Area
from bot.reading.building import fingerprint, labelled
from bot.reading.kind import KindReader, kind_reader
from bot.reading.lexicons import Lexicon, Lexicons
from bot.reading.likeness import Likeness
from bot.reading.normalise import words
from bot.reading.subject import Labelled, subject_reader
from bot.reading.themes import ThemeReader, theme_reader
from bot.reading.trial import Told, Trial, tried
from bot.storage.confirmed import Confirmed, confirmed, most_confirmed
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.weights import Weights

FEWEST = 20
"""Confirmed messages; fewer are not worth learning from, and could be told apart too well."""


class Desk(Struct, frozen=True):
    """What learning needs: the store, what reads the word lists, and the folder that weights are kept below."""

    database: Database
    keys: Keys
    area: Area
    lexicons: Callable[[], Lexicons]
    data_dir: Path


class Outcome(Struct, frozen=True):
    """What came of learning in a language: from how many messages, how well is read, what is used from now on.

    `changed` says that the file of weights is another than before, or gone.
    """

    language: str
    messages: int
    trial: Trial | None = None
    changed: bool = False
    kept_old: bool = False

    @property
    def refused(self) -> bool:
        """True where reading would have become worse."""
        return self.trial is not None and not self.trial.better

    def lines(self) -> Sequence[str]:
        """What to tell an operator."""
        begin = f"{self.language}: {self.messages} confirmed messages"
        if self.trial is None:
            return (f"{begin}, fewer than {FEWEST}: the readers keep to the examples of Earshot.",)
        before, after = self.trial.before, self.trial.after
        scores = [
            f"  {name} {was:.1%} before, {now:.1%} after"
            for name, was, now in (
                ("right theme first       ", before.theme, after.theme),
                ("among the first three   ", before.among_three, after.among_three),
                ("right kind              ", before.kind, after.kind),
            )
        ]
        return (f"{begin}; of {after.count} held back:", *scores, f"  {self._end()}")

    def _end(self) -> str:
        if not self.refused:
            return "Learned."
        kept = "what was learned before" if self.kept_old else "the examples of Earshot"
        return f"Refused: reading would become worse. The readers keep to {kept}."


async def learn(desk: Desk) -> list[Outcome]:
    """Learn in every language that is on, and keep what does no harm; see `Outcome`.

    Raises StorageError, DatabaseBusy, KeyFileError or PackError.
    """
    return [await _learn(desk, language.code) for language in desk.area.languages_on]


async def too_few(desk: Desk) -> bool:
    """Whether no language has enough to learn from: then `learn` does no more than forget. Raises as `learn`."""
    async with desk.database.read() as conn:
        return await most_confirmed(conn, desk.keys) < FEWEST


async def _learn(desk: Desk, language: str) -> Outcome:
    themes = {theme.code for theme in desk.area.themes}
    async with desk.database.read() as conn:
        found = [one for one in await confirmed(conn, desk.keys, language) if one.theme in themes]
    path = weights.path_of(desk.data_dir, language)
    if len(found) < FEWEST:
        return Outcome(language, len(found), changed=weights.forget(path))
    # In a thread: it takes seconds, and people are waiting for answers.
    return await asyncio.to_thread(_taught, desk, language, found, path)


def _taught(desk: Desk, language: str, found: Sequence[Confirmed], path: Path) -> Outcome:
    area, lexicon = desk.area, desk.lexicons().get(language, Lexicon())
    kind, themes = kind_reader(lexicon.kind), theme_reader(area.themes, language)
    shipped, told = labelled(lexicon), [_told(one) for one in found]
    trial = tried(kind, themes, shipped, told)
    beside, taught_by = fingerprint(area, lexicon, language), frozenset(_hashed(one.id) for one in found)
    if trial.better:
        weights.save(path, Weights(_learned(kind, themes, shipped, told), beside, taught_by))
        return Outcome(language, len(found), trial, changed=True)
    old = weights.load(path)
    # What was learned from somebody who is gone since must go as well.
    stays = old is not None and old.beside == beside and old.taught_by <= taught_by
    return Outcome(language, len(found), trial, changed=not stays and weights.forget(path), kept_old=stays)


def _learned(kind: KindReader, themes: ThemeReader, shipped: Sequence[Labelled], told: Sequence[Told]) -> Likeness:
    return subject_reader(kind, themes, [*shipped, *(one for one, _ in told)]).learned


def _told(one: Confirmed) -> Told:
    return (words(one.words), one.kind, one.theme), one.participant


def _hashed(id_: str) -> str:
    return blake2b(id_.encode(), digest_size=16).hexdigest()


class Learning(Struct, frozen=True):
    """What the job of the night is given: where to learn, and what to do once there is something new."""

    desk: Desk
    take_up: Callable[[], None]
