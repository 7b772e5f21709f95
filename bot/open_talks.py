"""Talks that stand open in memory at their question, so that the next answer need not play them again.

Nothing depends on them: a talk that is not here, or whose journal has been written by anyone else since, is played from
its journal.
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct, field

from bot.conversation.journal import Journal
from bot.conversation.performance import Performance

MOST = 1000
"""Talks kept open at once: some 10 MB (benchmarks/start.py measures the whole program)."""
LASTS = timedelta(hours=1)
"""For how long one is kept open, so that words do not linger in memory once their journal is forgotten."""


class OpenTalk(Struct, frozen=True):
    """One person's talk as it stood after a turn. `sealed` is its journal as it was stored."""

    who: str
    sealed: bytes
    journal: Journal
    playing: Performance
    since: datetime


class OpenTalks(Struct):
    """The talks left open by the last turns, by participant's hash, the oldest first."""

    _talks: OrderedDict[str, OpenTalk] = field(default_factory=OrderedDict)

    def take(self, who: str, sealed: bytes) -> OpenTalk | None:
        """What `who` left open, if `sealed` is still their stored journal; it is here no longer.

        A journal is sealed with a new nonce each time: equal bytes are the very same journal.
        """
        found = self._talks.pop(who, None)
        return found if found is not None and found.sealed == sealed else None

    def keep(self, talks: Iterable[OpenTalk]) -> None:
        """Keep these open, now that their journals are committed."""
        for one in talks:
            self._talks[one.who] = one
            self._talks.move_to_end(one.who)
            self._let_go(one.since)

    def _let_go(self, now: datetime) -> None:
        while self._talks:
            oldest = next(iter(self._talks.values()))
            if len(self._talks) <= MOST and oldest.since + LASTS > now:
                return
            del self._talks[oldest.who]
