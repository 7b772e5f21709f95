"""What a pack sets for what leaves: how many people a figure needs, how long words are kept, the report's days."""

from datetime import time

from msgspec import Struct


class Thresholds(Struct, frozen=True):
    """`publish`: people needed for a figure to leave (k); `step`: what published figures are rounded to (P9).

    `agreement` names the sharing agreement under which `publish` is below ten.

    `words_kept_months`: so long words are kept, counted from the day they were said (P7); then they are only counted.
    """

    publish: int = 10
    step: int = 5
    words_kept_months: int = 24
    agreement: str = ""


class ReportDays(Struct, frozen=True):
    """Last month's report is drafted on `draft_day` of the month at `draft_at` local time, and sent on `send_day`.

    `public_archive`: everybody may read what was published; else only whoever has a link of their own.
    """

    draft_day: int = 1
    draft_at: time = time(3, 30)
    send_day: int = 8
    public_archive: bool = False
