"""What is allowed in a pack and should still be looked at: the warnings of `earshot check`."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from bot.domain.area import Area, Language
from bot.domain.directory import FRESH

NEW_NAMES = timedelta(days=366)
"""How long the checked name of a school counts as its name."""

AHEAD = timedelta(days=60)
"""How far ahead holidays must be known, so that read-by dates and holiday rounds are right."""


def warnings(area: Area, today: date) -> tuple[str, ...]:
    """What an operator should look at, one plain sentence each; empty where all is well. `today` is local."""
    return (
        *_safeguards(area),
        *_made_up(area),
        *_ages(area, today),
        *_schools(area, today),
        *(_drafted(one) for one in area.languages if not one.on and _has_texts(area, one)),
        *_unnamed(area),
        *_unprompted(area),
        *_unanswered(area),
        *_over(area, today),
        *_holidays(area, today),
    )


def _safeguards(area: Area) -> Iterator[str]:
    if area.missing_safeguards:
        yield f"area.toml: {' and '.join(area.missing_safeguards)} missing: no channel may face the public without."


def _made_up(area: Area) -> Iterator[str]:
    for file, there in groupby(area.placeholders, key=lambda one: one.file):
        people = ", ".join(f'{one.where} "{one.name}"' for one in there)
        yield f"{file}: still placeholders, put real people there before going live: {people}."


def _ages(area: Area, today: date) -> Iterator[str]:
    contacts = [(one.id, one.last_checked) for one in area.crisis_contacts]
    signposts = [(one.id, one.last_checked) for one in area.signposts]
    duties = [(one.id, one.duty_checked) for one in area.agencies if one.duty_checked]
    for file, checked in (("crisis_contacts.toml", contacts), ("signposts.toml", signposts), ("agencies.toml", duties)):
        yield from _old(file, checked, today)


def _old(file: str, checked: Iterable[tuple[str, date]], today: date) -> Iterator[str]:
    known = list(checked)
    stale = [id_ for id_, day in known if today - day > FRESH]
    coming = [id_ for id_, day in known if day > today]
    if stale:
        yield f"{file}: not checked for {FRESH.days} days: {', '.join(stale)}."
    if coming:
        yield f"{file}: said to have been checked on a day to come: {', '.join(coming)}."


def _schools(area: Area, today: date) -> Iterator[str]:
    """Schools open, close and are named anew each summer: their names are looked at once a year."""
    stale = [one for one in area.schools if one.last_checked is None or today - one.last_checked > NEW_NAMES]
    if stale:
        yield f"schools.csv: {len(stale)} of {len(area.schools)} names not checked for a year, or never."


def _has_texts(area: Area, language: Language) -> bool:
    return any(language.code in theme.names for theme in area.themes)


def _drafted(language: Language) -> str:
    return f"languages.toml: {language.name} ({language.code}) is a draft and off: it needs a reader and a turnaround."


def _unprompted(area: Area) -> Iterator[str]:
    """A question of its own is asked in some languages, and the usual one in the others."""
    for one in area.neighbourhoods:
        without = [language.name for language in area.languages_on if language.code not in dict(one.prompt)]
        if one.prompt and without:
            yield f"neighbourhoods.toml: [{one.id}] prompt: the usual question is asked in {', '.join(without)}."


def _unnamed(area: Area) -> Iterator[str]:
    for language in area.languages_on:
        for file, named in (("themes.toml", area.themes), ("families.toml", area.families)):
            if without := [one.code for one in named if language.code not in one.names]:
                yield f"{file}: no name in {language.name} ({language.code}), so in English: {', '.join(without)}."


def _unanswered(area: Area) -> Iterator[str]:
    without = [theme.code for theme in area.themes if not area.responsible(theme.code) and theme.code != "other"]
    if without:
        yield f"agencies.toml: nobody is responsible for: {', '.join(without)}."


def _over(area: Area, today: date) -> Iterator[str]:
    over = [one.id for one in area.activities if one.next_on(today) is None]
    if over:
        yield f"activities.toml: over, and shown to nobody any more: {', '.join(over)}."


def _holidays(area: Area, today: date) -> Iterator[str]:
    for school, what in ((False, "bank holiday"), (True, "school holiday")):
        if max((one.last for one in area.holidays if one.school is school), default=date.min) < today + AHEAD:
            yield f"holidays.toml: no {what} is known after the next {AHEAD.days} days."
