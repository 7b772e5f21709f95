"""Where words are in a store: every place that may hold what somebody said, opened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select

from bot.conversation.on_record import LEFT_OUT
from bot.storage import cases, handovers, people, quarantine, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_storage import NOW, all_said

SEALED = ((tables.talk_request, "talk"), (tables.complaint, "complaint"), (tables.held_words, "held"))
"""Where else words of a person are, under that person's own key, and what they are sealed as."""


@dataclass
class Whereabouts:
    """All words of a store: contributions, cases (each as one text), and what waits elsewhere."""

    kept: list[str]
    on_record: list[str]
    apart: list[str]

    def fault(self, mark: str) -> str:
        """What is wrong with where a mark is; empty where it is in one place, as it should be.

        A worry may be kept and be on record too. A red case takes along words that wait for the notice, though they
        were a worry and are on record as such: two cases, but none says it twice.
        """
        in_words, in_cases, elsewhere = (_count(mark, texts) for texts in (self.kept, self.on_record, self.apart))
        if in_words + in_cases + elsewhere == 0:
            return "" if self._stands_in_part(mark) else f"{mark} was lost"
        if in_words > 1:
            return f"{mark} is kept twice"
        if in_cases > 2 or any(text.count(mark) > 1 for text in self.on_record):
            times = [text.count(mark) for text in self.on_record if mark in text]
            return f"{mark} is on record more often than it was said: {times}, by case"
        return ""

    def _stands_in_part(self, mark: str) -> bool:
        """Whether it is kept without what may be a private detail, which nobody who may be a child is known by."""
        return any(part in text for text in (*self.kept, *self.on_record, *self.apart) for part in _parts(mark))


async def whereabouts(database: Database, keys: Keys, tokens: Iterable[str] = ()) -> Whereabouts:
    """Open all of a store; `tokens` are those by which words were handed over."""
    kept = [one.words for one in await all_said(database, keys)]
    return Whereabouts(kept, await _on_record(database, keys), await _apart(database, keys, tokens))


async def _on_record(database: Database, keys: Keys) -> list[str]:
    async with database.read() as conn:
        found = [row.id for row in await conn.execute(select(tables.safeguarding_case))]
        return ["\n".join(await cases.words(conn, keys, case)) for case in found]


async def _apart(database: Database, keys: Keys, tokens: Iterable[str]) -> list[str]:
    """What waits for the notice, for some person to read, for the web chat, or for whoever mends what broke."""
    texts = []
    async with database.read() as conn:
        sealed = [
            (row.participant, context, row.sealed)
            for table, context in SEALED
            for row in await conn.execute(select(table))
        ]
        for who in [row.hash for row in await conn.execute(select(tables.participant))]:
            known = await people.look(conn, keys, who)
            assert known is not None
            if known.sealed_journal:
                texts.append(known.journal.decode())
            texts += [known.key.read(context, words) for whose, context, words in sealed if whose == known.hash]
        for token in tokens:
            found = await handovers.look(conn, keys.organisation, token, NOW)
            texts += [found.words] if found else []
        rows = [(row.account, row.external_id) for row in await conn.execute(select(tables.quarantine))]
        texts += [(await quarantine.raw(conn, keys, *one) or b"").decode("utf-8", "replace") for one in rows]
    return texts


def _parts(mark: str) -> Iterator[str]:
    """A mark of which up to half the words, in a row, were left out: "bench gate end" may be taken for an address."""
    words = mark.split()
    for first, last in combinations(range(len(words) + 1), 2):
        if last - first <= len(words) // 2:
            yield " ".join([*words[:first], LEFT_OUT, *words[last:]])


def _count(mark: str, texts: Iterable[str]) -> int:
    return sum(text.count(mark) for text in texts)
