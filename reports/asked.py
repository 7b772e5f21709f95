"""What a month's report asks agencies, and the last month's questions with their cleared answers (product.md 42)."""

from collections.abc import Iterable

from bot.domain.area import Area
from bot.domain.question import AskedOf
from reports.frozen import Question
from reports.model import Month


def periods(month: Month) -> tuple[str, str]:
    """The months whose questions a month's report prints."""
    return str(month), str(month.after(-1))


def asked(area: Area, found: Iterable[tuple[AskedOf, bool]]) -> tuple[Question, ...]:
    """Questions as they are printed, each with whether it was proved to have reached its agency."""
    return tuple(
        Question(
            id=one.id,
            agency=one.agency,
            theme=one.theme,
            text=one.text,
            asked=Month.of(one.period),
            neighbourhood=one.scope if area.neighbourhood(one.scope) else None,
            reply_by=one.reply_by,
            answer=one.answer,
            status=one.status,
            answered_on=one.answered_at.astimezone(area.zone).date() if one.answered_at else None,
            delivered=reached,
            register=one.register,
        )
        for one, reached in found
    )
