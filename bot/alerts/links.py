"""The link in a mail by which a worker says that they have a case: it follows from the keys, so that none is kept."""

import hmac
import re

from msgspec import Struct

from bot.storage.keys import Keys

SIGNS = 32
_TOKEN = re.compile(r"([a-z0-9:-]{1,40})\.([a-z0-9-]{1,16})\.([0-9a-f]{32})")


class Answering(Struct, frozen=True):
    """Who answers for what: a case's id (or a drill's), and somebody of the roster."""

    case: str
    recipient: str


def token(keys: Keys, case: str, recipient: str) -> str:
    """What stands in the link of this worker for this case; nobody else can make it."""
    return f"{case}.{recipient}.{_sign(keys, case, recipient)}"


def answering(keys: Keys, given: str) -> Answering | None:
    """What a token stands for; None for one that is made up."""
    found = _TOKEN.fullmatch(given)
    if not found or not hmac.compare_digest(found[3], _sign(keys, found[1], found[2])):
        return None
    return Answering(found[1], found[2])


def _sign(keys: Keys, case: str, recipient: str) -> str:
    return keys.master.keyed_hash("case link", keys.organisation, case, recipient).hex()[:SIGNS]
