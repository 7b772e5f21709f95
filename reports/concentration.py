"""Whether a few people wrote most of it: the share of the loudest tenth, in broad words. Pure."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from bot.domain.contribution import Standing
from reports.figures import Rounding
from reports.model import Heard, Month

TENTH = 10
MOST_OF_LOUDEST = 20
"""So many messages of one person count here.

Among a hundred people or more, no one of them can then move the share by more than one of the words below: from 29 % at
most to (29 + 20) / (100 + 20) = 41 %, and from 42 % to 52 % (reliability.md P11).
"""


class Share(StrEnum):
    """How much of all messages the tenth of people wrote who wrote most."""

    QUARTER = "quarter"
    THIRD = "third"
    HALF = "half"
    MOST = "most"


_UP_TO = ((0.29, Share.QUARTER), (0.42, Share.THIRD), (0.58, Share.HALF))


def loudest(heard: Iterable[Heard], month: Month, rule: Rounding | None) -> Share | None:
    """The share of the loudest tenth in the month; None where that tenth would be fewer people than may be shown.

    Group talks are left out, as they are of every count of people.
    """
    wrote = Counter(
        row.person
        for row in heard
        if row.standing is Standing.HEARD and not row.group_talk and month.first <= row.said_on <= month.last
    )
    tenth = len(wrote) // TENTH
    if tenth < (rule.threshold if rule else 1):
        return None
    counted = sorted((min(count, MOST_OF_LOUDEST) for count in wrote.values()), reverse=True)
    part = sum(counted[:tenth]) / sum(counted)
    return next((share for most, share in _UP_TO if part <= most), Share.MOST)
