"""What lasts, what is new and what has gone quiet: read off the printed figures of four months alone. Pure.

Nothing is told here that a reader of the four reports could not see: a theme is "heard" in a month where its figure of
that month is shown as a number.
"""

from msgspec import Struct

from bot.domain.contribution import Kind
from reports.disclosure import REST, Protected
from reports.findings import Findings
from reports.model import Month

Subject = tuple[Kind, str]
"""A kind and the code of a theme."""


class Lasting(Struct, frozen=True):
    """Themes heard in all four months, in this one for the first time, and no more though in two of those before."""

    lasting: tuple[Subject, ...]
    new: tuple[Subject, ...]
    quiet: tuple[Subject, ...]


def lasting(found: Findings) -> Lasting:
    """How this month's themes stand beside the three months before."""
    months = (*found.before, found.now)
    themes = {theme.code for theme in found.area.themes}
    # A family has a line in some months and not in others, by how small its themes are: it is not set beside itself.
    subjects = [one for one in _subjects(months) if one[1] in themes]
    heard = {one: [_shown(month, one) for month in months] for one in subjects}
    return Lasting(
        lasting=tuple(one for one, shown in heard.items() if all(shown)),
        new=tuple(one for one, shown in heard.items() if shown[-1] and not any(shown[:-1])),
        quiet=tuple(one for one, shown in heard.items() if not shown[-1] and sum(shown[:-1]) > 1),
    )


def first_heard(found: Findings, month: Month, subject: Subject) -> Month | None:
    """The first of the four months whose report shows a figure for it; None where none does."""
    months = (*month.compared(), month)
    shown = zip(months, (*found.before, found.now), strict=True)
    return next((when for when, figures in shown if _shown(figures, subject)), None)


def _subjects(months: tuple[Protected, ...]) -> list[Subject]:
    found = {(kind, code) for month in months for kind in Kind for code in month.themes(kind) if code != REST}
    return sorted(found)


def _shown(month: Protected, subject: Subject) -> bool:
    return month["theme", subject[0], subject[1]].low > 0
