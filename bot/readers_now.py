"""The readers in use, which take up what was learned at night without a stop."""

from collections.abc import Sequence
from pathlib import Path

from bot import weights
from bot.domain.reading import Danger, Reading
from bot.prepared import Prepared
from bot.reading.readers import Readers
from bot.reading.similar import Similar, Told


class ReadersNow:
    """Reads with what was learned last. What a text was read as is journalled, so that a replay reads nothing anew."""

    def __init__(self, shipped: Prepared, data_dir: Path) -> None:
        """The readers as they ship, with what was learned below `data_dir`."""
        self._shipped = shipped
        self._data_dir = data_dir
        self._now = self._taught()

    def take_up(self) -> None:
        """Read with what is in the files of weights by now."""
        self._now = self._taught()

    def read(self, text: str, language: str | None = None) -> Reading:
        """As `Readers.read`."""
        return self._now.read(text, language)

    def screen(self, text: str) -> Danger:
        """As `Readers.screen`."""
        return self._now.screen(text)

    def screen_together(self, texts: Sequence[str]) -> Danger:
        """As `Readers.screen_together`."""
        return self._now.screen_together(texts)

    def reserved(self, text: str) -> str | None:
        """As `Readers.reserved`."""
        return self._now.reserved(text)

    def small_talk(self, text: str) -> bool:
        """As `Readers.small_talk`."""
        return self._now.small_talk(text)

    def similar(self, told: Told, others: Sequence[Told]) -> tuple[Similar, ...]:
        """As `Readers.similar`."""
        return self._now.similar(told, others)

    def asks_for_contact(self, text: str) -> bool:
        """As `Readers.asks_for_contact`."""
        return self._now.asks_for_contact(text)

    def _taught(self) -> Readers:
        return self._shipped.readers.taught(weights.load_fitting(self._data_dir, self._shipped.beside))
