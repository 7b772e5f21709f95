"""Why an alert that waits need not be sent any more: the case is taken or closed, or the words name its reader."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from bot.alerts.notices import Told, Writer
from bot.alerts.wanted import AGAIN, DRILL, HELLO, IMPORT, LIST, PAGE, UNANSWERED, UNDECIDED
from bot.domain.case import Case
from bot.domain.paging import Recipient
from bot.storage.alerts import Alert

OF_NO_CASE = (LIST, IMPORT, HELLO)
DRILL_LASTS = timedelta(days=3)
"""Who could not be reached for so long is told of the next one instead."""


class Unsaid(Struct, frozen=True):
    """What there is to go by: the open cases, who was paged for which, who words it, and the time (UTC)."""

    open: tuple[Case, ...]
    paged: Mapping[str, Collection[str]]
    writer: Writer
    now: datetime

    def case(self, alert: Alert) -> Case | None:
        """The open case an alert is of."""
        return next((one for one in self.open if one.id == alert.case), None)

    def recipient(self, alert: Alert) -> Recipient | None:
        """Whom it is for."""
        return next((one for one in self.writer.roster if one.id == alert.recipient), None)

    def told(self, alert: Alert) -> Told:
        """All it takes to word an alert. KeyError where its recipient has left the roster."""
        who = self.recipient(alert)
        if who is None:
            raise KeyError(alert.recipient)
        paged = self.paged.get(alert.case, ())
        return Told(alert.case, alert.step, who, self.case(alert), self.open, paged)


def why_unsaid(alert: Alert, given: Unsaid) -> str:
    """The reason, as a code; "" for what is to be said."""
    if given.recipient(alert) is None:
        return "left"
    if alert.case == LIST and alert.step != str(given.writer.local(given.now).date()):
        return "old"
    if alert.case.startswith(DRILL) and given.now - alert.at > DRILL_LASTS:
        return "old"
    if alert.case in OF_NO_CASE or alert.case.startswith(DRILL):
        return "" if given.writer.notice(given.told(alert), given.now) else "read"
    case = given.case(alert)
    return "closed" if case is None else _of_case(alert, case)


def _of_case(alert: Alert, case: Case) -> str:
    step = alert.step.split("-", 1)[0]
    if alert.recipient in case.about:
        return "about"
    if step in (PAGE, AGAIN) and not case.waits:
        return "taken"
    if step == UNDECIDED and case.decision is not None:
        return "decided"
    return "answered" if step == UNANSWERED and case.answered_at is not None else ""
