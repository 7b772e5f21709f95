"""What a row of the file is known by, so that bringing the file in twice stores each row once."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from bot.exchange.csv_form import Refused
from bot.exchange.rows import Entry
from bot.storage.keys import Keys


class Keyed(Struct, frozen=True):
    """An entry and its external id: by its reference where it has one, else by a keyed hash of what it says."""

    entry: Entry
    external_id: str


def keyed(keys: Keys, entries: Iterable[Entry]) -> Iterator[Keyed | Refused]:
    """Each entry of a whole file with its external id, or refused where its reference stands in the file before.

    What is the same in text (but for spaces and capitals), day, neighbourhood, voices and writer is told apart by
    counting: the n-th row is the n-th, wherever in the file it stands. Rows with a reference of their own do not count.
    """
    seen: Counter[bytes] = Counter()
    lines: dict[str, int] = {}
    for one in entries:
        if one.reference is None:
            same = _hash(keys, one)
            seen[same] += 1
            yield Keyed(one, f"row:{_nth(keys, same, seen[same])}")
        elif one.reference in lines:
            yield Refused(one.line, f"reference: {one.reference} stands on line {lines[one.reference]} already")
        else:
            lines[one.reference] = one.line
            yield Keyed(one, f"reference:{one.reference}")


def _hash(keys: Keys, one: Entry) -> bytes:
    words = " ".join(unicodedata.normalize("NFC", one.text).casefold().split())
    said = (words, one.said_on.isoformat(), one.where.neighbourhood, str(one.said_it), one.written_by or "")
    return keys.master.keyed_hash("imported words", keys.organisation, *said)


def _nth(keys: Keys, same: bytes, number: int) -> str:
    return keys.master.keyed_hash("imported row", keys.organisation, same, str(number)).hex()
