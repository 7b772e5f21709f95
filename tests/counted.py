"""The table of taps and times in docs/howto/work-as-a-mobiliser.md, held to what a test counts."""

from dataclasses import dataclass

from benchmarks.taps import A_TAP, READ, TYPED
from bot.core import ROOT

PAGE = ROOT / "docs" / "howto" / "work-as-a-mobiliser.md"
ANSWER = 0.5
"""Seconds of the machine for each answer, reckoned (measured it is a tenth of that: docs/benchmarks.md)."""


@dataclass
class Count:
    """What somebody does: taps, messages sent, signs typed, words read, seconds spoken."""

    taps: int = 0
    messages: int = 0
    typed: int = 0
    read: int = 0
    spoken: int = 0

    def told(self) -> str:
        """Taps and messages as the table tells them."""
        parts = ((self.messages, "message"), (self.taps, "tap"))
        return " and ".join(f"{many} {one}{'s' if many > 1 else ''}" for many, one in parts if many)

    def seconds(self) -> int:
        """Reckoned as the page says: a message is sent by a tap of its own."""
        taps = self.taps + self.messages
        return round(taps * (A_TAP + ANSWER) + self.typed / TYPED + self.read / READ + self.spoken)


def stands_in_the_docs(what: str, count: Count, test: str) -> None:
    """Fail unless the table's row of this name tells this count and time, and names this test."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text("utf-8").splitlines()]
    found = [row for row in rows if row[0] == what and len(row) > 3]
    assert found == [[what, count.told(), f"{count.seconds()} s", f"`{test}`"]], (count.told(), count.seconds())
