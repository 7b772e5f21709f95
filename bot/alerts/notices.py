"""What a worker is told, in words: the case's number, where and since when; never what was said, nor a hint of it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec import Struct

from bot.alerts.roster import Roster
from bot.alerts.wanted import AGAIN, DRILL, HELLO, IMPORT, PAGE, listed
from bot.conversation.replies import Phrase, Value
from bot.dialogues.helplines import number
from bot.domain.area import Area
from bot.domain.case import Case, Source
from bot.domain.paging import Recipient
from bot.domain.staffed import a_working_day_after, is_staffed
from bot.i18n import Wording

EMERGENCY_TEAM, LADO = "emergency-social-work", "lado"
"""The pack's crisis contacts that only workers are told of."""
URGENT = (PAGE, AGAIN, IMPORT)


class Notice(Struct, frozen=True):
    """What one worker is told. `answers` is the case (or drill) that can be acknowledged with it, "" for none."""

    subject: str
    text: str
    answers: str = ""
    urgent: bool = False


class Told(Struct, frozen=True):
    """One alert with all it takes to word it: its case, or the open cases, and who was paged for it besides."""

    case: str
    step: str
    recipient: Recipient
    of: Case | None
    open: tuple[Case, ...]
    paged: Collection[str]


class Writer(Struct, frozen=True):
    """Words notices, in the area's first language."""

    area: Area
    roster: Roster
    wording: Wording

    def notice(self, told: Told, now: datetime, link: str = "") -> Notice | None:
        """What to say; None where nothing is left to be said. `link` is where it can be acknowledged, if anywhere."""
        local = now.astimezone(self.area.zone)
        match told.case:
            case "list":
                return self._list(told, [one for one in told.open if listed(one) and _may_know(told, one)], local)
            case "import":
                return self._list(told, [one for one in told.open if _of_import(told, one)], local)
            case "hello":
                return self._notice(HELLO, {"role": self.role(told.recipient)})
            case _ if told.case.startswith(DRILL):
                return self._notice(DRILL, {"link": link}, answers=told.case)
        return self._of_case(told, told.of, local, link) if told.of else None

    def say(self, key: str, **values: Value) -> str:
        """Wording of ours."""
        return self.wording.text(key, self._language, values)

    def local(self, moment: datetime) -> datetime:
        """A moment as it is shown."""
        return moment.astimezone(self.area.zone)

    def place(self, case: Case) -> Value:
        """Where a case comes from."""
        here = self.area.neighbourhood(case.neighbourhood or "")
        return here.name if here else Phrase("alert.somewhere")

    def role(self, one: Recipient) -> Value:
        """What somebody is to us."""
        return Phrase(f"alert.role.{one.role.value.replace('-', '_')}")

    def name(self, id_: str | None) -> str:
        """What we call somebody of the roster; whoever is not in it is called as they called themselves."""
        return next((one.name for one in self.roster if one.id == id_), id_ or "")

    @property
    def _language(self) -> str:
        return self.area.languages_on[0].code if self.area.languages_on else "en"

    def _of_case(self, told: Told, case: Case, local: datetime, link: str) -> Notice:
        kind = told.step.split("-", 1)[0]
        values: dict[str, Value] = {
            "number": case.number,
            "level": Phrase(f"alert.level.{case.level}"),
            "place": self.place(case),
            "since": self.local(case.opened_at),
            "lado": number(self.area, LADO) if case.about else "",
            "command": f"earshot case show {case.number}",
        }
        match kind:
            case "taken":
                taken = self.local(case.acknowledged_at or case.opened_at)
                values |= {"who": self.name(case.acknowledged_by), "taken": taken}
            case "undecided":
                values["decide"] = f"earshot case decide {case.number}"
            case "unanswered":
                values["answer"] = f"earshot case answer {case.number}"
            case "more":
                pass
            case _:
                values |= self._calling(told, local, link)
        return self._notice(kind, values, answers=case.id if kind in (PAGE, AGAIN) else "")

    def _calling(self, told: Told, local: datetime, link: str) -> dict[str, Value]:
        others = tuple(one.name for one in self.roster if one.id in told.paged and one.id != told.recipient.id)
        team = "" if is_staffed(self.area, local) else number(self.area, EMERGENCY_TEAM)
        return {"told": others, "emergency_team": team, "link": link}

    def _list(self, told: Told, cases: Iterable[Case], local: datetime) -> Notice | None:
        lines = [self._listed(one, local) for one in cases]
        if not lines:
            return None
        return self._notice(told.case, {"cases": "\n".join(lines), "command": "earshot case show NUMBER"})

    def _listed(self, case: Case, local: datetime) -> str:
        opened = self.local(case.opened_at)
        late = local >= a_working_day_after(self.area, opened)
        return self.say(
            "alert.listed_late" if late else "alert.listed",
            number=case.number,
            level=Phrase(f"alert.level.{case.level}"),
            place=self.place(case),
            since=opened,
        )

    def _notice(self, kind: str, values: dict[str, Value], answers: str = "") -> Notice:
        subject, text = (self.say(key, **values) for key in (f"alert.{kind}.subject", f"alert.{kind}"))
        return Notice(subject, text, answers, urgent=kind in URGENT)


def _may_know(told: Told, case: Case) -> bool:
    return told.recipient.id not in case.about


def _of_import(told: Told, case: Case) -> bool:
    theirs = case.source is Source.STAFF and case.level == "red" and case.opened_at.isoformat() == told.step
    return theirs and case.unread and _may_know(told, case)
