"""The report's own words: texts by key, numbers and months as a language writes them."""

from collections.abc import Iterable
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from babel.numbers import format_decimal
from msgspec import Struct

from bot.conversation.replies import Value
from bot.domain.contribution import Progress
from bot.i18n import FALLBACK, Wording, right_to_left
from reports.analyse import Cell
from reports.change import Change
from reports.figures import Figure, Shown
from reports.model import Month

BRITISH = "en-GB"
"""How English writes a day here: 7 October."""


def month_in(locale: Locale, month: Month) -> str:
    """A month by name and year.

    Of the names that stand alone, Babel (2.18) gives those of whichever language asked first to all that have none of
    their own: only Polish, which has, is asked for them.
    """
    return format_date(month.first, "LLLL y" if locale.language == "pl" else "MMMM y", locale=locale)


class Voice(Struct, frozen=True, dict=True):
    """A wording bound to one language."""

    wording: Wording
    language: str

    def __call__(self, key: str, **values: Value) -> str:
        """The text of "report.<key>" with its values put in; a tuple becomes a list, `n` chooses the plural."""
        return self.wording.text(f"report.{key}", self.language, values)

    @property
    def locale(self) -> Locale:
        """How this language writes numbers and dates."""
        return Locale.parse(BRITISH if self.language == FALLBACK else self.language, sep="-")

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return right_to_left(self.language)

    def number(self, number: int) -> str:
        """A whole number as this language writes it."""
        return format_decimal(number, locale=self.locale)

    def month(self, month: Month) -> str:
        """A month by name and year."""
        return month_in(self.locale, month)

    def day(self, day: date) -> str:
        """A day by its month and number: 7 October."""
        return format_skeleton("MMMMd", day, locale=self.locale)

    def weekdays(self, days: Iterable[int]) -> tuple[str, ...]:
        """The names of ISO weekdays."""
        names = get_day_names("wide", locale=self.locale)
        return tuple(names[day - 1] for day in days)

    def status(self, status: Progress) -> str:
        """What became of something, in a word or two."""
        return self(f"became.{status}")

    def figure(self, figure: Figure) -> str:
        """A figure for a table: 41, 40, "fewer than 10", "25 or more", "not shown"."""
        if figure.known:
            return self.number(figure.value)
        return self(f"figure.{figure.shown}", number=self.number(figure.value))

    def count(self, of: str, figure: Figure) -> str:
        """A figure in a sentence, with what it counts: "about 40 people", "1 person", "fewer than 10 people".

        `of` names the thing: people, messages, voices.
        """
        if figure.shown is Shown.HIDDEN:
            return self(f"count.{of}_hidden")
        amount = self("figure.rounded", number=self.number(figure.value)) if figure.shown is Shown.ROUNDED else None
        return self(f"count.{of}", n=figure.value, amount=amount or self.figure(figure))

    def change(self, change: Change) -> str:
        """A change as arrow and words: "↑ More than usual (usual: 25)"."""
        words = self(f"change.{change.direction}")
        return (
            words if change.usual is None else self("change.with_usual", change=words, usual=self.figure(change.usual))
        )

    def kind(self, cell: Cell) -> str:
        """The name of the kind a cell speaks of, in the plural."""
        return self(f"kind.{cell[1]}")
