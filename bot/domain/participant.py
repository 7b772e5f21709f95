"""Participant: who speaks, never by name."""

from enum import StrEnum

from msgspec import Struct


class AgeBand(StrEnum):
    """The first tap on every channel (product.md 23). There is no date of birth."""

    UNDER_13 = "under_13"
    FROM_13 = "13_15"
    FROM_16 = "16_17"
    ADULT = "adult"
    SKIPPED = "skipped"

    @property
    def protected(self) -> bool:
        """Everyone who did not say 18+ is protected as a child (reliability.md P2)."""
        return self is not AgeBand.ADULT

    @property
    def remembers_place(self) -> bool:
        """Nobody under 13 has a place remembered (reliability.md P2)."""
        return self is not AgeBand.UNDER_13

    @classmethod
    def of(cls, age: int) -> "AgeBand":
        """The band of someone of this age in years; the age itself is never kept."""
        bands = ((13, cls.UNDER_13), (16, cls.FROM_13), (18, cls.FROM_16))
        return next((band for below, band in bands if age < below), cls.ADULT)

    def below(self, age: int) -> bool:
        """True where everyone of this band is younger than `age`; those who did not say are not turned away."""
        oldest = {AgeBand.UNDER_13: 12, AgeBand.FROM_13: 15, AgeBand.FROM_16: 17}
        return oldest.get(self, age) < age


class Participant(Struct, frozen=True):
    """What a conversation may know of the one who speaks.

    `band` is None until tapped; `language` is a locale code such as "en"; `neighbourhood` is the id of one, remembered
    only for those over 12; `noticed` says that the notice was shown and they carried on; `returning` that they
    have told us something before.
    """

    band: AgeBand | None = None
    language: str = "en"
    neighbourhood: str | None = None
    noticed: bool = False
    returning: bool = False

    @property
    def protected(self) -> bool:
        """True until 18+ is tapped."""
        return self.band is None or self.band.protected
