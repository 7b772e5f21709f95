"""What the last published report says that others told of, looked up now and then: "Others have said this too"."""

from collections.abc import Mapping

from msgspec import Struct, field

from bot.domain.release import Release
from bot.storage import releases
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports import dataset
from reports.frozen import WHOLE_AREA
from reports.model import Month
from reports.printed import Printed

LEAST = 10
"""Of fewer people nothing is said to anybody, whatever an agreement lets agencies read (reliability.md P9)."""

Figures = Mapping[str, str]


class HeardBefore(Struct):
    """Known are the figures of the newest month that was published, as printed there; no row, nothing newer."""

    database: Database
    keys: Keys
    _of: tuple[str, int] | None = None
    _known: Figures = field(default_factory=dict)

    async def look(self) -> None:
        """Look whether another release is out. Raises StorageError, KeyFileError."""
        async with self.database.read() as conn:
            newest = newest_published(await releases.every(conn, self.keys.organisation))
            if newest == self._of:
                return
            raw = await releases.dataset(conn, self.keys, *newest) if newest else None
        printed = dataset.load(raw, Month.of(newest[0])).printed if raw and newest else None
        self._of, self._known = newest, figures(printed, Month.of(newest[0])) if printed and newest else {}

    def __call__(self, about: str) -> str:
        """About how many people told of "<place> <kind> <theme>"; "" where the report does not say."""
        return self._known.get(about, "")


def newest_published(every: list[Release]) -> tuple[str, int] | None:
    """The month and revision of the release that was published last; None where none was."""
    return max(((one.period, one.revision) for one in every if one.published_at), default=None)


def figures(printed: Printed, month: Month) -> Figures:
    """What a month is printed with of each place, kind and theme, where that is a number at all."""
    return {
        f"{table.scope} {cell[1]} {cell[2]}": str(figure.value)
        for table in printed.of(month)
        if table.scope != WHOLE_AREA
        for cell, figure in table.figures
        if cell[0] == "theme" and figure.known and figure.value >= LEAST
    }
