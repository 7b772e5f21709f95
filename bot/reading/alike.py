"""How alike two concerns are by the things they speak of and what is the matter with them.

A thing that many of the others speak of says little (inverse document frequency).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import log, sqrt

from msgspec.structs import replace

from bot.reading.concern import Concern

_PRIOR = 30  # texts that are thought of beside the few that are given, so that two or three can be compared
_LOOSE_WORTH = 0.8  # what a word of no group is worth beside a group
_COSINE = 0.75  # how much the cosine counts; the rest is how much of the shorter text is shared
_UNTOLD_MATTER = 0.2  # the matter is told in one of them only
_OTHER_TOLD = 0.5  # what is told of it is not the same, though what is named ("mould") says the same matter
_ONE_TOLD = 0.8  # by one of them, or by neither, the matter is told by itself
_BOTH_UNTOLD = 0.6  # no matter is told in either: both wish for the thing, or name it, which is as good as a wish
_NOT_MEANT_ALIKE = 0.3  # no matter is told in either, and one wishes for less of it
_MORE_SHARED = 0.1  # what each further sign they share adds, where neither tells the matter
_HARDLY_SHARED = 0.5  # one word says both the thing and its matter, and nothing else is shared
_EACH_ITS_OWN = 0.85  # each speaks of something that the other does not
_MOST_MORE = 2
_OTHER_MEANING = {"want": 0.9, "unwant": 0.6}  # one wishes for it, or for less of it, the other complains
_OTHER_SPOT, _OTHER_TIME, _OTHER_FOLK = 0.5, 0.4, 0.5
_ONE_TIME = _ONE_FOLK = 0.9  # only one says when, or for whom


def worth_of(concerns: Sequence[Concern], others: int) -> dict[str, float]:
    """What it says that two texts share a thing or a matter: more, the fewer of all have it."""
    count = Counter(one for about in concerns for one in about.things)
    count.update(one for about in concerns for one in about.matters)
    total = others + _PRIOR
    return {one: log(1 + total / (1 + met)) * (1.0 if one[0] in "=~" else _LOOSE_WORTH) for one, met in count.items()}


def alike(mine: Concern, theirs: Concern, worth: Mapping[str, float]) -> float:
    """How alike the things are and what is the matter with them; 0 where they cannot be the same."""
    if parted(mine.places, theirs.places) or not can_mean_the_same(mine.meant, theirs.meant):
        return 0.0
    if mine == theirs:
        return 1.0
    mine, theirs = _beside_spots(mine, theirs), _beside_spots(theirs, mine)
    matter = _matter(mine, theirs, worth)
    thing = _shared(mine.things, theirs.things, worth) if matter else 0.0
    sure = 1.0 if _signs_shared(mine, theirs) > 1 else _HARDLY_SHARED
    each = _EACH_ITS_OWN if mine.things - theirs.things and theirs.things - mine.things else 1.0
    return sqrt(thing * matter) * _circumstances(mine, theirs) * sure * each


def _beside_spots(mine: Concern, theirs: Concern) -> Concern:
    """Mine without those things that are a spot to the other, where they share another: "lights at the skate park"."""
    spots = {f"={spot}" for spot in theirs.spots} - theirs.things
    left = mine.things - spots
    if left == mine.things or left.isdisjoint(theirs.things):
        return mine
    return replace(mine, things=left, spots=mine.spots | (theirs.spots & {one[1:] for one in mine.things & spots}))


def _signs_shared(mine: Concern, theirs: Concern) -> int:
    """How many signs say that the two are one concern: things, matters told by themselves, how it is meant, where."""
    both = (mine.things & theirs.things, mine.told & theirs.told)
    wished = _only_wished(mine, theirs) or bool(mine.meant and mine.meant == theirs.meant)
    return sum(map(len, both)) + _around(mine, theirs) + wished


def _around(mine: Concern, theirs: Concern) -> int:
    """In how many of place, spot, time and folk the two agree."""
    around = ("places", "spots", "times", "folk")
    return sum(not getattr(mine, one).isdisjoint(getattr(theirs, one)) for one in around)


def _only_wished(mine: Concern, theirs: Concern) -> bool:
    """Whether neither tells a matter, and none of them means anything but a wish."""
    return not (mine.matters or theirs.matters) and {mine.meant, theirs.meant} <= {"", "want"}


def _matter(mine: Concern, theirs: Concern, worth: Mapping[str, float]) -> float:
    same = 1.0 if mine.meant == theirs.meant else _OTHER_MEANING[mine.meant or theirs.meant]
    if mine.matters and theirs.matters:
        return _shared(mine.matters, theirs.matters, worth) * same * _told(mine, theirs)
    if mine.matters or theirs.matters:
        return _UNTOLD_MATTER * same
    more = len(mine.things & theirs.things) - 1 + _around(mine, theirs)
    alike = mine.meant == theirs.meant or _only_wished(mine, theirs)
    return (_BOTH_UNTOLD if alike else _NOT_MEANT_ALIKE) + _MORE_SHARED * min(more, _MOST_MORE)


def _told(mine: Concern, theirs: Concern) -> float:
    """How far shared matters count, by whether they are told by themselves or only come with what is named."""
    if parted(mine.told, theirs.told):
        return _OTHER_TOLD
    return _ONE_TOLD if mine.told.isdisjoint(theirs.told) else 1.0


def _shared(mine: AbstractSet[str], theirs: AbstractSet[str], worth: Mapping[str, float]) -> float:
    """Between what is shared of both (the cosine) and what is shared of the shorter, which may be told in a word."""
    shared = sum(worth[one] ** 2 for one in mine & theirs)
    if not shared:
        return 0.0
    one, other = (sum(worth[part] ** 2 for part in about) for about in (mine, theirs))
    return _COSINE * shared / sqrt(one * other) + (1 - _COSINE) * shared / min(one, other)


def can_mean_the_same(mine: str, theirs: str) -> bool:
    """A wish and a complaint may be one concern; praise and a complaint, or a wish and its opposite, never."""
    return mine == theirs or {mine, theirs} in ({"", "want"}, {"", "unwant"})


def _circumstances(mine: Concern, theirs: Concern) -> float:
    """How far the likeness is to be trusted between two spots, times, kinds of people."""
    spot = _OTHER_SPOT if parted(mine.spots, theirs.spots) else 1.0
    time = _OTHER_TIME if parted(mine.times, theirs.times) else _ONE_TIME if mine.times != theirs.times else 1.0
    folk = _OTHER_FOLK if parted(mine.folk, theirs.folk) else _ONE_FOLK if mine.folk != theirs.folk else 1.0
    return spot * time * folk


def parted(mine: AbstractSet[str], theirs: AbstractSet[str]) -> bool:
    """Whether both have some, and none in common."""
    return bool(mine and theirs) and mine.isdisjoint(theirs)
