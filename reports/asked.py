"""What a month's report asks agencies, and the last month's questions with their cleared answers (product.md 42)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.area import Area
from bot.domain.question import REPLY_DAYS, AskedOf, Felt
from bot.domain.release import working_days_after
from reports.frozen import Pulse, Question
from reports.model import Month


def pulse(month: Month, reached: int, felt: Sequence[Felt]) -> Pulse | None:
    """The last answers to the three questions about a month's report; None where nobody was asked."""
    if not reached:
        return None
    useful, acted, trusted = (sum(getattr(one, name) for one in felt) for name in ("useful", "acted", "trusted"))
    return Pulse(month, reached, len(felt), useful, acted, trusted)


def periods(month: Month) -> tuple[str, str]:
    """The months whose questions a month's report prints."""
    return str(month), str(month.after(-1))


def asked(area: Area, month: Month, found: Iterable[tuple[AskedOf, datetime | None]]) -> tuple[Question, ...]:
    """Questions as a month's report prints them. `found` has when each was proved to have reached its agency."""
    return tuple(
        Question(
            id=one.id,
            agency=one.agency,
            theme=one.theme,
            # What an agency says by itself is printed as it was cleared, and not before.
            text=one.answer if one.register else one.text,
            asked=Month.of(one.period),
            neighbourhood=one.scope if area.neighbourhood(one.scope) else None,
            reply_by=one.reply_by,
            answer=one.answer,
            status=one.status,
            answered_on=one.answered_at.astimezone(area.zone).date() if one.answered_at else None,
            delivered=_long_enough(area, month, reached),
            register=one.register,
        )
        for one, reached in found
        if one.answer or not one.register
    )


def _long_enough(area: Area, month: Month, reached: datetime | None) -> bool:
    """Whether the agency has had it for ten working days by the end of a month: no sooner is "no reply" said of it."""
    if reached is None:
        return False
    return working_days_after(area, reached.astimezone(area.zone).date(), REPLY_DAYS) <= month.last
