"""One dialogue being played: first what is on record, silently; then live, as the person answers."""

from collections import deque
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from typing import Any

from bot.conversation.begins import talk_of
from bot.conversation.effects import AddToCase, AddWords, Effect, KeepContribution, OpenCase
from bot.conversation.journal import (
    Entry,
    Frame,
    Json,
    answer_as_json,
    answer_from_json,
)
from bot.conversation.limits import STEPS_A_TURN
from bot.conversation.lists import stand_above
from bot.conversation.looked_up import Answers, LookAround, StoriesToCheck
from bot.conversation.replies import Choice, Reply, Urgency
from bot.conversation.script import AskChoice, AskText, Dialogue, Do, Draw, Once, Option, Say, Step, Typed
from bot.conversation.stage import Fetch, Stage
from bot.errors import DialogueError

TAG_BYTES = 2
"""Bytes of a question's name in its buttons: an old button never fits another question in the same position."""
Ask = AskText | AskChoice
# As tuples: a union is made anew at each isinstance, many times a turn.
_ASKS, _PERFORMED, _WORDED = (AskText, AskChoice), (Say, Do), (KeepContribution, OpenCase)

DONE = "done:"
"""Opens the entry that says that an effect was had done: for words that were kept, under which id."""
KEEPS = (f"{DONE}{KeepContribution.__name__}", f"{DONE}{OpenCase.__name__}")
OUTLIVES = (*KEEPS, "id:", "reference:")
"""Entries that still hold when a changed script no longer reaches them: what they stand for is in the store."""


class Performance:
    """Plays one frame. `pending` is the question it waits at, or None once the dialogue has ended."""

    def __init__(self, dialogue: Dialogue, frame: Frame, stage: Stage) -> None:
        self.frame = frame
        self.pending: Ask | None = None
        self.moved = False
        self._stage = stage
        self._given = stage.scene.area
        self._script = dialogue.script(talk_of(frame, stage.scene))
        self._recorded = deque(frame.entries)
        self._entries: list[Entry] = []
        self._outlived: list[Entry] = []
        self._live = False
        self._kept: list[tuple[int, str]] = []

    def begin(self) -> None:
        """Play live from the start."""
        self._live = True
        self._go(None)

    def catch_up(self) -> None:
        """Play what is on record, silently, up to the question that waits."""
        self._go(None)
        self._outlive(self._recorded)
        self._note_where_it_is()

    def fits(self, stage: Stage) -> bool:
        """Whether the script was given what holds now: whose day it is, and whether we close, change with the days."""
        was, now = self._given, stage.scene.area
        return was is now or (was.on_the_day, was.closing) == (now.on_the_day, now.closing)

    def go_on(self, stage: Stage) -> None:
        """Stand at the pending question in another turn, as if just caught up."""
        self._stage, self._live, self.moved = stage, False, False

    def answer(self, answer: str | Typed) -> None:
        """Go on live with an answer to the pending question."""
        if self.pending is None:
            raise DialogueError(f"{self.frame.dialogue}: answered, but nothing is being asked")
        self._record(self.pending, answer)
        self._live = True
        self._go(answer)

    def show(self, *, again: bool = False) -> None:
        """Ask the pending question; `again`: it stands above already, and may be said shorter."""
        step = self.pending
        if step is None:
            return
        participant = self._stage.participant
        choice = step if isinstance(step, AskChoice) else None
        self._stage.replies.append(
            Reply(
                key=step.key,
                language=participant.language,
                protected=participant.protected,
                values=step.values,
                choices=() if again and stand_above(choice, self._stage.scene.surface) else self.choices(),
                urgency=choice.urgency if choice else Urgency.ANSWER,
                instead=choice is not None and choice.instead and self._live,
                again=again or (choice is not None and choice.again),
            )
        )

    def choices(self) -> tuple[Choice, ...]:
        """The pending question's buttons."""
        step = self.pending
        if not isinstance(step, AskChoice):
            return ()
        stem = self._stem(len(self._entries), step.key)
        return tuple(Choice(f"{stem}.{one.key}", f"{step.key}.{one.key}", one.label) for one in step.options)

    def tokens(self) -> frozenset[str]:
        """What the pending question's buttons carry; none where the script has changed under those shown."""
        step = self.pending
        if self.moved or not isinstance(step, AskChoice):
            return frozenset()
        stem = self._stem(len(self._entries), step.key)
        return frozenset(f"{stem}.{one.key}" for one in step.options)

    def chosen(self, answer: str | Typed | None) -> bool:
        """Whether this answer to the pending question is one of its buttons, in whatever way it was given."""
        return isinstance(self.pending, AskChoice) and isinstance(answer, str)

    @property
    def taps(self) -> bool:
        """Whether the pending question is answered by a tap."""
        return isinstance(self.pending, AskChoice) and bool(self.pending.options)

    @property
    def takes_words(self) -> bool:
        """Whether words may answer the pending question."""
        return isinstance(self.pending, AskText) or (isinstance(self.pending, AskChoice) and self.pending.typed)

    @property
    def asks(self) -> str:
        """The key of the pending question, "" where there is none."""
        return self.pending.key if self.pending else ""

    @property
    def can_be_skipped(self) -> bool:
        """Whether the pending question is asked once, and never again unless they ask."""
        return isinstance(self.pending, AskChoice) and self.pending.once

    def last_token(self) -> str | None:
        """What the button carried that was tapped last, if the last answer was a tap."""
        position = self.last_asked()
        if position is None or not self._entries[position].options:
            return None
        entry = self._entries[position]
        return f"{self._stem(position, entry.step)}.{entry.answer}"

    def last_asked(self) -> int | None:
        """The position of the last answered question, or None where there is none to go back to."""
        return next((n for n in reversed(range(len(self._entries))) if _is_question(self._entries[n].step)), None)

    def _stem(self, position: int, step: str) -> str:
        return f"{self.frame.talk}.{position}.{tag(step)}"

    def kept_after(self, position: int) -> tuple[str, ...]:
        """The contributions kept since the question at `position` was answered."""
        outlived = (one.answer[0] for one in self._outlived if one.step == KEEPS[0])
        return (*(contribution for n, contribution in self._kept if n > position), *outlived)

    def _go(self, value: object) -> None:
        self.pending = None
        for _ in range(STEPS_A_TURN):
            try:
                step: Step = self._script.send(value)
            except StopIteration:
                break
            value = None
            if isinstance(step, _ASKS):
                entry = None if self._live else self._next_question(step)
                if entry is None:
                    self.pending = step
                    break
                value = self._again(entry)
            elif isinstance(step, _PERFORMED):
                self._perform(step)
            else:
                value = self._fetched(step)
        else:
            raise DialogueError(f"{self.frame.dialogue}: more than {STEPS_A_TURN} steps in one turn")
        if self._live:
            self._note_where_it_is()
            self.show()

    def _perform(self, step: Say | Do) -> None:
        if isinstance(step, Do):
            self._do(step.effect)
        elif self._live:
            self._stage.say(step)

    def _do(self, effect: Effect) -> None:
        """Have `effect` done unless the record says that it was, whatever has become of the script since."""
        words = [effect.id, effect.words] if isinstance(effect, _WORDED) else None
        before = self._taken(f"{DONE}{type(effect).__name__}")
        if isinstance(effect, KeepContribution):
            self._kept.append((len(self._entries), effect.id))
        self._entries.append(Entry(f"{DONE}{type(effect).__name__}", (), words))
        if before is None:
            self._stage.do(effect)
        elif words is not None and (new := _new_lines(words[1], before.answer[1])):
            adding = AddWords if isinstance(effect, KeepContribution) else AddToCase
            self._stage.do(adding(words[0], new))

    def _fetched(self, step: Fetch) -> object:
        if isinstance(step, LookAround | StoriesToCheck | Answers):
            return self._stage.fetch(step)
        entry = self._taken(_name(step))
        if entry is not None:
            return self._again(entry)
        answer = self._stage.fetch(step)
        self._record(step, answer)
        return answer

    def _taken(self, name: str) -> Entry | None:
        """The entry of this name that comes before the next answer on record, or that outlives a change."""
        if self._recorded and self._recorded[0].step == name:
            return self._recorded.popleft()
        return self._found_later(name) or (self._found_outliving(name) if name.startswith(OUTLIVES) else None)

    def _found_later(self, name: str) -> Entry | None:
        # A changed script may have lost a step: its entry is passed over; it may have a new one: that is fetched now.
        recorded = self._recorded
        fits = next((n for n, one in enumerate(recorded) if one.step == name or _is_question(one.step)), None)
        if fits is None or recorded[fits].step != name:
            return None
        self._outlive(recorded.popleft() for _ in range(fits))
        return recorded.popleft()

    def _found_outliving(self, name: str) -> Entry | None:
        # It may lie behind a question that is no longer asked.
        for entries in (self._outlived, self._recorded):
            found = next((one for one in entries if one.step == name), None)
            if found is not None:
                entries.remove(found)
                return found
        return None

    def _outlive(self, passed_over: Iterable[Entry]) -> None:
        self._outlived.extend(one for one in passed_over if one.step.startswith(OUTLIVES))

    def _note_where_it_is(self) -> None:
        was = self.frame
        self.frame = Frame(was.dialogue, was.talk, was.inputs, (*self._entries, *self._outlived))

    def _next_question(self, step: Ask) -> Entry | None:
        while self._recorded:
            entry = self._recorded.popleft()
            if entry.step == step.key and _fits(step, entry.answer):
                return entry
            self._outlive((entry,))
            self.moved = self.moved or _is_question(entry.step)
        return None

    def _again(self, entry: Entry) -> Any:
        self._entries.append(entry)
        return answer_from_json(entry.step, entry.answer)

    def _record(self, step: Ask | Fetch, answer: object) -> None:
        options = tuple(one.key for one in step.options) if isinstance(step, AskChoice) else ()
        self._entries.append(Entry(_name(step), options, answer_as_json(answer)))


def option_of(step: Ask, key: str) -> Option | None:
    """The option of this key, if the question offers it."""
    return next((one for one in step.options if one.key == key), None) if isinstance(step, AskChoice) else None


def _new_lines(words: str, kept: str) -> str:
    """What `words` say that is not kept yet; what is written one after the other is joined line by line."""
    before = kept.split("\n")
    return "\n".join(line for line in words.split("\n") if line not in before)


@cache
def tag(step: str) -> str:
    """The name of a question in its buttons."""
    return blake2b(step.encode(), digest_size=TAG_BYTES).hexdigest()


def _name(step: Ask | Fetch) -> str:
    return f"{step.key}:{step.argument}" if isinstance(step, Draw | Once) else step.key


def _fits(step: Ask, answer: Json) -> bool:
    if isinstance(step, AskText):
        return isinstance(answer, str)
    return step.typed if isinstance(answer, dict) else option_of(step, answer) is not None


def _is_question(step: str) -> bool:
    # Questions are named by their wording, `dialogue.question`; what is fetched has a plain name.
    return "." in step
