"""What workers are shown in their chat: the digest, and a card for each contribution with a button for each deed.

A button's token says what is done and with what: `work.<deed>.<reference>`. It is trusted no further than its worker.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value, Values
from bot.domain.area import Area, Neighbourhood, Signpost
from bot.domain.contribution import Standing
from bot.domain.gathering import Totals
from bot.domain.item import Item
from bot.domain.reading import DangerLevel
from bot.domain.second_look import SecondLook
from bot.domain.silence import SILENT_AFTER
from bot.i18n import FALLBACK
from bot.staff.gatherings import Sums
from bot.staff.note import Note
from bot.staff.noting import Kept
from bot.storage.gatherings import Noted

WORK = "work."
"""How the token of every button of a worker begins."""
LONGEST_TOKEN = 64
"""Bytes: as many a Telegram button carries."""
MOST_LINES = 20
"""Items of one digest; the others are in the console."""

Say = Callable[[str, Values], str]
"""A key of the staff's wording and its values -> the text."""


class Figures(Struct, frozen=True):
    """A neighbourhood on a day: how many nobody has read, how many are late, and how many of these silent for days."""

    place: Neighbourhood
    new: int
    late: int
    silent: int


class Writer(Struct, frozen=True):
    """Words what workers are shown."""

    area: Area
    say: Say

    def digest(
        self,
        place: Neighbourhood,
        late: Sequence[Item],
        new: Sequence[Item],
        now: datetime,
        *,
        stale: int = 0,
        wishes: int = 0,
        unheard: int = 0,
        shared: int = 0,
        to_do: int = 0,
    ) -> Outgoing:
        """What came in since the last one, overdue promises first; in its foot how many signposts nobody has checked.

        A line has no words of anybody's. `wishes` is how many would like to talk to a person, `unheard` how many photos
        and voice notes nobody has looked at, `shared` how many interests enough grown-ups there share, `to_do` how much
        of what their group was to do is overdue.
        """
        lines, numbers = self._numbered([*late, *new], now)
        heading = self._say("digest.heading", place=place.name, new=len(new), late=len(late))
        upto = f"{int(now.timestamp())}"
        buttons = [Button(self._say("digest.words"), f"{WORK}words.{place.id}.{upto}")] if new else []
        foot = [self._say("digest.wishes", count=wishes)] if wishes else []
        foot += [self._say("digest.unheard", count=unheard)] if unheard else []
        foot += [self._say("digest.shared", count=shared)] if shared else []
        foot += [self._say("digest.to_do", count=to_do)] if to_do else []
        foot += [self._say("digest.stale", count=stale)] if stale else []
        return Outgoing("\n".join([heading, *lines, *foot]), (*buttons, *numbers))

    def overview(
        self,
        figures: Sequence[Figures],
        to_talk_over: Sequence[Item],
        quiet: Sequence[Neighbourhood],
        now: datetime,
        *,
        unseen: Sequence[SecondLook] = (),
        wishes: int = 0,
        unheard: int = 0,
    ) -> Outgoing:
        """The manager's digest: by neighbourhood how many are new, late and silent; what is to be talked over.

        `unseen` are answers to children that have waited for a second worker for a working day; `wishes` is how many
        would like to talk to a person, `unheard` how many photos and voice notes nobody has looked at.
        """
        lines = [self._say("digest.overview")]
        for one in figures:
            lines.append(self._say("digest.overview_line", place=one.place.name, new=one.new, late=one.late))
            if one.silent:
                lines.append(self._say("digest.overview_silent", silent=one.silent, days=SILENT_AFTER))
        if quiet:
            lines.append(self._say("digest.overview_quiet", places=", ".join(one.name for one in quiet)))
        if unseen:
            named = ", ".join(one.reference for one in unseen[:MOST_LINES])
            lines.append(self._say("digest.overview_unseen", count=len(unseen), references=named))
        if wishes:
            lines.append(self._say("digest.wishes", count=wishes))
        if unheard:
            lines.append(self._say("digest.unheard", count=unheard))
        talked, numbers = self._numbered(to_talk_over, now)
        if talked:
            lines += [self._say("digest.overview_talk"), *talked]
        return Outgoing("\n".join(lines), numbers)

    def silence(self, place: Neighbourhood, items: Sequence[Item], now: datetime, *, escalated: bool) -> Outgoing:
        """The silence alarm: what was owed by a day that has passed, to whoever owes it, or to the manager."""
        key = "digest.silence_escalated" if escalated else "digest.silence"
        lines, numbers = self._numbered(items, now)
        return Outgoing("\n".join([self._say(key, place=place.name, days=SILENT_AFTER), *lines]), numbers)

    def _numbered(self, items: Sequence[Item], now: datetime) -> tuple[list[str], tuple[Button, ...]]:
        """A line each, and a numbered button that opens its card; what is too much is said to be in the console."""
        shown, today = items[:MOST_LINES], now.astimezone(self.area.zone).date()
        lines = [f"{number}. {self.line(one, today)}" for number, one in enumerate(shown, start=1)]
        if len(items) > len(shown):
            lines.append(self._say("digest.more", more=len(items) - len(shown)))
        able = [(number, one.reference) for number, one in enumerate(shown, start=1) if not one.unlooked]
        return lines, tuple(Button(f"{number}", f"{WORK}see.{reference}") for number, reference in able)

    def line(self, item: Item, today: date) -> str:
        """One line: reference, kind, theme, and what is to be known of it before it is opened."""
        names = {one.code: one.names.get(FALLBACK, one.code) for one in self.area.themes}
        about = ", ".join(names[one] for one in (*item.themes[:1], item.also) if one in names)
        what = f"{self._say(f'kind.{item.kind}')}" + (f", {about}" if about else "")
        told = [f"{item.reference} {self._say('mark.unlooked') if item.unlooked else what}"]
        told += [self._say(f"mark.{name}", **values) for name, values in _marks(item, today)]
        return "; ".join(told)

    def card(self, item: Item, now: datetime, words: str | None = None) -> Outgoing:
        """One contribution with a button for each deed; words only where they may stand in a chat.

        What was just done with it may stand in their place.
        """
        today = now.astimezone(self.area.zone).date()
        place = self.area.neighbourhood(item.neighbourhood)
        lines = [self.line(item, today), place.name if place else item.neighbourhood]
        where = "card.words_in_console" if item.protected or item.apart or words == "" else "card.words_above"
        lines.append(words or self._say(where))
        return Outgoing("\n".join(lines), tuple(self._button(name, item) for name in _deeds(item)))

    def choices(self, item: Item, fit: Sequence[Signpost], now: datetime) -> Outgoing:
        """The signposts that fit a contribution, a button each."""
        text = self.line(item, now.astimezone(self.area.zone).date()) + "\n" + self._say("card.which_signpost")
        buttons = [Button(one.name, f"{WORK}help.{item.reference}.{one.id}") for one in fit]
        return Outgoing(
            text,
            (*(one for one in buttons if _fits(one)), self._button("no_service", item), self._button("see", item)),
        )

    def jotted(self, found: Sequence[Note], draft: str) -> Outgoing:
        """What was understood of a message of notes, a line each, with a button that keeps all of this message."""
        if not found:
            return Outgoing(self._say("note.how"))
        lines = [f"{number}. {self._note(one)}" for number, one in enumerate(found, start=1)]
        if any(one.problem for one in found):
            return Outgoing("\n".join([self._say("note.wrong"), *lines]))
        count: Value = len(found)
        buttons = [
            Button(self._say(f"note.{how}", count=count), f"{WORK}note.{how}.{draft}")
            for how in ("know", "tell", "drop")
        ]
        return Outgoing("\n".join([self._say("note.ask"), *lines]), tuple(buttons))

    def kept(self, kept: Sequence[Kept]) -> Outgoing:
        """What was kept, with three words for each tear-off card; and what to do where somebody may be in danger."""
        lines = [self._say("note.kept", count=len(kept))]
        for one in kept:
            words = self._say("note.words", words=one.return_words) if one.return_words else ""
            # What may be about danger is not said again.
            told = one.words if one.level is DangerLevel.NONE else ""
            lines.append(" ".join(filter(None, (f"{one.reference}:", told, words))))
        if any(one.level is not DangerLevel.NONE for one in kept):
            lines.append(self._say("note.danger", lead=self.area.safeguarding_lead))
        return Outgoing("\n".join(lines))

    def took_place(self, noted: Noted, sums: Sums) -> Outgoing:
        """An activity as it was understood, with the sums, and a button that takes it back."""
        what = noted.what
        place = self.area.neighbourhood(what.neighbourhood)
        told = [f"{what.title}, {place.name if place else what.neighbourhood}", self._say("activity.on", date=what.on)]
        told += [
            self._say("activity.came", came=what.came),
            self._say("activity.new", new=what.new) if what.new else "",
            self._say("activity.again", count=what.again_month) if what.again_month is not None else "",
        ]
        told.append(self._say("activity.led") if what.led_by_residents else "")
        lines = [self._say("activity.kept"), "; ".join(one for one in told if one), *self._sums(sums)]
        lines += [] if what.again_month is not None or sums.month.people.exact else [self._say("activity.who_again")]
        return Outgoing("\n".join(lines), (Button(self._say("activity.undo"), f"{WORK}undo.{noted.id}"),))

    def added_up(self, sums: Sums) -> Outgoing:
        """How a line on an activity is written, and the sums so far."""
        return Outgoing("\n".join([self._say("activity.how"), *self._sums(sums)]))

    def _sums(self, sums: Sums) -> Sequence[str]:
        return [self._sum("activity.month", sums.month), self._sum("activity.year", sums.year)]

    def _sum(self, key: str, of: Totals) -> str:
        people = f"{of.people.count}" if of.people.exact else self._say("activity.at_least", count=of.people.count)
        return self._say(key, count=of.activities, came=of.came, people=people, new=of.new, led=of.led_by_residents)

    def _note(self, one: Note) -> str:
        place = self.area.neighbourhood(one.where.neighbourhood) if one.where else None
        told = [place.name if place else "?", self._say(f"kind.{one.kind}") if one.kind else self._say("note.any_kind")]
        if one.of_group:
            told.append(self._say("note.group", present=one.present, said_it=one.said_it))
        if one.would_help:
            told.append(self._say("mark.would_help"))
        line = f"{', '.join(told)}: {one.words}"
        return f"{line} ({one.problem})" if one.problem else line

    def _button(self, name: str, item: Item) -> Button:
        return Button(self._say(f"card.{name}"), f"{WORK}{name}.{item.reference}")

    def _say(self, key: str, **values: Value) -> str:
        return self.say(
            f"staff.{key}" if key.startswith(("digest", "card", "note", "activity")) else f"staff.console.{key}", values
        )


def _fits(button: Button) -> bool:
    return len(button.token.encode()) <= LONGEST_TOKEN


def _marks(item: Item, today: date) -> Sequence[tuple[str, dict[str, Value]]]:
    marks: list[tuple[str, dict[str, Value]]] = []
    if item.next_date is not None and item.open:
        marks.append(("late" if item.late(today) else "by", {"date": item.next_date}))
    marks += [
        (name, {})
        for name, holds in (
            ("new_voice", item.new_voice),
            ("protected", item.protected),
            ("would_help", item.help_role is not None and item.help_role.helps),
            ("agenda", item.on_agenda),
            ("talked_over", item.talked_over),
            ("waits", item.waits),
            ("joined", item.joined_to is not None),
            ("spam", item.standing is Standing.SPAM),
        )
        if holds
    ]
    if item.hold is not None:
        marks.append((f"hold_{item.hold.why}", {"date": item.hold.until, "who": item.hold.by}))
    if item.others_since:
        marks.append(("others", {"n": item.others_since}))
    return marks


def _deeds(item: Item) -> Sequence[str]:
    if item.standing is Standing.HELD:
        return ("release",)
    if item.standing is Standing.SPAM:
        return ("not_spam",)
    marked = ("off_agenda" if item.on_agenda else "agenda", "talked_over" if item.talked_over else "talk_over")
    return (
        "read",
        "answer",
        "week",
        "month",
        "date",
        marked[0],
        "signpost",
        marked[1],
        "assign",
        "part" if item.joined_to else "join",
        "pass_on",
        "clear",
        "hold",
        "spam",
    )
