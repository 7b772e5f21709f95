"""Readers that remember: they are pure, and tests say the same few hundred texts again and again.

A process of the tests reads each text once. What the readers themselves do is tested on the readers themselves.
"""

from collections.abc import Mapping

from msgspec import field, structs

from bot.domain.reading import Danger, Reading
from bot.reading.likeness import Likeness
from bot.reading.readers import Readers


class ReadOnce(Readers, frozen=True, kw_only=True):
    """The readers of an area, each text read and screened but once."""

    heard: dict[tuple[str, str | None], Reading] = field(default_factory=dict)
    screened: dict[str, Danger] = field(default_factory=dict)

    def read(self, text: str, language: str | None = None) -> Reading:
        """As the readers read it."""
        if (text, language) not in self.heard:
            self.heard[text, language] = super().read(text, language)
        return self.heard[text, language]

    def screen(self, text: str) -> Danger:
        """As the readers screen it."""
        if text not in self.screened:
            self.screened[text] = super().screen(text)
        return self.screened[text]

    def taught(self, learned: Mapping[str, Likeness]) -> Readers:
        """The readers once they have learned: what they said before counts no more."""
        return structs.replace(super().taught(learned), heard={}, screened={})


def read_once(readers: Readers) -> Readers:
    """These readers, with a memory of what they have read."""
    return ReadOnce(**structs.asdict(readers))
