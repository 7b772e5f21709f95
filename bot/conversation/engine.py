"""The engine: takes what happened, plays the dialogue it belongs to, and returns the turn that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.answers import answer_in
from bot.conversation.effects import AddToCase, CorrectWords, OpenCase, Remember, Withdraw
from bot.conversation.events import (
    Commanded,
    Corrected,
    Event,
    Left,
    Medium,
    Opened,
    Pressed,
    Reserved,
    Said,
    Showed,
)
from bot.conversation.journal import Frame, Journal, OpenedCase, inputs_of
from bot.conversation.limits import CASE_FRESH, ENTRIES, FRAMES
from bot.conversation.performance import Performance
from bot.conversation.scene import Scene
from bot.conversation.script import Dialogue, Say, Typed
from bot.conversation.stage import MineMissingError, Stage
from bot.conversation.turn import Needs, Turn
from bot.domain.participant import Participant
from bot.domain.reading import Danger, DangerLevel

WELCOME = "welcome"
"""The dialogue that gives the notice; what was typed before it waits in its opening."""
CLEARS_ALL = frozenset({Reserved.STOP, Reserved.HIDE, Reserved.SAFE})
"""Words after which nothing that was being asked is asked again."""


@dataclass(slots=True)
class _Conversation:
    """One turn under way."""

    dialogues: Mapping[str, Dialogue]
    journal: Journal
    stage: Stage
    playing: Performance | None = None

    def take(self, event: Event) -> None:
        match event:
            case Said(text):
                self._screened(text) if text.strip() else self._showed(Showed(Medium.OTHER))
            case Pressed(token):
                self._pressed(token)
            case Commanded(word):
                self._reserved(word)
            case Opened(door, language):
                self._opened(door, language)
            case Corrected(message, text):
                self._corrected(message, text)
            case Showed():
                self._showed(event)
            case Left():
                pass

    # -- what comes in ---------------------------------------------------------------------------------------------

    def _screened(self, text: str) -> None:
        """Every text is screened for danger before anything else is made of it (product.md 27)."""
        danger = self.stage.scene.outside.screen(text)
        if self._handed_to_danger(danger, text):
            return
        word = self.stage.scene.outside.reserved(text)
        if word is not None:
            self._reserved(word)
        else:
            self._said(text)

    def _handed_to_danger(self, danger: Danger, text: str) -> bool:
        """Open or extend a case; True where danger takes the conversation over."""
        if danger.level is DangerLevel.NONE or self._in_danger():
            return False
        if danger.level is DangerLevel.AMBER:
            self._note_worry(danger, text)
            return False
        door, words = self._door(), "\n".join([*self._waiting_words(), text])
        self.journal = replace(self.journal, frames=())
        self._start("danger", opening=words, door=door, danger=danger)
        return True

    def _note_worry(self, danger: Danger, text: str) -> None:
        case = self._fresh_case()
        fresh_id = self.stage.scene.outside.draw
        self.stage.do(
            AddToCase(case, text) if case else OpenCase(fresh_id("id", ""), danger.level, danger.rules, words=text)
        )

    def _said(self, text: str) -> None:
        waiting = self._waiting_words()
        small = not self._in_danger() and self.stage.scene.outside.small_talk(text)
        while (playing := self._resume()) is not None:
            answer = answer_in(playing, text, self.stage.scene.outside, self.stage.participant.language)
            if small and not playing.chosen(answer):
                playing.show()
                return
            if answer is not None:
                self._answer(playing, answer)
                return
            # They wrote instead of tapping: the question gives way to their words.
            self.journal = self.journal.popped()
        if small and self.stage.participant.noticed:
            self.stage.say(Say("conversation.small_talk", {}))
        else:
            self._start_talk(opening="\n".join([*waiting, *([] if small else [text])]))

    def _pressed(self, token: str) -> None:
        playing = self._resume()
        if playing is not None:
            if token in playing.tokens():
                self._answer(playing, token.rsplit(".", 1)[1])
                return
            if token == playing.last_token():
                return  # A double tap: the first has been answered.
        self.stage.say(Say("conversation.old_button", {}))
        self._ask_again()

    def _reserved(self, word: Reserved) -> None:
        if word is Reserved.BACK:
            self._back()
        elif word is Reserved.CANCEL:
            self._cancel()
        else:
            self._started_by(word)

    def _started_by(self, word: Reserved) -> None:
        door, waiting = self._door(), "\n".join(self._waiting_words())
        if word in CLEARS_ALL:
            self.journal = replace(self.journal, frames=())
        elif self.journal.top is not None and self.journal.top.dialogue == word.value:
            self.journal = self.journal.popped()
        if word is Reserved.SAFE:
            self._start("danger", opening=waiting, door=door, danger=Danger(DangerLevel.RED, ("safe_word",)))
        else:
            self._start(word.value, door=door)

    def _opened(self, door: str | None, language: str | None) -> None:
        if language is not None and not self.stage.participant.noticed and self.stage.participant.language != language:
            self.stage.do(Remember(language=language))
        door, waiting = door or self._door(), "\n".join(self._waiting_words())
        self.journal = replace(self.journal, frames=())
        self._start_talk(opening=waiting, door=door)

    def _corrected(self, message: str, text: str) -> None:
        if self._handed_to_danger(self.stage.scene.outside.screen(text), text):
            return
        if self._in_danger() or not (self.stage.participant.noticed or self._waiting_words()):
            self._said(text)
            return
        if self.stage.participant.noticed:
            self.stage.do(CorrectWords(message, text))
        else:
            self.journal = self.journal.reopened(WELCOME, text)
        self.stage.say(Say("conversation.corrected", {}))

    def _showed(self, shown: Showed) -> None:
        if shown.caption.strip():
            self.stage.say(Say("conversation.showed.caption", {}))
            self._screened(shown.caption)
            return
        self.stage.say(Say(f"conversation.showed.{shown.medium}", {}))
        if not self._ask_again():
            self._start_talk(door=self._door())

    # -- what it leads to ------------------------------------------------------------------------------------------

    def _start_talk(self, opening: str = "", door: str | None = None) -> None:
        self._start("share" if self.stage.participant.noticed else WELCOME, opening=opening, door=door)

    def _start(self, name: str, *, opening: str = "", door: str | None = None, danger: Danger | None = None) -> None:
        talk = self.stage.scene.outside.draw("talk", "")
        inputs = inputs_of(
            self.stage.participant, opening=opening, door=door, danger=danger or Danger(), case=self._fresh_case()
        )
        frame = Frame(name, talk, inputs)
        if len(self.journal.frames) >= FRAMES:
            self.journal = self.journal.without_oldest(sparing=WELCOME)
        self.journal = self.journal.pushed(frame)
        playing = self._play(frame)
        playing.begin()
        self._settle(playing)

    def _answer(self, playing: Performance, answer: str | Typed) -> None:
        playing.answer(answer)
        self._settle(playing)

    def _settle(self, playing: Performance) -> None:
        """Keep where a dialogue has come to; where it has ended, go back to the question below it."""
        if self.stage.erased:
            self.journal = Journal()
        elif playing.pending is None:
            self.journal = self.journal.popped()
            self._ask_again()
        elif len(playing.frame.entries) > ENTRIES:
            self._end(playing)
        else:
            self._waits(playing)

    def _end(self, playing: Performance) -> None:
        """End a dialogue that goes on for too long; words that wait for the notice go on waiting."""
        waiting, door = "\n".join(self._waiting_words()), self._door()
        self.stage.say(Say("conversation.long", {}))
        self.journal = self.journal.popped()
        if waiting and playing.frame.dialogue == WELCOME:
            self._start_talk(opening=waiting, door=door)

    def _resume(self) -> Performance | None:
        """The dialogue on top, played up to the question it waits at; those that have ended or are gone are dropped."""
        while (top := self.journal.top) is not None:
            if top.dialogue in self.dialogues:
                playing = self._caught_up(top)
                if playing.moved:
                    self.stage.say(Say("conversation.moved_on", {}))
                if playing.pending is not None:
                    self._waits(playing)
                    return playing
            self.journal = self.journal.popped()
        return None

    def _caught_up(self, top: Frame) -> Performance:
        """A dialogue at its question: as it still stands from the turn before, or else played anew."""
        if self.playing is not None and self.playing.frame is top:
            self.playing.go_on(self.stage)
            return self.playing
        playing = self._play(top)
        playing.catch_up()
        return playing

    def _waits(self, playing: Performance) -> None:
        self.playing = playing
        self.journal = self.journal.with_top(playing.frame)

    def _ask_again(self) -> bool:
        """Ask what was being asked; False where nothing was. Danger waits unseen: whoever looks on must not read it."""
        playing = self._resume()
        if playing is not None and not self._in_danger():
            playing.show()
        return playing is not None

    def _back(self) -> None:
        playing = self._resume()
        position = playing.last_asked() if playing is not None else None
        if playing is None or position is None:
            self.stage.say(Say("conversation.at_start", {}))
            self._ask_again()
            return
        for contribution in playing.kept_after(position):
            self.stage.do(Withdraw(contribution))
        self.journal = self.journal.with_top(replace(playing.frame, entries=playing.frame.entries[:position]))
        self._ask_again()

    def _cancel(self) -> None:
        self.journal = replace(self.journal, frames=())
        self.stage.say(Say("conversation.cancelled", {}))

    # -- small facts -----------------------------------------------------------------------------------------------

    def _play(self, frame: Frame) -> Performance:
        return Performance(self.dialogues[frame.dialogue], frame, self.stage)

    def _door(self) -> str | None:
        return self.journal.top.inputs["door"] if self.journal.top is not None else None

    def _waiting_words(self) -> list[str]:
        """Words typed before the notice, waiting unread; none once the notice was given, when they are kept."""
        if self.stage.participant.noticed:
            return []
        return [
            one.inputs["opening"] for one in self.journal.frames if one.dialogue == WELCOME and one.inputs["opening"]
        ]

    def _in_danger(self) -> bool:
        return self.journal.top is not None and self.journal.top.dialogue == "danger"

    def _fresh_case(self) -> str | None:
        case = self.journal.case
        if case is None:
            return None
        now = datetime.fromisoformat(self.stage.scene.outside.draw("now", ""))
        return case.id if now - datetime.fromisoformat(case.opened) < CASE_FRESH else None


def advance(
    dialogues: Mapping[str, Dialogue],
    journal: Journal,
    event: Event,
    scene: Scene,
    playing: Performance | None = None,
) -> Turn | Needs:
    """Take one event in a conversation.

    `playing` may be what the turn that left this very `journal` object gave; it is used up, whatever comes of it.
    Returns the Turn that comes of it, or what it Needs to be given in `scene` first; raises DialogueError where a
    dialogue breaks a rule. Pure but for using up `playing`: everything from outside comes through `scene`.
    """
    conversation = _Conversation(dialogues, journal, Stage(scene, scene.participant), playing)
    try:
        conversation.take(event)
    except MineMissingError:
        return Needs.MINE
    stage, left = conversation.stage, conversation.playing
    return Turn(
        journal=_with_case(conversation.journal, stage),
        participant=Participant(language=stage.participant.language) if stage.erased else stage.participant,
        replies=tuple(stage.replies),
        effects=tuple(stage.effects),
        playing=left if left is not None and left.frame is conversation.journal.top else None,
    )


def _with_case(journal: Journal, stage: Stage) -> Journal:
    if stage.case is None:
        return journal
    return replace(journal, case=OpenedCase(stage.case, stage.scene.outside.draw("now", "")))
