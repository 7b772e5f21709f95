"""What a section is given to write with."""

from functools import cached_property

from msgspec import Struct

from bot.domain.area import Area
from reports.analyse import Cell
from reports.disclosure import REST
from reports.document import Record
from reports.figures import Figure, Rounding
from reports.findings import Findings
from reports.frozen import Frozen
from reports.model import Month, Request
from reports.wording import Voice


class Page(Struct, frozen=True, dict=True):
    """The findings of one report, the area they are about, and the voice to tell them in.

    `fingerprint` names the frozen month the report was made from; `rules` the version of the rules that made it.
    """

    request: Request
    area: Area
    findings: Findings
    say: Voice
    fingerprint: str
    rules: str
    frozen: Frozen

    @property
    def month(self) -> Month:
        """The month the report is about."""
        return self.request.month

    @property
    def rounding(self) -> Rounding | None:
        """The small-number rule in force; None in the internal edition."""
        return self.findings.rounding

    @property
    def place(self) -> str:
        """The name of the neighbourhood, or of the whole area."""
        chosen = self.request.neighbourhood
        neighbourhood = self.area.neighbourhood(chosen) if chosen else None
        return neighbourhood.name if neighbourhood else self.area.name

    @cached_property
    def theme_order(self) -> dict[str, int]:
        """The themes' places in the pack."""
        return {theme.code: place for place, theme in enumerate(self.area.themes)}

    def theme(self, code: str) -> str:
        """A theme's name in the report's language; the code itself where the pack no longer has it."""
        if code == REST:
            return self.say("theme.rest")
        return self.area.theme(code).name(self.say.language) if code in self.theme_order else code

    def some(self, figure: Figure) -> bool:
        """Whether a figure is worth a sentence: more than none in the internal edition, than a few in others."""
        return figure.low > 0

    def record(self, measure: str, cell: Cell, *, kind: str = "", theme: str = "", compared: bool = False) -> Record:
        """A line of the tidy table for one figure; `theme` is a code."""
        return Record(
            kind=kind,
            theme_code=theme,
            theme=self.theme(theme) if theme else "",
            measure=measure,
            figure=self.say.figure(self.findings[cell]),
            change=self.say.change(self.findings.change(cell)) if compared else "",
        )
