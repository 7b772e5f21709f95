"""From a pack's folder to an Area."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bot.domain.activity import Activity
from bot.domain.area import (
    ELSEWHERE,
    Agency,
    Area,
    CrisisContact,
    Duty,
    Holiday,
    Hours,
    Language,
    Neighbourhood,
    Place,
    Signpost,
)
from bot.domain.paging import Paging
from bot.domain.placeholder import Placeholder
from bot.domain.school import School
from bot.domain.suggestion import Stage, Suggestion
from bot.domain.theme import Family, Theme
from bot.domain.thresholds import ReportDays, Thresholds
from bot.errors import PackError
from bot.pack.area_shapes import AreaFile, SafeguardingTable
from bot.pack.crosschecks import check
from bot.pack.draft import Draft, Tables, read_draft
from bot.pack.extras import find_boundaries, find_postcodes
from bot.pack.faults import Faults
from bot.pack.shapes import AgencyTable, HolidayFile, NeighbourhoodTable


def load(folder: Path) -> Area:
    """The area that the pack in `folder` describes.

    PackError names every fault on a line of its own, each with file, table and key, or file and line. A pack without
    safeguarding lead, deputy or staffed hours loads; `Area.missing_safeguards` names what is missing.
    """
    if not folder.is_dir():
        raise PackError(f"{folder}: there is no such folder")
    faults = Faults(folder.resolve().name)
    draft = read_draft(folder, faults)
    check(draft, faults)
    boundaries = find_boundaries(folder, draft, faults)
    postcodes = find_postcodes(folder, draft, faults)
    faults.settle()
    if draft.area is None or draft.holidays is None:  # then there was a fault, and we are not here
        raise PackError(f"{folder}: cannot be read")
    return replace(_area(draft.area, draft.holidays, draft), boundaries=boundaries, postcodes=postcodes)


def _area(file: AreaFile, holidays: HolidayFile, draft: Draft) -> Area:
    neighbourhoods = _neighbourhoods(draft)
    return Area(
        id=file.id,
        name=file.name,
        organisation=file.organisation,
        organisation_name=file.organisation_name,
        timezone=file.timezone,
        places=_places(draft, neighbourhoods),
        neighbourhoods=neighbourhoods,
        themes=tuple(Theme(code, **dict(one)) for code, one in draft.themes.good.items()),
        families=tuple(Family(code, **dict(one)) for code, one in draft.families.good.items()),
        agencies=tuple(_agency(id_, one) for id_, one in draft.agencies.good.items()),
        signposts=tuple(Signpost(id_, **dict(one)) for id_, one in draft.signposts.good.items()),
        crisis_contacts=tuple(CrisisContact(id_, **dict(one)) for id_, one in draft.crisis_contacts.good.items()),
        activities=tuple(Activity(id_, **dict(one)) for id_, one in draft.activities.good.items()),
        suggestions=tuple(
            Suggestion(id_, **(dict(one) | {"stage": Stage(one.stage)})) for id_, one in draft.suggestions.good.items()
        ),
        schools=tuple(School(**dict(row)) for row in draft.schools.good.values()),
        holidays=_holidays(holidays),
        languages=tuple(Language(code, **dict(one)) for code, one in draft.languages.good.items()),
        placeholders=tuple(_placeholders(file.safeguarding, draft.neighbourhoods)),
        **_settings(file),
    )


def _agency(id_: str, table: AgencyTable) -> Agency:
    duties = tuple(Duty(one.says, one.words) for one in table.duties)
    return Agency(id_, **(dict(table) | {"duties": duties}))


def _settings(file: AreaFile) -> dict[str, Any]:
    """What area.toml alone decides."""
    return {
        "staffed": tuple(Hours(**dict(one)) for one in file.staffed),
        "quiet": Hours(**dict(file.quiet)),
        "thresholds": Thresholds(**dict(file.thresholds)),
        "minimum_age": file.minimum_age,
        "safeguarding_lead": file.safeguarding.lead.strip(),
        "safeguarding_deputy": file.safeguarding.deputy.strip(),
        "safeguarding_manager": file.safeguarding.manager.strip(),
        "paging": _paging(file.safeguarding),
        "team": file.team,
        "report_days": ReportDays(**dict(file.report)),
        "spend_limit": file.spends.month_limit,
        "attribution": file.attribution.strip(),
    }


def _paging(table: SafeguardingTable) -> Paging:
    return Paging(table.deputy_after, table.manager_after, table.on_call_after, table.again_after)


def _neighbourhoods(draft: Draft) -> tuple[Neighbourhood, ...]:
    """As in the file; elsewhere gets every place that no other covers."""
    covered = {place for one in draft.neighbourhoods.good.values() for place in one.places}
    rest = tuple(id_ for id_ in draft.places.good if id_ not in covered)
    tables = draft.neighbourhoods.good.items()
    made = (
        Neighbourhood(id_, prompt=tuple(one.prompt.items()), **one.model_dump(exclude={"placeholders", "prompt"}))
        for id_, one in tables
    )
    return tuple(replace(one, places=rest) if one.id == ELSEWHERE else one for one in made)


def _placeholders(safeguarding: SafeguardingTable, neighbourhoods: Tables[NeighbourhoodTable]) -> Iterator[Placeholder]:
    for key in safeguarding.placeholders:
        yield Placeholder("area.toml", f"[safeguarding] {key}", getattr(safeguarding, key))
    for id_, one in neighbourhoods.good.items():
        if one.placeholders:
            yield Placeholder(neighbourhoods.file, f"[{id_}] mobiliser", one.mobiliser)


def _places(draft: Draft, neighbourhoods: tuple[Neighbourhood, ...]) -> dict[str, Place]:
    covers = {place: one.id for one in neighbourhoods for place in one.places}
    return {id_: Place(**dict(row), neighbourhood=covers[id_]) for id_, row in draft.places.good.items()}


def _holidays(file: HolidayFile) -> tuple[Holiday, ...]:
    bank = (Holiday(one.name, one.day, one.day, school=False) for one in file.bank_holidays)
    school = (Holiday(one.name, one.first, one.last, school=True) for one in file.school_holidays)
    return tuple(sorted((*bank, *school), key=lambda one: (one.first, one.last)))
