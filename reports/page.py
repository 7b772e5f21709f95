"""What a section is given to write with."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol, TypeVar

from msgspec import Struct, field

from bot.domain.area import Area
from bot.domain.theme import Family, Theme
from reports.analyse import Cell
from reports.disclosure import REST
from reports.document import Record
from reports.figures import Figure, Rounding
from reports.findings import Findings
from reports.frozen import Frozen, Line, Review
from reports.hiding import reason
from reports.model import Month, Request
from reports.wording import Voice


class Placed(Protocol):
    """What is of one neighbourhood, or of the whole area."""

    @property
    def neighbourhood(self) -> str | None:
        """The id of one, None for the whole area."""
        ...


P = TypeVar("P", bound=Placed)


class Page(Struct, frozen=True, dict=True):
    """The findings of one report, the area they are about, and the voice to tell them in.

    `places` are, for the whole area, the people of each neighbourhood as its own report shows them. `fingerprint` names
    the frozen month the report was made from; `rules` the version of the rules that made it.
    """

    request: Request
    area: Area
    findings: Findings
    say: Voice
    fingerprint: str
    rules: str
    frozen: Frozen
    places: Mapping[str, Figure] = field(default_factory=dict)

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

    @property
    def review(self) -> Review:
        """What the mobiliser says of this scope; an empty one where nobody has yet."""
        return self.frozen.review(self.request.neighbourhood)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The cleared words of grown-ups here."""
        return tuple(one for one in self.here(self.frozen.lines) if not one.child)

    def here(self, found: Iterable[P]) -> tuple[P, ...]:
        """Those that are of this report's place; the whole area has them all."""
        wanted = self.request.neighbourhood
        return tuple(one for one in found if wanted is None or one.neighbourhood in {None, wanted})

    def place_of(self, one: Placed) -> str:
        """The name of the place something is of, in the whole area's report; "" in a neighbourhood's own."""
        if self.request.neighbourhood is not None or one.neighbourhood is None:
            return ""
        return self.named(one.neighbourhood)

    def named(self, id_: str) -> str:
        """A neighbourhood's name; the id itself where the pack no longer has it."""
        found = self.area.neighbourhood(id_)
        return found.name if found else id_

    def agency(self, id_: str) -> str:
        """An agency's name; the id itself where the pack no longer has it."""
        return next((one.name for one in self.area.agencies if one.id == id_), id_)

    def mobiliser(self) -> str:
        """Who works here, by name; the team in the whole area's report."""
        here = self.area.neighbourhood(self.request.neighbourhood or "")
        return (here.mobiliser if here else "") or self.area.team

    @cached_property
    def theme_order(self) -> dict[str, int]:
        """The themes' places in the pack."""
        return {theme.code: place for place, theme in enumerate(self.area.themes)}

    def theme(self, code: str) -> str:
        """A theme's or family's name in the report's language; the code itself where the pack no longer has it."""
        if code == REST:
            return self.say("theme.rest")
        named = self._named.get(code)
        return named.name(self.say.language) if named else code

    def is_family(self, code: str) -> bool:
        """Whether a line is that of a family of themes."""
        return any(code == family.code for family in self.area.families)

    def line(self, kind: str, code: str) -> str:
        """What a line of a table of themes is called: a theme below its family is said to be of it."""
        below = any(code in self.findings.under(kind, family.code) for family in self.area.families)
        head = not below or code in self.findings.heads(kind)
        return self.theme(code) if head else self.say("by_theme.of_these", theme=self.theme(code))

    @cached_property
    def _named(self) -> dict[str, Theme | Family]:
        families: dict[str, Theme | Family] = {one.code: one for one in self.area.families}
        return families | {one.code: one for one in self.area.themes}

    def some(self, figure: Figure) -> bool:
        """Whether a figure is worth a sentence: more than none in the internal edition, than a few in others."""
        return figure.low > 0

    def record(self, measure: str, cell: Cell, *, kind: str = "", theme: str = "", compared: bool = False) -> Record:
        """A line of the tidy table for one figure; `theme` is a code."""
        found = self.findings[cell]
        return Record(
            low=found.low,
            high=found.high,
            kind=kind,
            theme_code=theme,
            theme=self.theme(theme) if theme else "",
            measure=measure,
            figure=self.say.figure(found),
            change=self.say.change(self.findings.change(cell)) if compared else "",
            why=reason(found, rest=theme == REST),
        )
