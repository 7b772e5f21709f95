"""What came of bringing in a file, and how it is told to whoever brought it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.domain.case import GUIDANCE
from bot.domain.reading import DangerLevel
from bot.exchange.csv_form import Refused


class Alarm(Struct, frozen=True):
    """A row that sounds as if somebody may be in danger; it is a case now. `reference` is drawn anew in a dry run."""

    line: int
    reference: str
    level: DangerLevel


class BroughtIn(Struct, frozen=True):
    """How many rows were stored and how many were there before; which were refused; which need a person today."""

    stored: int
    known: int
    refused: tuple[Refused, ...]
    alarms: tuple[Alarm, ...]
    dry_run: bool = False

    @property
    def complete(self) -> bool:
        """True where no row was refused."""
        return not self.refused

    def lines(self, lead: str = "") -> Iterator[str]:
        """What to print, line by line, never anybody's words. `lead` is who reads what may be about danger."""
        would = "would be " if self.dry_run else ""
        yield f"{rows_of(self.stored)} {would}brought in."
        if self.known:
            yield f"{rows_of(self.known)} {would}left out: here already."
        if self.refused:
            yield f"{rows_of(len(self.refused))} refused:"
            yield from (f"  line {one.line}: {one.reason}" for one in self.refused)
        if self.alarms:
            yield from self._alarming(lead or "the safeguarding lead")
        if self.dry_run:
            yield "This was a dry run: nothing was stored."

    def _alarming(self, lead: str) -> Iterator[str]:
        case = "would become a case" if self.dry_run else "is a case now"
        yield f"Somebody may be in danger in {rows_of(len(self.alarms))}; each {case}. {GUIDANCE} Ring {lead} today:"
        for level in (DangerLevel.RED, DangerLevel.AMBER):
            if of_level := [one for one in self.alarms if one.level is level]:
                yield f"  {level}: {', '.join(self._where(of_level))}"

    def _where(self, alarms: Sequence[Alarm]) -> list[str]:
        return [f"line {one.line}" if self.dry_run else f"line {one.line} ({one.reference})" for one in alarms]


def rows_of(count: int) -> str:
    """So many rows, in words for whoever reads a terminal."""
    return f"{count:,} row" if count == 1 else f"{count:,} rows"
