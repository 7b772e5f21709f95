"""Words that follow soon belong to what was just said; where they are clearly of something else, that is asked."""

from datetime import datetime

from msgspec.structs import replace

from bot.conversation import ask, keep
from bot.conversation.keep import Beside, Kept, Subject
from bot.conversation.script import Script, Talk, Typed, read, say
from bot.conversation.understand import goes_on, offers_help, points_back
from bot.dialogues.soon import is_soon
from bot.dialogues.worry import is_a_worry, worry
from bot.domain.area import ELSEWHERE, Neighbourhood
from bot.domain.contribution import Kind
from bot.domain.reading import DangerLevel, Reading

SHORT = 4
"""Fewer words only add to what was said, and are never asked about."""
FEW, A_SENTENCE = 6, 12
"""So many words at most only go on with what was said, where they open so; or where they point back to it."""
SURE, LIKELY, STRANGE = 0.55, 0.3, 0.08
"""From which score on a theme is what a text is about, or is likely to be; below which it is not about one at all."""


def joined(talk: Talk, kept: Kept, words: str, asked_at: datetime) -> Script[Kept | None]:
    """Join words to what was said before, or keep them beside it where they say that it is something new.

    What sounds low or scared is kept by itself, and a child is heard there and then; the question they were asked goes
    on. None where words come so late that they are something new anyway: then nothing was done.
    """
    if not (yield from is_soon(asked_at)):
        return None
    reading = yield from read(words)
    if kept.of is not None and (yield from _is_a_worry(talk, kept.of, words, reading)):
        return (yield from _heard_apart(talk, kept, words))
    if kept.of is None or kept.one or not (yield from _is_another(talk, kept.of, words, reading)):
        return (yield from keep.more(talk, kept, words))
    return (yield from _asked(talk, kept, words))


def added(talk: Talk, kept: Kept, words: str, asked_at: datetime) -> Script[bool]:
    """Join words that were written after all was said, where they only go on with it; False where they say more."""
    soon = yield from is_soon(asked_at)
    reading = yield from read(words)
    if not soon or (kept.of and (yield from _is_another(talk, kept.of, words, reading))):
        return False
    few = len(words.split())
    if not ((few <= FEW and (yield from goes_on(words))) or (few <= A_SENTENCE and (yield from _belongs(words)))):
        return False
    yield from keep.more(talk, kept, words)
    return True


def _belongs(words: str) -> Script[bool]:
    """Whether words speak of what was said before, or say how they would help with it."""
    return (yield from points_back(words)) or (yield from offers_help(words))


def _asked(talk: Talk, kept: Kept, words: str) -> Script[Kept]:
    """Ask whether it is something new. It is kept first: whoever does not answer is heard all the same."""
    beside = yield from _kept(talk, words)
    answer = yield from ask.choice_or_words("share.something_new", ("new", "same"), yes="new", no="same")
    if answer == "same":
        yield from keep.join(beside.kept, kept)
        yield from say("share.added")
        return replace(kept, one=True)
    besides = [beside]
    if isinstance(answer, Typed):
        besides.append((yield from _kept(talk, answer.text)))
    yield from say("share.comes_next")
    return replace(kept, besides=(*kept.besides, *besides))


def _is_a_worry(talk: Talk, of: Subject, words: str, reading: Reading) -> Script[bool]:
    """Whether words sound low or scared of something that is wrong, where what was said before did not.

    What makes a child scared is no part of the swimming pool they asked for. Words that point back are ("it is scary
    at night", of a dark path), but not of a child's idea or of what they like: nobody is scared of those.
    """
    if of.amber or not (yield from is_a_worry(words, reading)):
        return False
    if talk.participant.protected and of.kind is not Kind.ISSUE:
        return True
    return not reading.someone and len(words.split()) >= SHORT and not (yield from points_back(words))


def _heard_apart(talk: Talk, kept: Kept, words: str) -> Script[Kept]:
    """Keep a worry as something of its own: a child hears a kind word at once, a grown-up's comes next."""
    beside = yield from _kept(talk, words)
    if not talk.participant.protected:
        yield from say("share.comes_next")
        return replace(kept, besides=(*kept.besides, beside))
    if beside.reading.someone:
        yield from keep.aside(beside.kept)
    later = yield from worry(talk, beside.kept)
    more = ((yield from _kept(talk, later)),) if later else ()
    placeless = (beside.kept,) if beside.kept.of is not None and beside.kept.of.place is None else ()
    return replace(kept, besides=(*kept.besides, *more), apart=(*kept.apart, *placeless))


def _kept(talk: Talk, words: str) -> Script[Beside]:
    """Keep words as something of their own, at once."""
    reading = yield from read(words)
    place = _place_in(talk, reading) or talk.here or talk.area.elsewhere
    return Beside((yield from keep.contribution(talk, words, reading, place)), words, reading)


def _is_another(talk: Talk, of: Subject, words: str, reading: Reading) -> Script[bool]:
    """Whether words are clearly of something else: not a few, nothing that points back, nor what sounds of danger.

    Nor what tells of somebody: that is put with what it was said about, and a person looks at both.
    """
    if len(words.split()) < SHORT or reading.danger.level is not DangerLevel.NONE or reading.someone:
        return False
    if (yield from points_back(words)):
        return False
    place = _place_in(talk, reading)
    elsewhere = place is not None and of.place is not None and place.id not in {of.place, ELSEWHERE}
    return elsewhere or _of_another_theme(of, reading) or _of_another_kind(of, reading)


def _of_another_theme(of: Subject, reading: Reading) -> bool:
    """Whether both say well what they are about, and it is not the same."""
    return _strongest(of) >= SURE and _strongest(reading) >= SURE and _apart(of, reading)


def _of_another_kind(of: Subject, reading: Reading) -> bool:
    """Whether it is of another kind, and hardly of the same theme. An issue and what would mend it are one thing."""
    return reading.kind is not of.kind and Kind.ISSUE in {of.kind, reading.kind} and _likely_apart(of, reading)


def _likely_apart(of: Subject, reading: Reading) -> bool:
    return _strongest(of) >= LIKELY and _strongest(reading) >= LIKELY and _apart(of, reading)


def _strongest(told: Subject | Reading) -> float:
    return told.themes[0].score if told.themes and told.themes[0].theme != "other" else 0.0


def _apart(of: Subject, reading: Reading) -> bool:
    return _share(reading, of.themes[0].theme) < STRANGE and _share(of, reading.themes[0].theme) < STRANGE


def _share(told: Subject | Reading, theme: str) -> float:
    return next((one.score for one in told.themes if one.theme == theme), 0.0)


def _place_in(talk: Talk, reading: Reading) -> Neighbourhood | None:
    found = next((one.id for one in reading.places if one.id in talk.area.places), None)
    return talk.area.of_place(found) if found else None
