"""One dialogue being played: first what is on record, silently; then live, as the person answers."""

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

from bot.conversation.effects import Effect, ErasePerson, KeepContribution, OpenCase, Remember
from bot.conversation.journal import Entry, Frame, Json, answer_as_json, answer_from_json, danger_in, participant_in
from bot.conversation.replies import Choice, Reply, Urgency
from bot.conversation.scene import Scene
from bot.conversation.script import AskChoice, AskText, Dialogue, Do, Draw, LookUp, Option, Read, Say, Step, Talk, Typed
from bot.domain.participant import Participant
from bot.domain.reading import DangerLevel
from bot.errors import DialogueError

STEPS_A_TURN = 400
"""A script that takes more steps than this in one turn is caught in a loop."""

Ask = AskText | AskChoice
Fetch = Draw | Read | LookUp


class MineMissingError(Exception):
    """A script looked up what this person has told us, and the scene did not have it."""


@dataclass(slots=True)
class Stage:
    """What one turn gathers, over all the dialogues it passes through."""

    scene: Scene
    participant: Participant
    replies: list[Reply] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    case: str | None = None
    erased: bool = False

    def say(self, step: Say) -> None:
        """Take a line to be said."""
        self.replies.append(
            Reply(
                key=step.key,
                language=self.participant.language,
                protected=self.participant.protected,
                values=step.values,
                urgency=step.urgency,
                copy=step.copy,
            )
        )

    def do(self, effect: Effect) -> None:
        """Take an effect; what it changes about the person counts at once."""
        self.effects.append(effect)
        if isinstance(effect, Remember):
            self.participant = remembering(self.participant, effect)
        elif isinstance(effect, KeepContribution):
            self.participant = replace(self.participant, returning=True)
        elif isinstance(effect, OpenCase) and effect.level is DangerLevel.RED:
            self.case = effect.id
        elif isinstance(effect, ErasePerson):
            self.erased = True

    def fetch(self, step: Fetch) -> object:
        """What a step asks for from outside."""
        outside = self.scene.outside
        if isinstance(step, Draw):
            return outside.draw(step.key, step.argument)
        if isinstance(step, Read):
            return outside.read(step.words, self.participant.language)
        if self.scene.mine is None:
            raise MineMissingError
        return self.scene.mine


def remembering(participant: Participant, effect: Remember) -> Participant:
    """The participant with what is to be remembered."""
    return Participant(
        band=effect.band or participant.band,
        language=effect.language or participant.language,
        neighbourhood=effect.neighbourhood or participant.neighbourhood,
        noticed=participant.noticed if effect.noticed is None else effect.noticed,
        returning=participant.returning,
    )


class Performance:
    """Plays one frame. `pending` is the question it waits at, or None once the dialogue has ended."""

    def __init__(self, dialogue: Dialogue, frame: Frame, stage: Stage) -> None:
        self.frame = frame
        self.pending: Ask | None = None
        self.moved = False
        self._stage = stage
        self._script = dialogue.script(_talk(frame, stage.scene))
        self._recorded = deque(frame.entries)
        self._entries: list[Entry] = []
        self._live = False
        self._kept: list[tuple[int, str]] = []

    def begin(self) -> None:
        """Play live from the start."""
        self._live = True
        self._go(None)

    def catch_up(self) -> None:
        """Play what is on record, silently, up to the question that waits."""
        self._go(None)
        self.frame = replace(self.frame, entries=tuple(self._entries))

    def answer(self, answer: str | Typed) -> None:
        """Go on live with an answer to the pending question."""
        if self.pending is None:
            raise DialogueError(f"{self.frame.dialogue}: answered, but nothing is being asked")
        self._record(self.pending, answer)
        self._live = True
        self._go(answer)

    def show(self) -> None:
        """Ask the pending question (again)."""
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
                choices=self.choices(),
                urgency=choice.urgency if choice else Urgency.ANSWER,
                instead=choice is not None and choice.instead and self._live,
            )
        )

    def choices(self) -> tuple[Choice, ...]:
        """The pending question's buttons."""
        step = self.pending
        if not isinstance(step, AskChoice):
            return ()
        stem = f"{self.frame.talk}.{len(self._entries)}"
        return tuple(Choice(f"{stem}.{one.key}", f"{step.key}.{one.key}", one.label) for one in step.options)

    def last_asked(self) -> int | None:
        """The position of the last answered question, or None where there is none to go back to."""
        return next((n for n in reversed(range(len(self._entries))) if _is_question(self._entries[n].step)), None)

    def kept_after(self, position: int) -> tuple[str, ...]:
        """The contributions kept since the question at `position` was answered."""
        return tuple(contribution for n, contribution in self._kept if n > position)

    def _go(self, value: object) -> None:
        self.pending = None
        for _ in range(STEPS_A_TURN):
            try:
                step: Step = self._script.send(value)
            except StopIteration:
                break
            value = None
            if isinstance(step, AskText | AskChoice):
                entry = None if self._live else self._next_question(step)
                if entry is None:
                    self.pending = step
                    break
                value = self._again(entry)
            elif isinstance(step, Draw | Read | LookUp):
                value = self._fetched(step)
            else:
                self._perform(step)
        else:
            raise DialogueError(f"{self.frame.dialogue}: more than {STEPS_A_TURN} steps in one turn")
        if self._live:
            self.frame = replace(self.frame, entries=tuple(self._entries))
            self.show()

    def _perform(self, step: Say | Do) -> None:
        if isinstance(step, Do) and isinstance(step.effect, KeepContribution):
            self._kept.append((len(self._entries), step.effect.id))
        if not self._live:
            return
        if isinstance(step, Say):
            self._stage.say(step)
        else:
            self._stage.do(step.effect)

    def _fetched(self, step: Fetch) -> object:
        recorded = self._recorded
        # A changed script may have lost a step: its entry is passed over; it may have a new one: that is fetched now.
        fits = next((n for n, one in enumerate(recorded) if one.step == step.key or _is_question(one.step)), None)
        if fits is not None and recorded[fits].step == step.key:
            for _ in range(fits):
                recorded.popleft()
            return self._again(recorded.popleft())
        answer = self._stage.fetch(step)
        self._record(step, answer)
        return answer

    def _next_question(self, step: Ask) -> Entry | None:
        while self._recorded:
            entry = self._recorded.popleft()
            if entry.step == step.key and _fits(step, entry.answer):
                return entry
            self.moved = True
        return None

    def _again(self, entry: Entry) -> Any:
        self._entries.append(entry)
        return answer_from_json(entry.step, entry.answer)

    def _record(self, step: Ask | Fetch, answer: object) -> None:
        options = tuple(one.key for one in step.options) if isinstance(step, AskChoice) else ()
        self._entries.append(Entry(step.key, options, answer_as_json(answer)))


def option_of(step: Ask, key: str) -> Option | None:
    """The option of this key, if the question offers it."""
    return next((one for one in step.options if one.key == key), None) if isinstance(step, AskChoice) else None


def _fits(step: Ask, answer: Json) -> bool:
    if isinstance(step, AskText):
        return isinstance(answer, str)
    return step.typed if isinstance(answer, dict) else option_of(step, answer) is not None


def _is_question(step: str) -> bool:
    # Questions are named by their wording, `dialogue.question`; what is fetched has a plain name.
    return "." in step


def _talk(frame: Frame, scene: Scene) -> Talk:
    return Talk(
        area=scene.area,
        surface=scene.surface,
        participant=participant_in(frame.inputs),
        opening=frame.inputs["opening"],
        door=frame.inputs["door"],
        danger=danger_in(frame.inputs),
        case=frame.inputs["case"],
    )
