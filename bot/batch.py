"""A batch of updates played in memory: each person's turns in order, gathered into what is to be written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

import structlog
from msgspec import Struct
from msgspec.structs import replace

from bot.channel import Abilities, Button, Delivery, Incoming, Malformed, Outgoing, dump
from bot.conversation.effects import Effect, ErasePerson, HandOut, HideChat, KeepContribution, LeaveOut, ShowNoMore
from bot.conversation.engine import advance
from bot.conversation.events import Corrected, Left, Opened, Pressed, Prompted, Said, Showed
from bot.conversation.journal import Journal
from bot.conversation.journal import dump as dump_journal
from bot.conversation.journal import load as load_journal
from bot.conversation.performance import Performance
from bot.conversation.replies import Reply
from bot.conversation.scene import Outside, Scene
from bot.conversation.script import Dialogue, Surface
from bot.conversation.turn import Needs, Turn
from bot.domain.area import ELSEWHERE, Area
from bot.domain.closing import Closing
from bot.domain.contribution import Standing
from bot.domain.follow_up import UNASKED_EVERY
from bot.domain.quiet import is_quiet
from bot.domain.reading import Reading
from bot.i18n import Wording
from bot.open_talks import OpenTalk, OpenTalks
from bot.outcome import Copying, Outcome, Update
from bot.storage import chat_lines
from bot.storage.chat_lines import Line, Side
from bot.storage.done import Done
from bot.storage.intake import Saved
from bot.storage.outbox import Post
from bot.storage.people import Person
from bot.storage.theirs import Theirs
from bot.storage.waiting import LASTS

log = structlog.get_logger(__name__)


Mine = Mapping[str, Theirs]
"""What is participants' own, by hash, of those who asked for it."""

Heard = tuple[Turn, list[Outgoing]]
"""What comes of one update, and what is said of it."""


class Speaking(Struct, frozen=True):
    """How one account speaks: what its channel can do, and what conversations may know of it."""

    abilities: Abilities
    surface: Surface


class Stock(Struct, frozen=True):
    """All that a batch is played with, given in by app. `new_key` makes a stranger of someone erased."""

    area: Area
    dialogues: Mapping[str, Dialogue]
    wording: Wording
    outside: Outside
    speaking: Mapping[str, Speaking]
    new_key: Callable[[Person], Person]

    def as_of(self, days: Mapping[tuple[str, date], bool], closing: Closing | None) -> "Stock":
        """The same on a day: on which days a neighbourhood is read otherwise than usual, and whether Earshot closes."""
        if (days, closing) == (self.area.on_the_day, self.area.closing):
            return self
        return replace(self, area=replace(self.area, on_the_day=days, closing=closing))


def play(
    stock: Stock,
    people: Mapping[str, Person],
    mine: Mine,
    batch: Iterable[Update],
    now: datetime,
    *,
    open_talks: OpenTalks,
) -> Outcome:
    """Play `batch`, in which one person's updates stand side by side and in order.

    Takes from `open_talks` what these people left open. Raises nothing of a dialogue's: a turn that breaks keeps the
    words and says so; KeyFileError where a journal does not open.
    """
    outcome = Outcome()
    for who, theirs in groupby(batch, key=lambda one: one[0]):
        talking = _Talking(stock, people[who], mine.get(who), outcome, now)
        talking.hear([incoming for _, incoming in theirs], open_talks.take(who, people[who].sealed_journal))
    return outcome


class _Talking(Struct):
    """One person's turns within a batch."""

    stock: Stock
    person: Person
    mine: Theirs | None
    outcome: Outcome
    now: datetime

    def hear(self, updates: Sequence[Incoming], left_open: OpenTalk | None) -> None:
        journal, playing = self._journal(left_open), left_open.playing if left_open else None
        last = self.person.last_order
        for position, incoming in enumerate(updates):
            heard = self._turn(journal, playing, incoming, late=incoming.order < last)
            if heard is None:
                self.outcome.asking.append(self.person.hash)
                self.outcome.rest.extend((self.person.hash, one) for one in updates[position:])
                break
            turn, messages = heard
            last = max(last, incoming.order)
            self._gather(turn, messages, incoming)
            journal, playing = turn.journal, turn.playing
        if not (self.person.fresh and not journal.frames):
            self._save(journal, playing, last)

    def _journal(self, left_open: OpenTalk | None) -> Journal:
        if left_open is not None:
            return left_open.journal
        return load_journal(self.person.journal) if self.person.sealed_journal else Journal()

    def _save(self, journal: Journal, playing: Performance | None, last: int) -> None:
        wait_until = None if self.person.participant.noticed else self.now + LASTS
        saved = Saved.of(self.person, dump_journal(journal), last, wait_until)
        self.outcome.saved.append(saved)
        if playing is not None:
            self.outcome.open_talks.append(OpenTalk(self.person.hash, saved.sealed, journal, playing, self.now))

    def _turn(self, journal: Journal, playing: Performance | None, incoming: Incoming, *, late: bool) -> Heard | None:
        """What comes of an update; None where their own contributions are to be looked up first."""
        if isinstance(incoming.event, Left):
            # Late, they have spoken since: they came back.
            self.outcome.left |= set() if late else {self.person.hash}
            return Turn(journal, self.person.participant), []
        self.outcome.left.discard(self.person.hash)
        if late and isinstance(incoming.event, Opened) and journal.frames:
            # A late line: the talk has moved on from the door they came through.
            return Turn(journal, self.person.participant), []
        if isinstance(incoming.event, Prompted) and not self._may_prompt(incoming.event):
            return Turn(journal, self.person.participant), []
        try:
            turn = advance(self.stock.dialogues, journal, incoming.event, self._scene(incoming), playing)
            return None if isinstance(turn, Needs) else (turn, self._messages(turn, incoming))
        except Exception as fault:  # noqa: BLE001 - whatever breaks in a talk, the words are kept (F06)
            # No traceback: its frames hold words.
            log.error("turn broke", fault=type(fault).__name__, dialogue=_name(journal))  # noqa: TRY400
            safe = self._kept_safe(incoming)
            return safe, self._messages(safe, incoming)

    def _scene(self, incoming: Incoming) -> Scene:
        surface, person = self.stock.speaking[incoming.account].surface, self.person
        scene = Scene(self.stock.area, surface, person.participant, self.stock.outside, news=person.news)
        if self.mine is None:
            return scene
        mine = self.mine
        told, around = mine.told, mine.directory
        waiting = {"stories": mine.stories, "answers": mine.answers, "has_story": mine.has_story}
        return replace(scene, mine=told, supports=mine.supports, directory=around, **waiting)

    def _may_prompt(self, event: Prompted) -> bool:
        """Whether they may be told something now, by what is known of them in this very transaction (P2)."""
        person, local = self.person, self.now.astimezone(self.stock.area.zone)
        quiet = is_quiet(self.stock.area.quiet, local)
        if person.blocked or (event.answer and quiet):
            return False
        return event.answer or event.here or not (person.stopped or quiet or self._unfit(event))

    def _unfit(self, event: Prompted) -> bool:
        """Whether it is not for them: children are brought nothing that they did not come for, wherever they are."""
        person, protected = self.person, self.person.participant.protected
        if event.message is not None and (protected or event.message.purpose not in person.agreed):
            return True
        lately = person.unasked_at is not None and self.now - person.unasked_at < UNASKED_EVERY
        return event.unasked and (protected or lately)

    def _gather(self, turn: Turn, messages: Iterable[Outgoing], incoming: Incoming) -> None:
        pull = self.stock.speaking[incoming.account].abilities.delivery is Delivery.PULL
        left_out = [effect for effect in turn.effects if isinstance(effect, LeaveOut)]
        apart = turn.of_danger
        if pull and not isinstance(incoming.event, Prompted):
            self._line(Side.THEM, self._as_shown(incoming, left_out), incoming, apart=apart)
        self.outcome.leave_out(self.person.hash, left_out)
        self.outcome.show_no_more(self.person.hash, [one for one in turn.effects if isinstance(one, ShowNoMore)])
        for effect in turn.effects:
            if isinstance(effect, HandOut):
                self.outcome.copies.append(Copying(self.person, incoming, effect.language))
                continue
            self.outcome.done.append(
                Done(self.person, effect, incoming.account, incoming.external_id, incoming.message)
            )
            # What they have told us has changed: who asks for it again is to be given it anew.
            self.mine = None
            self._take_away(effect, incoming)
        if turn.participant is not self.person.participant:
            self.person = replace(self.person, participant=turn.participant)
        for message in messages:
            if pull:
                self._line(Side.US, message, incoming, apart=apart)
            else:
                self._post(message, incoming)

    def _take_away(self, effect: Effect, incoming: Incoming) -> None:
        if isinstance(effect, ErasePerson | HideChat):
            self.outcome.unsay(self.person.hash)
        if isinstance(effect, ErasePerson):
            self.person = self.stock.new_key(self.person)
        elif isinstance(effect, HideChat):
            self.outcome.hidden.append((self.person, incoming))

    def _messages(self, turn: Turn, incoming: Incoming) -> list[Outgoing]:
        return [self._outgoing(reply, incoming) for reply in turn.replies]

    def _post(self, message: Outgoing, incoming: Incoming) -> None:
        post = Post(
            id=self.stock.outside.draw("id", ""),
            account=incoming.account,
            person=self.person,
            urgency=message.urgency,
            body=dump(message),
            due_at=self.now,
            answers=incoming.message,
        )
        self.outcome.posts.append((post, message))

    def _line(self, side: Side, message: Outgoing, incoming: Incoming, *, apart: bool) -> None:
        id_ = self.stock.outside.draw("id", "")
        self.outcome.lines.append(Line(id_, incoming.account, self.person, side, dump(message), self.now, apart))

    def _outgoing(self, reply: Reply, incoming: Incoming) -> Outgoing:
        wording = self.stock.wording
        tapped = isinstance(incoming.event, Pressed)
        return Outgoing(
            text=wording.reply(reply),
            buttons=tuple(Button(wording.label(one, reply.language), one.token) for one in reply.choices),
            urgency=reply.urgency,
            replaces=incoming.message if reply.instead and tapped else "",
            copy=reply.copy or "",
            voice=reply.voice.get(incoming.account, ""),
        )

    def _as_shown(self, incoming: Incoming, left_out: Iterable[LeaveOut]) -> Outgoing:
        """What they see of their own line: their words, or the label of what they tapped (the channel puts it in)."""
        if isinstance(incoming.event, Pressed):
            return Outgoing("", (Button("", incoming.event.token),))
        return Outgoing(chat_lines.without(_words(incoming), left_out))

    def _kept_safe(self, incoming: Incoming) -> Turn:
        """Their words go to a person (held), or, before the notice, to the quarantine; the talk starts again."""
        words = _words(incoming)
        participant = self.person.participant
        reply = Reply("conversation.safe", participant.language, participant.protected)
        if not words:
            return Turn(Journal(), participant, (reply,))
        if not participant.noticed:
            raw = words.encode("utf-8", "surrogatepass")
            self.outcome.set_aside.append(Malformed(incoming.account, incoming.external_id, raw, "turn broke"))
            return Turn(Journal(), participant, (reply,))
        return Turn(Journal(), participant, (reply,), (self._held(words),))

    def _held(self, words: str) -> KeepContribution:
        draw, area = self.stock.outside.draw, self.stock.area
        place = area.neighbourhood(self.person.participant.neighbourhood or ELSEWHERE) or area.elsewhere
        today = datetime.fromisoformat(draw("now", "")).date()
        return KeepContribution(
            id=draw("id", ""),
            reference=draw("reference", place.prefix),
            words=words,
            reading=Reading(language=self.person.participant.language),
            neighbourhood=place.id,
            said_on=today,
            read_by=area.read_by(place, today),
            standing=Standing.HELD,
        )


def _name(journal: Journal) -> str:
    return journal.top.dialogue if journal.top else ""


def _words(incoming: Incoming) -> str:
    match incoming.event:
        case Said(text) | Corrected(_, text):
            return text
        case Showed(_, caption):
            return caption
        case _:
            return ""
