"""What is told alike in every language: births and mail, which say little else to know the language by."""

from collections.abc import Sequence

from msgspec import structs

from bot.reading.private_words import PrivateWords

_SHORTEST_CUE = 4  # letters: what is shorter may be another word in another language


def with_forms(private: PrivateWords, every: Sequence[PrivateWords]) -> PrivateWords:
    """These words with how births and mail are told in every language: a form says little else to know it by."""
    cues = (cue for one in every for cue in one.birth_cues if len(cue) >= _SHORTEST_CUE)
    told = (phrase for one in (private, *every) for phrase in one.birth_phrases)
    return structs.replace(
        private,
        birth_cues=private.birth_cues.union(cues),
        birth_phrases=tuple(dict.fromkeys(told)),
        months=private.months.union(*(one.months for one in every)),
        at_signs=private.at_signs.union(*(one.at_signs for one in every)),
        dots=private.dots.union(*(one.dots for one in every)),
    )
