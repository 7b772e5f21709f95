"""What a text is concerned with: the things it speaks of, the matter with them, how it is meant, where, when, whom for.

Words and runs of words are looked up in the groups of a language (`KinWords`); a word in no group that is not small
either is kept as it is, without its ending. A spot ("in the park") is no thing, unless nothing else is spoken of.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from msgspec import Struct, field

from bot.reading.lexicons import KinWords
from bot.reading.normalise import SENTENCE_ENDS, words

_WORD = re.compile(r"[a-z0-9']+")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "er", "s")
_SHORTEST_STEM, _LONGEST_STEM = 3, 7  # letters: "collection" and "collected" are one
_MOST_WORDS = 120  # of one text
_SPOT_REACH = 3  # words from "in" to the spot
_RUN = "a run"
"""Under which is noted where the last run of several words ends: they are not looked at one by one as well."""

_MEANINGS = ("praise", "offer", "unwant", "want")
"""How something may be meant, as [frames] names it; of two the first counts. None of them is a plain complaint."""

Groups = tuple[tuple[str, str], ...]
"""The section and the name of each group."""


class Concern(Struct, frozen=True):
    """What a text is concerned with. A thing that is a group has "=" before it, a matter "~"; other things are stems.

    `told` are those matters that are told by themselves, not by naming the thing.
    """

    things: frozenset[str]
    matters: frozenset[str]
    told: frozenset[str]
    meant: str
    places: frozenset[str]
    spots: frozenset[str]
    times: frozenset[str]
    folk: frozenset[str]


class _Found(Struct, frozen=True):
    """What has been met in a text so far, by section, and its words of no group."""

    by_section: dict[str, set[str]] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)

    def add(self, section: str, name: str) -> None:
        self.by_section.setdefault(section, set()).add(name)

    def of(self, section: str) -> frozenset[str]:
        return frozenset(self.by_section.get(section, ()))


class ConcernReader(Struct, frozen=True):
    """Reads by the groups of `single` words and of `longer` runs, by their first two words, the longest first.

    `where` leads up to a spot, `small` words say nothing, `streets` end a street's name; `numbered` things have one.
    """

    single: Mapping[str, Groups]
    longer: Mapping[tuple[str, ...], tuple[tuple[tuple[str, ...], Groups], ...]]
    small: frozenset[str]
    where: frozenset[str]
    streets: frozenset[str]
    numbered: frozenset[str]

    def read(self, told: Sequence[str]) -> Concern:
        """What the words of a text are concerned with."""
        found = _Found()
        done: dict[str, int] = {}
        left = 0  # words in which a spot that was led up to may still stand
        for number, word in enumerate(told[:_MOST_WORDS]):
            self._note_runs(told, number, done, found, led=left > 0)
            if word not in self.single and word not in self.small and word not in SENTENCE_ENDS:
                beside = (told[number - 1] if number else "", told[number + 1] if number + 1 < len(told) else "")
                if max(done.get("places", 0), done.get(_RUN, 0)) <= number:
                    self._note_loose(word, beside, found, led=left > 0)
            left = _SPOT_REACH if word in self.where else left - 1
        return _concern(found)

    def begin(self) -> dict[str, set[str]]:
        """By thing or spot, the words that its runs of words begin with: no text without one of them speaks of it."""
        begin: dict[str, set[str]] = {}
        runs = [
            *(((word,), groups) for word, groups in self.single.items()),
            *chain.from_iterable(self.longer.values()),
        ]
        for run, groups in runs:
            for _, name in groups:
                begin.setdefault(f"={name}", set()).add(run[0])
        return begin

    def groups(self, told: Sequence[str]) -> Sequence[set[tuple[str, str]]]:
        """By word, the groups it is in by itself or with its neighbours."""
        found = [set(self.single.get(word, ())) for word in told]
        for number in range(len(told) - 1):
            for run, groups in self.longer.get(tuple(told[number : number + 2]), ()):
                if tuple(told[number : number + len(run)]) == run:
                    for at in range(number, number + len(run)):
                        found[at].update(groups)
        return found

    def knows(self, word: str) -> bool:
        """Whether a word is in some group or says nothing."""
        return word in self.single or word in self.small

    def _note_runs(self, told: Sequence[str], number: int, done: dict[str, int], found: _Found, *, led: bool) -> None:
        """Add the groups of the runs that begin here; in each section the longest run has its words for itself."""
        for run, groups in self.longer.get(tuple(told[number : number + 2]), ()):
            if tuple(told[number : number + len(run)]) == run:
                _note(groups, (number, number + len(run)), done, found, led=led)
        _note(self.single.get(told[number], ()), (number, number + 1), done, found, led=led)

    def _note_loose(self, word: str, beside: tuple[str, str], found: _Found, *, led: bool) -> None:
        """Add a word of no group: a street's or a bus's name, where something is, or what is spoken of."""
        if word.isdigit():
            if not self.numbered.isdisjoint(beside):
                found.add("places", word)
        elif beside[1] in self.streets:
            found.add("places", word)
        elif led:
            found.add("spots", stem(word))
        else:
            found.loose.add(stem(word))


def _note(groups: Groups, at: tuple[int, int], done: dict[str, int], found: _Found, *, led: bool) -> None:
    free = [(section, name) for section, name in groups if done.get(section, 0) <= at[0]]
    at_once = {section for section, _ in groups}
    for section, name in free:
        found.add(_kept_as(section, at_once, led=led), name)
        if led and section == "things":
            found.add("spots", name)
        done[section] = at[1]
        if at[1] - at[0] > 1:
            done[_RUN] = at[1]


def concern_reader(
    spoken: Iterable[KinWords], places: Mapping[str, str], streets: frozenset[str] = frozenset()
) -> ConcernReader:
    """A reader of some languages' groups; `places` are names of the area, small, with what each is the name of."""
    entries: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    small: set[str] = set()
    where: set[str] = set()
    numbered: set[str] = set()
    for kin in spoken:
        small.update(kin.small)
        where.update(kin.where)
        numbered.update(kin.numbered)
        for told, section, name in _grouped(kin):
            entries.setdefault(told, []).append((section, name))
    for name, place in places.items():
        entries.setdefault(tuple(name.split()), []).append(("places", place))
    single = {run[0]: tuple(groups) for run, groups in entries.items() if len(run) == 1}
    return ConcernReader(single, _longer(entries), frozenset(small), frozenset(where), streets, frozenset(numbered))


def told_words(text: str) -> Sequence[str]:
    """The words of a text, folded as all readers have them; most are simple, and there are thousands of texts."""
    return _WORD.findall(text.lower().replace("'", "")) if text.isascii() else words(text)


def stem(word: str) -> str:
    """A word without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:_LONGEST_STEM]


def _kept_as(section: str, at_once: AbstractSet[str], *, led: bool) -> str:
    """Where a group is kept, by the sections its run of words is in at once.

    A thing that is a spot here is only fallen back on, a spot not led up to even less; what is a thing and a matter at
    once ("mould") tells the matter less surely than other words do.
    """
    if section == "things" and led and "spots" in at_once:
        return "promoted"
    if section == "matters" and "things" in at_once:
        return "implied"
    return "unled" if section == "spots" and not led else section


def _grouped(kin: KinWords) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every run of words of the groups, with its section and group; a single word also with or without an "s"."""
    for section in ("things", "matters", "frames", "times", "folk"):
        for name, members in getattr(kin, section).items():
            told = {one for member in members for one in _both(member, members)}
            yield from ((tuple(one.split()), section, name) for one in sorted(told))
    yield from ((tuple(one.split()), "spots", stem(one)) for one in kin.spots)


def _both(member: str, members: Iterable[str]) -> Iterator[str]:
    yield member
    if " " not in member and member.endswith("s") and len(member) > _SHORTEST_STEM + 1 and member[:-1] not in members:
        yield member[:-1]


def _longer(
    entries: Mapping[tuple[str, ...], Sequence[tuple[str, str]]],
) -> Mapping[tuple[str, ...], tuple[tuple[tuple[str, ...], Groups], ...]]:
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], Groups]]] = {}
    for run in sorted((one for one in entries if len(one) > 1), key=lambda one: (-len(one), one)):
        found.setdefault(run[:2], []).append((run, tuple(entries[run])))
    return {first: tuple(runs) for first, runs in found.items()}


def _concern(found: _Found) -> Concern:
    grouped = next((of for of in map(found.of, ("things", "promoted", "unled", "spots")) if of), frozenset[str]())
    frames = found.of("frames")
    return Concern(
        things=frozenset(f"={one}" for one in grouped) | found.loose,
        matters=frozenset(f"~{one}" for one in found.of("matters") | found.of("implied")),
        told=found.of("matters"),
        meant=next((one for one in _MEANINGS if one in frames), ""),
        places=found.of("places"),
        spots=found.of("spots"),
        times=found.of("times"),
        folk=found.of("folk"),
    )
