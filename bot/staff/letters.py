"""The words of the mails to agencies: their own themes first, as the published table has them."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from io import StringIO

from msgspec import Struct

from bot.conversation.replies import Value, Values
from bot.domain.area import Agency, Area
from bot.domain.letter import Attached, Letter
from bot.domain.question import AskedOf
from bot.domain.release import Contact, Delivery, Release
from bot.errors import ReportError
from reports.frozen import Question
from reports.model import Month

LARGEST = 8_000_000
"""Bytes of files in a mail: more is refused by many servers, and is only linked."""
SCHOOL = "school"
"""What of the files is the school's side, one page as PDF."""
_KINDS = {"pdf": "application/pdf", "html": "text/html"}


class Letters(Struct, frozen=True):
    """`say` words a key of the staff's wording; `link` is where a contact (an id) reads a month in the archive.

    `answer` is where one contact of an agency answers what a month asks it: its delivery, and until which day.
    """

    area: Area
    say: Callable[[str, Values], str]
    link: Callable[[str, str], str]
    answer: Callable[[Delivery, date], str]

    def edition(
        self,
        one: Delivery,
        to: Contact,
        release: Release,
        files: Mapping[str, bytes],
        asked: Sequence[Question] = (),
    ) -> Letter:
        """The month's report for one contact, who is `asked` this.

        `files` are the whole area's agency edition; for an agency of schools its school's side as `school`, too.
        """
        month, agency = month_name(one.period), self._agency(one.agency)
        lines = themes_first(agency, files.get("csv", b"")) if agency else []
        parts = [
            self._say("hello", name=to.name),
            self._say("checked" if release.checked else "unchecked", month=month, area=self.area.name),
            *([self._say("corrected", revision=release.revision)] if release.revision > 1 else []),
            *([self._say("themes", agency=agency.name), *lines] if agency and lines else []),
            *self._asked(one, asked, "asked"),
            self._say("pulse", link=self.answer(one, one.put_at.date())),
            self._say("link", link=self.link(to.id, one.period)),
            *([self._say("school")] if SCHOOL in files else []),
            self._say("foot", organisation=self.area.organisation_name, hash=release.hash[:16]),
        ]
        subject = self._say("subject", month=month, area=self.area.name)
        if release.revision > 1:
            subject = self._say("subject_again", subject=subject, revision=release.revision)
        return Letter(to.mail, subject, _paragraphs(parts), one.message_id, _attached(one, files))

    def early(self, one: Delivery, to: Contact, questions: Sequence[Question], until: str) -> Letter:
        """The questions to a body before they are published. `until` is the day to correct facts by, in words."""
        month = month_name(one.period)
        parts = [
            self._say("hello", name=to.name),
            *self._asked(one, questions, "early", month=month, area=self.area.name, date=until),
            self._say("early_how", organisation=self.area.organisation_name),
        ]
        subject = self._say("early_subject", month=month, area=self.area.name)
        return Letter(to.mail, subject, _paragraphs(parts), one.message_id)

    def receipt(self, one: Delivery, to: Contact, answered: Sequence[AskedOf]) -> Letter:
        """That their link answered what they were asked, what that means and by when; none of the words."""
        month = month_name(one.period)
        parts = [
            self._say("hello", name=to.name),
            self._say("receipt", month=month, area=self.area.name),
            "\n".join(f"- {each.text}{self._meant(each)}" for each in answered),
            self._say("receipt_how", organisation=self.area.organisation_name),
        ]
        subject = self._say("receipt_subject", month=month, area=self.area.name)
        return Letter(to.mail, subject, _paragraphs(parts), one.message_id)

    def _asked(self, one: Delivery, questions: Sequence[Question], key: str, **values: Value) -> list[str]:
        """What an agency is asked, and where it answers; nothing where it is asked nothing."""
        if not questions:
            return []
        asked = "\n".join(f"- {each.text}{self._by(each)}" for each in questions)
        last = max((each.reply_by for each in questions if each.reply_by), default=one.put_at.date())
        return [self._say(key, **values), asked, self._say("answer", link=self.answer(one, last))]

    def _meant(self, one: AskedOf) -> str:
        status = self.say(f"staff.console.became.{one.received_status}", {}) if one.received_status else ""
        means = f" {self._say('receipt_means', status=status)}" if status else ""
        return means + (f" {self._say('receipt_by', date=_whole(one.received_until))}" if one.received_until else "")

    def _by(self, one: Question) -> str:
        return f" {self._say('reply_by', date=one.reply_by)}" if one.reply_by else ""

    def _agency(self, id_: str) -> Agency | None:
        return next((one for one in self.area.agencies if one.id == id_), None)

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.letter.{key}", values)


def month_name(period: str) -> str:
    """2026-10 as October 2026; as it is where it names no month."""
    try:
        return Month.of(period).first.strftime("%B %Y")
    except ReportError:
        return period


def themes_first(agency: Agency, table: bytes) -> list[str]:
    """A line for each theme an agency answers for, with the figures as published; nothing else is in a mail."""
    found = defaultdict[str, list[str]](list)
    for row in csv.DictReader(StringIO(table.decode("utf-8", "replace"))):
        if row.get("theme_code") in agency.themes and row.get("measure") == "people" and row.get("figure"):
            change = f" ({row['change']})" if row.get("change") else ""
            found[row["theme"]].append(f"{row['kind'].replace('_', ' ')}: {row['figure']}{change}")
    return ["\n".join(f"- {theme}. {'; '.join(told)}" for theme, told in found.items())] if found else []


def _attached(one: Delivery, files: Mapping[str, bytes]) -> tuple[Attached, ...]:
    found = [
        Attached(f"dialogue-report-{one.period}-r{one.revision}.{kind}", _KINDS[kind], files[kind])
        for kind in _KINDS
        if kind in files
    ]
    if SCHOOL in files:
        found.append(Attached(f"school-side-{one.period}-r{one.revision}.pdf", _KINDS["pdf"], files[SCHOOL]))
    return tuple(found) if sum(len(each.body) for each in found) <= LARGEST else ()


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _whole(day: date) -> str:
    """A day with its year: what is planned may be far off."""
    return day.strftime("%-d %B %Y")
