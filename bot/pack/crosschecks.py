"""What only shows when the tables of a pack are held against each other."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.domain.area import ELSEWHERE
from bot.pack.draft import Draft, Tables
from bot.pack.faults import Faults
from bot.pack.shapes import (
    AgencyTable,
    FamilyTable,
    NeighbourhoodTable,
    PlaceRow,
    SchoolRow,
    SignpostTable,
    ThemeTable,
)

FALLBACK_THEME = "other"
ENGLISH = "en"
WHOLE_AREA = "all"
"""What a report on the whole area is called where one on a neighbourhood has its id."""
REST = "rest"
"""What a report calls all themes that are too small, families too."""
FEWEST_THEMES = 3
"""Two themes of fewer than ten people that together are ten or more would both be known to be some."""


_Named = Tables[PlaceRow] | Tables[NeighbourhoodTable] | Tables[SchoolRow]
_Spoken = Tables[ThemeTable] | Tables[FamilyTable]


def check(draft: Draft, faults: Faults) -> None:
    """Note in `faults` every reference that leads nowhere and everything that is there twice or not at all."""
    _check_neighbourhoods(draft, faults)
    _check_elsewhere(draft.neighbourhoods, faults)
    _check_names(draft.places, faults)
    _check_names(draft.neighbourhoods, faults)
    _check_names(draft.schools, faults)
    _check_positions(draft.places, faults)
    _check_themes(draft, faults)
    _check_families(draft, faults)
    _check_responsible(draft.agencies, draft, faults)
    _check_responsible(draft.signposts, draft, faults)
    _check_activities(draft, faults)
    _check_suggestions(draft, faults)
    _check_languages(draft, faults)
    _check_crisis_contacts(draft, faults)


def _check_neighbourhoods(draft: Draft, faults: Faults) -> None:
    _check_covered(draft, faults)
    tables = draft.neighbourhoods
    if WHOLE_AREA in tables.good:
        faults.add(tables.file, f"[{WHOLE_AREA}]", "is what reports call the whole area; choose another name")
    for key in ("prefix", "door", "tile"):
        _check_twice(tables, key, ((name, getattr(table, key)) for name, table in tables.good.items()), faults)
    for name, table in tables.good.items():
        _check_its_own(name, table, draft, faults)


def _check_its_own(name: str, table: NeighbourhoodTable, draft: Draft, faults: Faults) -> None:
    """What comes first in a neighbourhood must be there at all."""
    for theme in filter(draft.themes.lacks, table.themes):
        faults.add(draft.neighbourhoods.file, f"[{name}] themes", f'"{theme}" is not in themes.toml')
    for key, languages in (("languages", table.languages), ("prompt", table.prompt)):
        for language in filter(draft.languages.lacks, languages):
            faults.add(draft.neighbourhoods.file, f"[{name}] {key}", f'"{language}" is not in languages.toml')


def _check_covered(draft: Draft, faults: Faults) -> None:
    """The places that neighbourhoods cover must be there, each in one of them only."""
    tables = draft.neighbourhoods
    covered = [(name, place) for name, table in tables.good.items() for place in table.places]
    for name, place in covered:
        if draft.places.lacks(place):
            faults.add(tables.file, f"[{name}] places", f'"{place}" is not in places.csv')
    _check_twice(tables, "places", covered, faults)


def _check_elsewhere(tables: Tables[NeighbourhoodTable], faults: Faults) -> None:
    if tables.lacks(ELSEWHERE):
        faults.add(tables.file, f"[{ELSEWHERE}]", "is missing: every place that no other covers belongs to it")
    elsewhere = tables.good.get(ELSEWHERE)
    if elsewhere and elsewhere.served:
        faults.add(tables.file, f"[{ELSEWHERE}] served", "must be false")
    if elsewhere and elsewhere.places:
        faults.add(tables.file, f"[{ELSEWHERE}] places", "must be left out: it has all that no other covers")


def _check_names(tables: _Named, faults: Faults) -> None:
    """An id, name or alias must lead to one of them only, however it is written."""
    called = ((id_, called) for id_, one in tables.good.items() for called in _called(id_, one))
    _check_twice(tables, "name or aliases", called, faults)


def _called(id_: str, one: PlaceRow | NeighbourhoodTable | SchoolRow) -> Iterable[str]:
    """All that one is called, each once: its own name may well be its id."""
    return {called.casefold(): called for called in (id_, one.name, *one.aliases)}.values()


def _check_positions(places: Tables[PlaceRow], faults: Faults) -> None:
    for id_, place in places.good.items():
        if (place.latitude is None) != (place.longitude is None):
            faults.add(places.file, f"{places.where[id_]} latitude, longitude", "must both be there, or neither")


def _check_themes(draft: Draft, faults: Faults) -> None:
    themes = draft.themes
    if themes.lacks(FALLBACK_THEME):
        faults.add(themes.file, f"[{FALLBACK_THEME}]", "is missing: what fits no theme is put under it")
    for code, theme in themes.good.items():
        _check_languages_of(themes, code, {"names": theme.names, "words": theme.words}, draft, faults)
        if theme.family and draft.families.lacks(theme.family):
            faults.add(themes.file, f"[{code}] family", f'"{theme.family}" is not in families.toml')


def _check_families(draft: Draft, faults: Faults) -> None:
    """A family has three themes or more and a name, which is no theme's and none a report uses for another thing."""
    families = draft.families
    members = Counter(theme.family for theme in draft.themes.good.values())
    for code, family in families.good.items():
        _check_languages_of(families, code, {"names": family.names}, draft, faults)
        if code in draft.themes.good or code == REST:
            faults.add(families.file, f"[{code}]", "is the name of a theme too; choose another")
        if draft.themes.whole and members[code] < FEWEST_THEMES:
            faults.add(
                families.file,
                f"[{code}]",
                "has fewer than three themes: it would tell of each",
            )


def _check_languages_of(
    tables: _Spoken, code: str, texts: Mapping[str, Mapping[str, object]], draft: Draft, faults: Faults
) -> None:
    """English is there, and no language that the pack does not know."""
    if ENGLISH not in texts["names"]:
        faults.add(tables.file, f"[{code}] names.{ENGLISH}", "is missing")
    for key, given in texts.items():
        for language in filter(draft.languages.lacks, given):
            faults.add(tables.file, f"[{code}] {key}.{language}", f'"{language}" is not in languages.toml')


def _check_responsible(tables: Tables[AgencyTable] | Tables[SignpostTable], draft: Draft, faults: Faults) -> None:
    for id_, one in tables.good.items():
        for theme in filter(draft.themes.lacks, one.themes):
            faults.add(tables.file, f"[{id_}] themes", f'"{theme}" is not in themes.toml')


def _check_activities(draft: Draft, faults: Faults) -> None:
    tables = draft.activities
    for id_, one in tables.good.items():
        if one.neighbourhood is not None and draft.neighbourhoods.lacks(one.neighbourhood):
            faults.add(tables.file, f"[{id_}] neighbourhood", f'"{one.neighbourhood}" is not in neighbourhoods.toml')


def _check_suggestions(draft: Draft, faults: Faults) -> None:
    tables = draft.suggestions
    named = {one.name for one in draft.holidays.school_holidays} if draft.holidays else None
    for id_, one in tables.good.items():
        if named is not None and one.holiday not in named:
            faults.add(tables.file, f"[{id_}] holiday", f'"{one.holiday}" is no school holiday of holidays.toml')
        if one.neighbourhood is not None and draft.neighbourhoods.lacks(one.neighbourhood):
            faults.add(tables.file, f"[{id_}] neighbourhood", f'"{one.neighbourhood}" is not in neighbourhoods.toml')


def _check_languages(draft: Draft, faults: Faults) -> None:
    languages = draft.languages
    if languages.lacks(ENGLISH):
        faults.add(languages.file, f"[{ENGLISH}]", "is missing: English is what every text falls back on")
    if languages.whole and not any(one.on for one in languages.good.values()):
        faults.add(languages.file, "on", "at least one language must be on")


def _check_crisis_contacts(draft: Draft, faults: Faults) -> None:
    contacts = draft.crisis_contacts
    for audience in ("child", "adult"):
        if contacts.whole and not any(one.audience in {audience, "all"} for one in contacts.good.values()):
            faults.add(contacts.file, "audience", f'none is for "{audience}" or "all"; someone in danger needs one')


def _check_twice(
    tables: _Named,
    key: str,
    pairs: Iterable[tuple[str, object]],
    faults: Faults,
) -> None:
    """Note each value that stands twice, where the second one stands; None never counts."""
    first: dict[object, str] = {}
    for id_, value in pairs:
        same = value.casefold() if isinstance(value, str) else value
        if same in first:
            other = tables.where[first[same]]
            faults.add(tables.file, f"{tables.where[id_]} {key}", f"{_shown(value)} is also at {other}")
        elif same is not None:
            first[same] = id_


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
