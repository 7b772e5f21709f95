"""Places as residents type them: names and aliases with slips of the finger in sentences, streets and surnames."""

from collections.abc import Iterator
from random import Random

from bot.domain.area import Area

FRAMES = (
    "the bins in {} are full",
    "could we have a bench in {}?",
    "i live on {}",
    "nothing to do in {} for kids",
    "my nan lives near {} and its dark",
    "{} needs a park",
    "why does {} get everything",
    "lights out at {} again!!",
    "from {} to the hospital takes an hour",
    "{}, the swings are broken",
    "The {} estate is a mess",
    "{}'s park is lovely",
    "buses to {} never come",
    "we love {}",
)
STREETS = (
    "{} Road is full of potholes",
    "the crossing on {} Boulevard is deadly",
    "cars race down {} drive",
    "{} Street, by the shop",
    "meet on {} Avenue",
)
SURNAMES = (
    "Mrs {} is my teacher",
    "mr {} shouts",
    "my neighbour {} parks badly",
    "Emma {} runs the club",
    "cllr {} never answers",
    "ask for Dr {}",
    "Dave {} did it",
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slip(random: Random, name: str) -> str:
    """One letter too many, missing, wrong or swapped with its neighbour; never the first, which people get right."""
    at = random.randrange(1, len(name) - 1)
    letter = random.choice(LETTERS)
    return random.choice(
        (
            name[:at] + letter + name[at:],
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


def spelt(area: Area, seed: int, slips: int) -> Iterator[tuple[str, str]]:
    """A sentence for each name and alias with so many slips, and the id of the place; short names have fewer."""
    random = Random(seed)  # noqa: S311 - examples, not secrets
    for place in area.places.values():
        for name in (place.name, *place.aliases):
            letters = sum(map(str.isalpha, name))
            told = name
            for _ in range(min(slips, (letters >= 5) + (letters >= 8))):
                told = slip(random, told)
            yield random.choice(FRAMES).format(random.choice((told, told.lower(), told.lower()))), place.id
