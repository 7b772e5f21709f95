"""What is a neighbourhood's own: the themes, the languages and the question that come first there (product.md 30).

None of it takes anything away: whoever lives there may speak of any theme in any language that is on.
"""

from collections.abc import Sequence

from bot.domain.area import Area, Language, Neighbourhood
from bot.domain.theme import Theme


def themes_at(area: Area, place: Neighbourhood | None) -> tuple[Theme, ...]:
    """All themes, those of a place's own first, as it lists them."""
    own = place.themes if place else ()
    return (*(area.theme(code) for code in own), *(one for one in area.themes if one.code not in own))


def languages_at(area: Area, place: Neighbourhood | None) -> tuple[Language, ...]:
    """All languages that are on, those of a place's own first, as it lists them."""
    own = place.languages if place else ()
    on = {one.code: one for one in area.languages_on}
    return (*(on[code] for code in own if code in on), *(one for one in on.values() if one.code not in own))


def printed_at(area: Area, place: Neighbourhood) -> Sequence[str]:
    """The languages in which paper for a place is printed unless others are asked for: its own, else the first."""
    spoken = [one.code for one in languages_at(area, place)]
    own = [one for one in spoken if one in place.languages]
    return own or spoken[:1]


def prompt_at(place: Neighbourhood, language: str) -> str:
    """The question a place asks of whoever comes by, in a language; "" where it asks the usual one."""
    return dict(place.prompt).get(language, "")
