"""The shape of every table in a pack, as the operator writes it."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator

from bot.pack.values import (
    Coordinate,
    CrisisNumber,
    Day,
    Days,
    Door,
    Id,
    Link,
    Phone,
    Pounds,
    Prefix,
    Prompt,
    Text,
    Texts,
    Weekday,
    Weekdays,
    Words,
    once,
)


class Shape(BaseModel):
    """A table: unknown keys are faults, and nothing is guessed from the wrong type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_EMPTY = BeforeValidator(lambda cell: cell or None)
_Aliases = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda cell: tuple(cell.split(";")) if cell else ()),
    AfterValidator(once),
]


class PlaceRow(Shape):
    """A line of places.csv; cells are text, so numbers are read from it. Aliases stand between semicolons."""

    model_config = ConfigDict(strict=False)

    id: Id
    name: Text
    kind: Text
    parish: str
    aliases: _Aliases
    latitude: Annotated[Annotated[float, Field(ge=-90, le=90)] | None, _EMPTY]
    longitude: Annotated[Annotated[float, Field(ge=-180, le=180)] | None, _EMPTY]


class SchoolRow(Shape):
    """A line of schools.csv; the last cell stays empty until somebody has checked the name."""

    model_config = ConfigDict(strict=False)

    id: Id
    name: Text
    aliases: _Aliases
    last_checked: Annotated[Day | None, _EMPTY]


class NeighbourhoodTable(Shape):
    """A table of neighbourhoods.toml."""

    name: Text
    served: bool
    prefix: Prefix
    door: Door
    mobiliser: Text
    places: Texts = ()
    aliases: Texts = ()
    tile: Annotated[tuple[Coordinate, Coordinate], Strict(strict=False)] | None = None
    digest_hour: Annotated[int, Field(ge=0, le=23)] = 16
    friday_hour: Annotated[int, Field(ge=0, le=23)] = 9
    working_days: Weekdays = (1, 2, 3, 4, 5)
    answer_days: Annotated[int, Field(ge=1, le=20)] = 2
    spend_limit: Pounds | None = None
    group_budget: Pounds | None = None
    themes: Texts = ()
    languages: Texts = ()
    prompt: dict[str, Prompt] = {}
    placeholders: Annotated[tuple[Literal["mobiliser"], ...], Strict(strict=False), AfterValidator(once)] = ()


class ThemeTable(Shape):
    """A table of themes.toml; names and words are by language, `family` names a table of families.toml."""

    names: dict[str, Text]
    words: dict[str, Words] = {}
    family: str = ""


class FamilyTable(Shape):
    """A table of families.toml; names are by language."""

    names: dict[str, Text]


class DutyTable(Shape):
    """A table of [[<agency>.duties]] in agencies.toml: said only where somebody used one of these words."""

    words: Annotated[Words, Field(min_length=1)]
    says: Text


class AgencyTable(Shape):
    """A table of agencies.toml."""

    name: Text
    themes: Annotated[Texts, Field(min_length=1)]
    phone: Phone = ""
    link: Link = ""
    duty: str = ""
    duty_checked: Day | None = None
    tenures: Annotated[
        tuple[Literal["council", "housing_association", "private", "own"], ...],
        Strict(strict=False),
        AfterValidator(once),
    ] = ()
    route: str = ""
    meetings: Days = ()
    duties: Annotated[tuple[DutyTable, ...], Strict(strict=False)] = ()

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if bool(self.duty or self.duties) != (self.duty_checked is not None):
            raise ValueError("duty and duty_checked belong together: a duty is shown with the day it was checked")
        return self


class SignpostTable(Shape):
    """A table of signposts.toml."""

    name: Text
    themes: Annotated[Texts, Field(min_length=1)]
    phone: Phone = ""
    link: Link = ""
    owner: Text
    last_checked: Day

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.link):
            raise ValueError("phone or link: at least one of the two is needed")
        return self


class ActivityTable(Shape):
    """A table of activities.toml: on certain days, or on weekdays from the first day to the last."""

    name: Text
    where: Text
    owner: Text
    days: Days = ()
    weekdays: Annotated[tuple[Weekday, ...], Strict(strict=False), AfterValidator(once)] = ()
    first: Day | None = None
    last: Day | None = None
    time: str = ""
    cost: str = ""
    phone: Phone = ""
    link: Link = ""
    neighbourhood: str | None = None
    audience: Literal["child", "adult", "all"] = "all"
    ages: str = ""
    planned_by_young: bool = False

    @model_validator(mode="after")
    def _on_some_day(self) -> Self:
        weekly = bool(self.weekdays), self.first is not None, self.last is not None
        if any(weekly) and not all(weekly):
            raise ValueError("weekdays, first and last belong together")
        if not (self.days or self.weekdays):
            raise ValueError("days or weekdays: say when it is on")
        return self


class SuggestionTable(Shape):
    """A table of holiday_suggestions.toml."""

    title: Annotated[Text, Field(max_length=40)]
    holiday: Text
    owner: Text
    stage: Literal["suggested", "shortlist", "costed", "run_by", "on", "done"] = "suggested"
    cost: str = ""
    run_by: str = ""
    planned_by_young: bool = False
    neighbourhood: str | None = None


class CrisisTable(Shape):
    """A table of crisis_contacts.toml."""

    name: Text
    number: CrisisNumber
    how: Text
    audience: Literal["child", "adult", "all", "staff"]
    last_checked: Day


class LanguageTable(Shape):
    """A table of languages.toml."""

    name: Text
    on: bool
    reader: str = ""
    turnaround_days: Annotated[int, Field(ge=0, le=30)] = 0
    voice_first: bool = False

    @model_validator(mode="after")
    def _read_by_someone(self) -> Self:
        if self.on and not (self.reader.strip() and self.turnaround_days):
            raise ValueError("reader and turnaround_days: a language is on only with both")
        return self


class BankHoliday(Shape):
    """An entry of bank_holidays in holidays.toml."""

    name: Text
    day: Day


class SchoolHoliday(Shape):
    """An entry of school_holidays in holidays.toml; both days included."""

    name: Text
    first: Day
    last: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError("last comes before first")
        return self


class HolidayFile(Shape):
    """All of holidays.toml."""

    bank_holidays: Annotated[tuple[BankHoliday, ...], Strict(strict=False)] = ()
    school_holidays: Annotated[tuple[SchoolHoliday, ...], Strict(strict=False)] = ()
