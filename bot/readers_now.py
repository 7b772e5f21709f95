"""The readers in use, which take up what was learned at night without a stop."""

from collections.abc import Sequence
from pathlib import Path

from bot import weights
from bot.domain.area import Area
from bot.domain.reading import Danger, Reading
from bot.heard_before import heard_before
from bot.reading import readers
from bot.reading.lexicons import Lexicon, Lexicons
from bot.reading.readers import Readers


class ReadersNow:
    """Reads with what was learned last. What a text was read as is journalled, so that a replay reads nothing anew."""

    def __init__(self, area: Area, lexicons: Lexicons, data_dir: Path) -> None:
        """Readers of this area, with what was learned below `data_dir`.

        ValueError names a phrase of a word list that cannot be used.
        """
        self._area = area
        self._lexicons = lexicons
        self._data_dir = data_dir
        self._now = self._built()

    def take_up(self) -> None:
        """Read with what is in the files of weights by now. Takes a second; until then is read as before."""
        self._now = self._built()

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

    def asks_for_contact(self, text: str) -> bool:
        """As `Readers.asks_for_contact`."""
        return self._now.asks_for_contact(text)

    def _built(self) -> Readers:
        learned = weights.load_fitting(self._data_dir, fingerprints(self._area, self._lexicons))
        return readers.build(self._area, self._lexicons, learned, heard_before(self._lexicons))


def fingerprints(area: Area, lexicons: Lexicons) -> dict[str, str]:
    """By language of an area, the fingerprint of what its readers learn beside."""
    return {
        language.code: readers.fingerprint(area, lexicons.get(language.code, Lexicon()), language.code)
        for language in area.languages
    }
