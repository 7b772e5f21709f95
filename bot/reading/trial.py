"""Whether learning from more makes the readers better: both ways are judged on what neither has learned from."""

from collections.abc import Sequence

from msgspec import Struct

from bot.reading.kind import KindReader
from bot.reading.subject import Labelled, SubjectReader, subject_reader
from bot.reading.themes import ThemeReader

FOLDS = 5
_FIRST = 3
_ENOUGH_WORSE = 0.01  # of the shipped examples: what residents teach must not unteach what everyone says


class Score(Struct, frozen=True):
    """The shares of `count` held-back texts that were read rightly: theme first, theme among three, kind."""

    count: int = 0
    theme: float = 0.0
    among_three: float = 0.0
    kind: float = 0.0

    @property
    def whole(self) -> float:
        """One figure for all: the mean of right themes and right kinds."""
        return (self.theme + self.kind) / 2


class Trial(Struct, frozen=True):
    """How well is read without and with what was confirmed: on everything held back, and on shipped examples alone."""

    before: Score
    after: Score
    shipped_before: Score
    shipped_after: Score

    @property
    def better(self) -> bool:
        """True where learning from what was confirmed does no harm."""
        enough = self.shipped_before.whole - _ENOUGH_WORSE
        return self.after.whole >= self.before.whole and self.shipped_after.whole >= enough


Told = tuple[Labelled, str]
"""Something confirmed, and who said it: one person's words are held back together."""


def tried(kind: KindReader, themes: ThemeReader, shipped: Sequence[Labelled], confirmed: Sequence[Told]) -> Trial:
    """Judge by cross-validation: each text is read by readers that learned from four fifths of the others.

    Always the same for the same examples in the same order. Those without a theme are learned from alone.
    """
    people = {who: number for number, who in enumerate(sorted({who for _, who in confirmed}))}
    alone, together = _Verdicts(), _Verdicts()
    for fold in range(FOLDS):
        known = [one for number, one in enumerate(shipped) if number % FOLDS != fold]
        taught = [one for one, who in confirmed if people[who] % FOLDS != fold]
        ours = [one for number, one in enumerate(shipped) if number % FOLDS == fold and one[-1]]
        theirs = [one for one, who in confirmed if people[who] % FOLDS == fold]
        alone = alone.joined(_judged(subject_reader(kind, themes, known), ours, theirs))
        together = together.joined(_judged(subject_reader(kind, themes, [*known, *taught]), ours, theirs))
    return Trial(alone.score(), together.score(), alone.shipped_score(), together.shipped_score())


Verdict = tuple[bool, bool, bool]
"""Whether the theme was first, among the first three, and the kind right."""


class _Verdicts(Struct, frozen=True):
    shipped: tuple[Verdict, ...] = ()
    confirmed: tuple[Verdict, ...] = ()

    def joined(self, other: "_Verdicts") -> "_Verdicts":
        return _Verdicts(self.shipped + other.shipped, self.confirmed + other.confirmed)

    def score(self) -> Score:
        return _score(self.shipped + self.confirmed)

    def shipped_score(self) -> Score:
        return _score(self.shipped)


def _judged(reader: SubjectReader, ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> _Verdicts:
    return _Verdicts(tuple(_verdict(reader, one) for one in ours), tuple(_verdict(reader, one) for one in theirs))


def _verdict(reader: SubjectReader, example: Labelled) -> Verdict:
    words, kind, theme = example
    said, scores = reader.read(words)
    themes = [one.theme for one in scores[:_FIRST]]
    return themes[:1] == [theme], theme in themes, said is kind


def _score(verdicts: Sequence[Verdict]) -> Score:
    if not verdicts:
        return Score()
    theme, among_three, kind = (sum(right) / len(verdicts) for right in zip(*verdicts, strict=True))
    return Score(len(verdicts), theme, among_three, kind)
