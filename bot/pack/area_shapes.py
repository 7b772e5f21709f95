"""The shape of area.toml, as the operator writes it: hours, thresholds, the report, safeguarding."""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, Strict, model_validator

from bot.pack.shapes import Shape
from bot.pack.values import (
    Clock,
    Id,
    MonthDay,
    Pounds,
    Text,
    Weekdays,
    Zone,
    once,
)

UNAGREED = 10
"""So many people a figure needs where no agreement says otherwise."""


class HoursTable(Shape):
    """Open from `first` to `last`, or quiet between them; past midnight where last comes first."""

    days: Weekdays
    first: Clock
    last: Clock

    @model_validator(mode="after")
    def _last_some_time(self) -> Self:
        if self.first == self.last:
            raise ValueError("first and last are the same time")
        return self


class StaffedHours(HoursTable):
    """An entry of staffed in area.toml; within one day."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError("last comes before first")
        return self


class ThresholdsTable(Shape):
    """The table thresholds of area.toml. Below ten only under a recorded sharing agreement, never below five (product).

    Words may be kept for a shorter time than the notice says (two years), never for a longer one (reliability.md P7).
    """

    publish: Annotated[int, Field(ge=5)] = 10
    step: Annotated[int, Field(ge=1, le=100)] = 5
    words_kept_months: Annotated[int, Field(ge=1, le=24)] = 24
    agreement: str = ""

    @model_validator(mode="after")
    def _agreed(self) -> Self:
        if self.publish < UNAGREED and not self.agreement.strip():
            raise ValueError(
                f"publish: below {UNAGREED} only under a sharing agreement; name it and its day in agreement"
            )
        return self


class ReportTable(Shape):
    """The table report of area.toml."""

    draft_day: MonthDay = 1
    draft_at: Clock = time(3, 30)
    send_day: MonthDay = 8
    public_archive: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.send_day < self.draft_day:
            raise ValueError("send_day comes before draft_day")
        return self


Minutes = Annotated[int, Field(ge=1, le=240)]


class SafeguardingTable(Shape):
    """The table safeguarding of area.toml. Empty is allowed: then no channel may face the public.

    `..._after` are minutes: how long nobody may have acknowledged a case before the next one is told (S6).
    """

    lead: str = ""
    deputy: str = ""
    manager: str = ""
    deputy_after: Minutes = 15
    manager_after: Minutes = 30
    on_call_after: Minutes = 60
    again_after: Minutes = 60
    placeholders: Annotated[
        tuple[Literal["lead", "deputy", "manager"], ...], Strict(strict=False), AfterValidator(once)
    ] = ()

    @model_validator(mode="after")
    def _made_up(self) -> Self:
        if empty := [key for key in self.placeholders if not getattr(self, key).strip()]:
            raise ValueError(f"placeholders: nobody is named as {' or '.join(empty)}, so leave it out of the list")
        return self

    @model_validator(mode="after")
    def _one_after_the_other(self) -> Self:
        if not self.deputy_after <= self.manager_after <= self.on_call_after:
            raise ValueError("deputy_after, manager_after and on_call_after: each at least as long as the one before")
        return self


class SpendsTable(Shape):
    """The table spends of area.toml: what a neighbourhood's small spends may come to in a month, in pounds."""

    month_limit: Pounds = 50


class AreaFile(Shape):
    """All of area.toml."""

    id: Id
    name: Text
    organisation: Id
    organisation_name: Text
    timezone: Zone
    team: Text = "the team"
    attribution: str = ""
    safeguarding: SafeguardingTable = SafeguardingTable()
    staffed: Annotated[tuple[StaffedHours, ...], Strict(strict=False)] = ()
    quiet: HoursTable
    thresholds: ThresholdsTable = ThresholdsTable()
    minimum_age: dict[str, Annotated[int, Field(ge=0, le=21)]] = Field(default_factory=dict)
    report: ReportTable = ReportTable()
    spends: SpendsTable = SpendsTable()
