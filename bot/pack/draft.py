"""A pack as far as it could be read: the good tables, and which names were there at all."""

import re
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct, field
from pydantic import ValidationError

from bot.pack.area_shapes import AreaFile
from bot.pack.faults import Faults
from bot.pack.files import is_there, read_csv, read_toml
from bot.pack.shapes import (
    ActivityTable,
    AgencyTable,
    CrisisTable,
    FamilyTable,
    HolidayFile,
    LanguageTable,
    NeighbourhoodTable,
    PlaceRow,
    SchoolRow,
    Shape,
    SignpostTable,
    SuggestionTable,
    ThemeTable,
)

TABLE_NAME = re.compile(r"[a-z0-9]+([_-][A-Za-z0-9]+)*")
"""Names of tables become ids, parts of file names and of addresses; pt-BR is one too."""

PLACE_COLUMNS = ("id", "name", "kind", "parish", "aliases", "latitude", "longitude")
SCHOOL_COLUMNS = ("id", "name", "aliases", "last_checked")

S = TypeVar("S", bound=Shape)


class Tables(Struct, Generic[S], frozen=True):
    """The tables of one file by name. `named` has the faulty ones too, or is None where the file was unreadable.

    `where` says where each stands in its file: `[name]` or `line 7`.
    """

    file: str
    good: dict[str, S] = field(default_factory=dict)
    named: frozenset[str] | None = None
    where: dict[str, str] = field(default_factory=dict)

    def lacks(self, name: str) -> bool:
        """Whether the file surely has no such table; an unreadable file lacks nothing."""
        return self.named is not None and name not in self.named

    @property
    def whole(self) -> bool:
        """Whether every table of the file is good, so that what none of them says is truly unsaid."""
        return self.named is not None and len(self.good) == len(self.named)


class Draft(Struct, frozen=True):
    """All the files of a pack; None where one could not be read."""

    area: AreaFile | None
    holidays: HolidayFile | None
    places: Tables[PlaceRow]
    neighbourhoods: Tables[NeighbourhoodTable]
    themes: Tables[ThemeTable]
    families: Tables[FamilyTable]
    agencies: Tables[AgencyTable]
    signposts: Tables[SignpostTable]
    crisis_contacts: Tables[CrisisTable]
    activities: Tables[ActivityTable]
    suggestions: Tables[SuggestionTable]
    schools: Tables[SchoolRow]
    languages: Tables[LanguageTable]


def read_draft(folder: Path, faults: Faults) -> Draft:
    """Every file of the pack, each table checked by itself; what is wrong is noted in `faults`."""
    themes = _tables(folder, "themes.toml", ThemeTable, faults)
    return Draft(
        area=_whole(folder, "area.toml", AreaFile, faults),
        holidays=_whole(folder, "holidays.toml", HolidayFile, faults),
        places=_rows(folder, "places.csv", PLACE_COLUMNS, PlaceRow, faults),
        neighbourhoods=_tables(folder, "neighbourhoods.toml", NeighbourhoodTable, faults),
        themes=themes,
        families=_families(folder, themes, faults),
        agencies=_tables(folder, "agencies.toml", AgencyTable, faults),
        signposts=_tables(folder, "signposts.toml", SignpostTable, faults),
        crisis_contacts=_tables(folder, "crisis_contacts.toml", CrisisTable, faults),
        activities=_tables_if_there(folder, "activities.toml", ActivityTable, faults),
        suggestions=_tables_if_there(folder, "holiday_suggestions.toml", SuggestionTable, faults),
        schools=_rows_if_there(folder, "schools.csv", SCHOOL_COLUMNS, SchoolRow, faults),
        languages=_tables(folder, "languages.toml", LanguageTable, faults),
    )


def _whole(folder: Path, file: str, shape: type[S], faults: Faults) -> S | None:
    content = read_toml(folder, file, faults)
    try:
        return None if content is None else shape.model_validate(content)
    except ValidationError as refused:
        faults.add_shape(file, refused)
        return None


def _tables(folder: Path, file: str, shape: type[S], faults: Faults) -> Tables[S]:
    content = read_toml(folder, file, faults)
    if content is None:
        return Tables(file)
    good: dict[str, S] = {}
    for name, table in content.items():
        if not TABLE_NAME.fullmatch(name):
            faults.add(file, f"[{name}]", "the name of a table must be small letters, figures and hyphens")
        try:
            good[name] = shape.model_validate(table)
        except ValidationError as refused:
            faults.add_shape(file, refused, f"[{name}]")
    return Tables(file, good, frozenset(content), {name: f"[{name}]" for name in content})


def _tables_if_there(folder: Path, file: str, shape: type[S], faults: Faults) -> Tables[S]:
    return _tables(folder, file, shape, faults) if is_there(folder, file) else Tables(file, named=frozenset())


def _families(folder: Path, themes: Tables[ThemeTable], faults: Faults) -> Tables[FamilyTable]:
    """A pack may do without families unless a theme names one."""
    read = _tables if any(one.family for one in themes.good.values()) else _tables_if_there
    return read(folder, "families.toml", FamilyTable, faults)


def _rows_if_there(folder: Path, file: str, columns: tuple[str, ...], shape: type[S], faults: Faults) -> Tables[S]:
    there = is_there(folder, file)
    return _rows(folder, file, columns, shape, faults) if there else Tables(file, named=frozenset())


def _rows(folder: Path, file: str, columns: tuple[str, ...], shape: type[S], faults: Faults) -> Tables[S]:
    rows = read_csv(folder, file, columns, faults)
    if rows is None:
        return Tables(file)
    good: dict[str, S] = {}
    where: dict[str, str] = {}
    for line, row in rows:
        id_ = row["id"]
        if id_ in where:
            faults.add(file, f"line {line}", f'id: "{id_}" is also on {where[id_]}')
            continue
        where[id_] = f"line {line}"
        try:
            good[id_] = shape.model_validate(row)
        except ValidationError as refused:
            faults.add_shape(file, refused, f"line {line}")
    return Tables(file, good, frozenset(where), where)
