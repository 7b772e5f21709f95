"""How cases and drills look, a line each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from bot.alerts.case_file import Opened
from bot.alerts.drills import Drilled
from bot.alerts.notices import Writer
from bot.alerts.wanted import listed
from bot.domain.case import Case, Note
from bot.domain.staffed import a_working_day_after
from bot.storage.alerts import Alert
from bot.storage.case_notes import Written

_WHEN = "%Y-%m-%d %H:%M"
_NOTES = {
    Note.NOT_MEANT: "They say that it was not meant so. Weigh it; it lowers nothing until you close the case.",
    Note.ERASURE: "They had all else deleted, and were told that what helps to keep them safe stays.",
}
WORDLESS = "(no words: the safe word, a photo or a voice note)"
GUIDANCE = "Do not ask for more than they say. Keep to their own words. Promise no secrecy."


def list_line(case: Case, writer: Writer, now: datetime) -> str:
    """One case, without its words."""
    since = writer.local(case.opened_at)
    parts = [case.number, f"{case.level:5}", since.strftime(_WHEN), _place(case, writer), stands(case, writer)]
    if is_late(case, writer, now):
        parts.append("LATE")
    if case.about:
        parts.append("may be about one of your own")
    return "  ".join(parts)


def is_late(case: Case, writer: Writer, now: datetime) -> bool:
    """Whether nobody has looked at it, or has it, within a working day (S7)."""
    return listed(case) and now >= a_working_day_after(writer.area, writer.local(case.opened_at))


def sum_line(cases: Sequence[Case], writer: Writer, now: datetime) -> str:
    """How many are open, and how many of them late."""
    open_ = [one for one in cases if one.closed_at is None]
    return f"{len(open_)} open, {sum(is_late(one, writer, now) for one in open_)} late."


def file_lines(file: Opened, writer: Writer, lado: str) -> Iterator[str]:
    """A whole case: how it stands, the own words, what staff wrote, who was told."""
    case = file.case
    yield f"{case.number}  {case.level}  {_place(case, writer)}  {stands(case, writer)}"
    if case.about:
        yield f"The words may be about one of your own. Speak to nobody else here, ring the LADO: {lado or '?'}"
    yield {
        True: "A worker may write back.",
        False: "They want nobody to write back.",
        None: "Not said: may we write back.",
    }[case.may_write_back]
    yield GUIDANCE
    yield "Their own words:"
    for one in file.said:
        changed = "" if one.unchanged else "  CHANGED SINCE: do not rely on it"
        yield f"  {writer.local(one.at):{_WHEN}}  {one.words or WORDLESS}{changed}"
    yield from _notes(file.notes, writer)
    yield from _told(file.told, writer)


def drill_line(one: Drilled, writer: Writer) -> str:
    """How one worker did in one drill."""
    times = f"mail {_time(one.mail)}, telegram {_time(one.telegram)}, answered {_time(one.answered)}"
    return f"{writer.local(one.at):{_WHEN}}  {writer.name(one.recipient)}: {times}"


def _place(case: Case, writer: Writer) -> str:
    here = writer.area.neighbourhood(case.neighbourhood or "")
    return here.name if here else "place not known"


def stands(case: Case, writer: Writer) -> str:
    """Who has it, whether it was read, what was decided."""
    if case.closed_at:
        return f"closed {writer.local(case.closed_at):{_WHEN}}, {case.decision}"
    has = f"{writer.name(case.acknowledged_by)} has it" if case.acknowledged_by else "nobody has it"
    read = "" if case.read_at or case.acknowledged_by else ", nobody has read it"
    decided = f", {case.decision}" if case.decision else ", undecided"
    return f"{has}{read}{decided}"


def _notes(notes: Iterable[Written], writer: Writer) -> Iterator[str]:
    written = list(notes)
    if written:
        yield "Beside them:"
    for one in written:
        words = one.words or _NOTES.get(one.kind, "")
        yield f"  {writer.local(one.at):{_WHEN}}  {one.kind}, {writer.name(one.who)}: {words}"


def _told(told: Iterable[Alert], writer: Writer) -> Iterator[str]:
    sent = [one for one in told if one.sent_at]
    if sent:
        yield "Told:"
    for one in sent:
        when = f"{writer.local(one.sent_at or one.at):{_WHEN}}"
        yield f"  {when}  {writer.name(one.recipient)} by {one.channel}: {one.step}"


def _time(passed: timedelta | None) -> str:
    if passed is None:
        return "not yet"
    minutes, seconds = divmod(int(passed.total_seconds()), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
