"""Whether somebody's words may be about one of our own: then the alert goes round that person (reliability.md S11).

Recall first: whom the words name at all is passed by, whatever is said of them; another one is told instead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.alerts.roster import Roster
from bot.domain.area import Area
from bot.domain.paging import Role
from bot.reading.normalise import words

MOBILISER = "mobiliser"
"""The code of a mobiliser, whichever: they are told of no case, but it is the manager's and the LADO's matter."""

_ROLES = {
    Role.LEAD.value: ("safeguarding lead", "your lead", "the lead"),
    Role.DEPUTY.value: ("deputy", "deputy lead"),
    Role.MANAGER.value: ("your manager", "the manager", "team manager", "mobilisers manager"),
    MOBILISER: ("mobiliser", "mobilisers", "mobilizer", "community worker", "youth worker", "your worker"),
}
_TITLES = frozenset({"the", "a", "of", "safeguarding", "lead", "deputy", "manager", "team", "mobilisers", "local"})
_SHORT, _LETTERS, _LONG = 3, 6, 8
"""Letters of a word: up to the first it must be spelt right, from the second on any error may be in it, then two."""
_REPEATED = re.compile(r"(.)\1+")
# fmt: off
_EVERYDAY = frozenset({
    "will", "may", "mark", "rose", "hope", "grace", "faith", "joy", "bill", "rob", "jack", "art", "pat", "sue", "bob",
    "dawn", "april", "june", "summer", "drew", "grant", "chase", "guy", "frank", "rich", "dean", "ray", "gene",
    "robin", "jean", "penny", "ruby", "amber", "sunny", "harry", "miles", "max", "dale", "glen", "lee", "kit", "ash",
    "charity",
})
"""First names that are words too: they count where they are written as a name, or used as one."""
_BEFORE_A_NAME = frozenset({
    "by", "with", "from", "called", "named", "its", "about", "told", "mr", "miss", "mrs", "uncle", "auntie",
})
_AFTER_A_NAME = frozenset({
    "at", "from", "who", "touched", "touches", "hits", "hit", "hurts", "hurt", "keeps", "kept", "is", "was", "made",
    "makes", "said", "says", "did", "does", "has", "tried",
})
_BEFORE_A_VERB = frozenset({
    "i", "he", "she", "they", "it", "we", "you", "that", "this", "who", "what", "one", "someone", "somebody",
    "people", "mum", "dad", "mom", "nobody", "everyone", "there", "and", "or", "not", "never",
})
# fmt: on


def subjects(text: str, area: Area, roster: Roster) -> tuple[str, ...]:
    """The codes of those whom `text` names, by name or by what they do, perhaps misspelt: roster ids, MOBILISER."""
    said = words(text)
    capitals = _capitals(text)
    found = {one.id for one in roster if any(_named(name, said, capitals) for name in one.names)}
    if any(_stands([part], said) for one in area.served for part in _parts(one.mobiliser)):
        found.add(MOBILISER)
    found |= {code for code, roles in _ROLES.items() if any(_stands(role.split(), said) for role in roles)}
    known = {one.id for one in roster} | {MOBILISER}
    return tuple(sorted(found & known))


def _parts(name: str) -> list[str]:
    return [one for one in words(name) if one not in _TITLES and len(one) > 1]


def _named(name: str, said: Sequence[str], capitals: frozenset[str]) -> bool:
    """Whether a person of this name is named, by any part of it."""
    parts = _parts(name)
    if len(parts) > 1 and _stands(parts, said):
        return True
    return any(
        part in capitals or _used_as_a_name(part, said) if part in _EVERYDAY else _stands([part], said)
        for part in parts
    )


def _used_as_a_name(word: str, said: Sequence[str]) -> bool:
    for at, one in enumerate(said):
        if one in {word, f"{word}s"}:
            before, after = said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""
            if before in _BEFORE_A_NAME or (after in _AFTER_A_NAME and before not in _BEFORE_A_VERB):
                return True
    return False


def _stands(wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether these words stand in what was said, one after the other, each perhaps misspelt."""
    span = len(wanted)
    return any(all(map(_alike, wanted, said[at : at + span])) for at in range(len(said) - span + 1))


def _alike(word: str, said: str) -> bool:
    # Another first letter makes another name: Sam is not Pam, Jones not Bones.
    return word[:1] == said[:1] and any(_spelt(word, one) for one in {said, said.removesuffix("s")})


def _spelt(word: str, said: str) -> bool:
    if len(word) < _LETTERS:
        # Bell is not belt, Holt not hot: a short name may only have two letters swapped, or one too many or too few
        # of the same.
        swapped = sorted(word) == sorted(said) and OSA.distance(word, said) == 1
        return _REPEATED.sub(r"\1", word) == _REPEATED.sub(r"\1", said) or (swapped and len(word) > _SHORT)
    errors = 2 if len(word) >= _LONG else 1
    return OSA.distance(word, said, score_cutoff=errors) <= errors


def _capitals(text: str) -> frozenset[str]:
    """The words written with a capital where none was due: not at the head of a sentence, nor in a shout."""
    if text.isupper():
        return frozenset()
    return frozenset(_written_as_names(text.split()))


def _written_as_names(tokens: Iterable[str]) -> Iterator[str]:
    begins = True
    for token in tokens:
        if not begins and token[:1].isupper():
            yield from words(token)
        begins = token.endswith((".", "!", "?", ":"))
