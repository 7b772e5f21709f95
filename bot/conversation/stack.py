"""The dialogues a conversation is in: the one on top asks, those below wait with their questions."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation import untold
from bot.conversation.effects import Remember, Withdraw
from bot.conversation.journal import Asked, Frame, Journal, inputs_of
from bot.conversation.limits import CASE_FRESH, ENTRIES, EXCHANGE, FRAMES
from bot.conversation.performance import Performance, tag
from bot.conversation.script import Dialogue, Say, Shown, Typed
from bot.conversation.stage import PUZZLED, Stage
from bot.domain.broadcast import ANSWERED_WITHIN, prompt_of
from bot.domain.participant import Participant
from bot.domain.reading import Danger
from bot.errors import DialogueError

WELCOME = "welcome"
"""The dialogue that gives the notice; what was typed before it waits in its opening."""


class Stack(Struct):
    """The dialogues of one conversation during one turn: `journal` is where they have come to by now.

    `playing` is the performance of the dialogue on top, where one stands open at its question.
    """

    dialogues: Mapping[str, Dialogue]
    journal: Journal
    stage: Stage
    playing: Performance | None = None

    def start_talk(self, opening: str = "", door: str | None = None) -> None:
        """Start to listen, with what was said already as `opening`; whoever had no notice yet is welcomed first."""
        self.start("share" if self.stage.participant.noticed else WELCOME, opening=opening, door=door)

    def start(
        self,
        name: str,
        *,
        opening: str = "",
        door: str | None = None,
        danger: Danger | None = None,
        shown: Shown | None = None,
        tapped: str = "",
    ) -> None:
        """Put a dialogue on top and play it to its first question."""
        talk = self.stage.scene.outside.draw("talk", "")
        inputs = inputs_of(
            self.stage.participant,
            opening=opening,
            door=door,
            danger=danger or Danger(),
            case=self.fresh_case(),
            shown=shown,
            worried=self.stage.worried_today,
            tapped=tapped,
            prompted_by=self._answers(name, opening),
        )
        frame = Frame(name, talk, inputs)
        if len(self.journal.frames) >= FRAMES:
            self.journal = self.journal.without_oldest(sparing=(WELCOME, untold.STORY))
        self.journal = self.journal.pushed(frame)
        playing = self._play(frame)
        playing.begin()
        self._settle(playing)

    def _answers(self, name: str, opening: str) -> str | None:
        """What the words that open a talk answer: the question brought to them last, once, if it was lately."""
        asked = self.journal.asked
        if asked is None or name != "share" or not opening:
            return None
        self.journal = replace(self.journal, asked=None)
        now = datetime.fromisoformat(self.stage.scene.outside.draw("now", ""))
        lately = now - datetime.fromisoformat(asked.when) <= ANSWERED_WITHIN
        return prompt_of(asked.question) if lately else None

    def asks(self, question: str, instead_of: str) -> None:
        """A question of many is before them, in place of the question `instead_of`: what they write next answers it."""
        playing = self.resume()
        if playing is not None and playing.pending is not None and playing.pending.key == instead_of:
            self.drop()
        self.journal = replace(self.journal, asked=Asked(question, self.stage.scene.outside.draw("now", "")))

    def tell(self, name: str, *, tapped: str = "", opening: str = "", person: Participant | None = None) -> None:
        """Play a dialogue that asks nothing, beside whatever is being asked: nothing of it is put on record.

        `person` is who they were when what it tells of began, if that matters to it.
        """
        person = person or self.stage.participant
        inputs = inputs_of(person, opening=opening, door=None, danger=Danger(), case=self.fresh_case(), tapped=tapped)
        playing = self._play(Frame(name, "", inputs))
        playing.begin()
        if playing.pending is not None:
            raise DialogueError(f"{name}: asks, but is only to tell")

    def answer(self, playing: Performance, answer: str | Typed) -> None:
        """Play the dialogue on top on with an answer to its question."""
        self.stage.forget(PUZZLED)
        if untold.is_begun(playing.asks, answer) and self.goes_on_with_a_story(besides=playing.frame):
            return
        playing.answer(answer)
        self._settle(playing)

    def goes_on_with_a_story(self, *, besides: Frame | None = None) -> bool:
        """Ask on in the story under way, wherever it waits, and let go of `besides`; False where there is none.

        Begun anew above it, it would be asked for once more when the other has ended.
        """
        story = next((one for one in reversed(self.journal.frames) if untold.is_story(one)), None)
        if story is None:
            return False
        rest = tuple(one for one in self.journal.frames if one is not story and one is not besides)
        self.journal = replace(self.journal, frames=(*rest, story))
        return self.ask_again()

    def resume(self) -> Performance | None:
        """The dialogue on top, played up to the question it waits at; those that have ended or are gone are dropped."""
        while (top := self.journal.top) is not None:
            if top.dialogue in self.dialogues:
                playing = self._caught_up(top)
                if playing.moved:
                    self.stage.say(Say("conversation.moved_on", {}))
                if playing.pending is not None:
                    self._waits(playing)
                    return playing
            self.drop()
        return None

    def ask_again(self, *, anew: bool = False) -> bool:
        """Ask what was being asked; False where nothing was. Danger waits unseen: whoever looks on must not read it.

        `anew`: other questions were asked since, so it is said in full.
        """
        playing = self.resume()
        if playing is not None and not self.in_danger():
            playing.show(again=not (anew or self._speaks_anew()))
        return playing is not None

    def _speaks_anew(self) -> bool:
        """Whether the language has changed in this turn: what stands above cannot be read by who chose it."""
        return any(isinstance(one, Remember) and one.language for one in self.stage.effects)

    def back(self) -> None:
        """Go back to the last question that was answered, and take back what was kept since."""
        playing = self.resume()
        position = playing.last_asked() if playing is not None else None
        if playing is None or position is None:
            self.stage.say(Say("conversation.at_start", {}))
            self.ask_again()
            return
        for contribution in playing.kept_after(position):
            self.stage.do(Withdraw(contribution))
        self.journal = self.journal.with_top(replace(playing.frame, entries=playing.frame.entries[:position]))
        self.ask_again(anew=True)

    def drop(self) -> None:
        """Let the dialogue on top go."""
        self.journal = self.journal.popped()

    def drop_asked(self, dialogue: str) -> None:
        """Let the dialogue on top go if it has this name, unless a story is told in it: it is begun anew."""
        top = self.journal.top
        if top is not None and top.dialogue == dialogue and not untold.is_story(top):
            self.drop()

    def leave(self, dialogue: str) -> None:
        """Let the dialogues of this name go; those above and below stay."""
        self.journal = replace(
            self.journal, frames=tuple(one for one in self.journal.frames if one.dialogue != dialogue)
        )

    def clear(self) -> None:
        """Let all dialogues go: nothing that was being asked is asked again, nothing written lately is remembered."""
        self.journal = replace(self.journal, frames=(), lately=(), asked=None)

    def clear_but_stories(self) -> None:
        """Let all dialogues go but a story under way, which is asked for again once what comes now has ended."""
        stories = tuple(one for one in self.journal.frames if untold.is_story(one))
        self.clear()
        self.journal = replace(self.journal, frames=stories)

    def unkept_words(self) -> list[str]:
        """Words that are kept nowhere yet: typed before the notice, or told of a story."""
        told = (words for one in self.journal.frames if untold.is_story(one) for words in untold.words(one))
        return [*self.waiting_words(), *told]

    def door(self) -> str | None:
        """Through which door the dialogue on top began."""
        return self.journal.top.inputs["door"] if self.journal.top is not None else None

    def waiting_words(self) -> list[str]:
        """Words typed before the notice, waiting unread; none once the notice was given, when they are kept."""
        if self.stage.participant.noticed:
            return []
        return [
            one.inputs["opening"] for one in self.journal.frames if one.dialogue == WELCOME and one.inputs["opening"]
        ]

    def welcomes(self) -> bool:
        """Whether the first meeting is under way: what was typed in it may be kept yet."""
        return any(one.dialogue == WELCOME for one in self.journal.frames)

    def last_kept(self) -> str | None:
        """The contribution that was kept last in the dialogues under way, if any was."""
        return next((kept for frame in reversed(self.journal.frames) if (kept := untold.kept_last(frame))), None)

    def in_danger(self) -> bool:
        """True where the dialogue on top is about danger."""
        return self.journal.top is not None and self.journal.top.dialogue == "danger"

    def is_button_of(self, token: str, question: str, option: str) -> bool:
        """Whether this is a button of a question, of whatever talk: what it says is all it proves."""
        return tuple(token.split(".")[-2:]) == (tag(question), option)

    def is_past(self) -> bool:
        """True where the dialogue on top is about a danger told so long ago that what is written now is something else.

        Nobody is ever stuck with that one question; its buttons still answer it.
        """
        return self.in_danger() and self.fresh_case() is None

    def fresh_case(self) -> str | None:
        """The id of the case that what is said now belongs to; None where none was opened lately."""
        case = self.journal.case
        if case is None:
            return None
        now = datetime.fromisoformat(self.stage.scene.outside.draw("now", ""))
        return case.id if now - datetime.fromisoformat(case.opened) < CASE_FRESH else None

    def of_danger(self) -> bool:
        """True while what is written still belongs to a danger that was told and answered just before."""
        case = self.journal.case
        if case is None or not case.last or self.journal.top is not None or self.fresh_case() is None:
            return False
        now = datetime.fromisoformat(self.stage.scene.outside.draw("now", ""))
        return now - datetime.fromisoformat(case.last) <= EXCHANGE

    def turn_away(self) -> None:
        """They turn to something else: what follows belongs to the danger told before no more."""
        if self.journal.case is not None:
            self.journal = replace(self.journal, case=replace(self.journal.case, last=""))

    def _settle(self, playing: Performance) -> None:
        """Keep where a dialogue has come to; where it has ended, go back to the question below it."""
        if self.stage.erased:
            self.journal = Journal()
        elif playing.pending is None:
            self.drop()
            self._let_go_of_what_was_taken_back()
            self.ask_again()
        elif len(playing.frame.entries) > ENTRIES:
            self._end(playing)
        else:
            self._waits(playing)

    def _let_go_of_what_was_taken_back(self) -> None:
        """What was taken back in this turn is asked about no more."""
        taken_back = {one.contribution for one in self.stage.effects if isinstance(one, Withdraw)}
        while (top := self.journal.top) is not None and untold.kept_last(top) in taken_back:
            self.drop()

    def _end(self, playing: Performance) -> None:
        """End a dialogue that goes on for too long; words that wait for the notice go on waiting."""
        waiting, door = "\n".join(self.waiting_words()), self.door()
        self.stage.say(Say("conversation.long", {}))
        self.drop()
        if waiting and playing.frame.dialogue == WELCOME:
            self.start_talk(opening=waiting, door=door)

    def _caught_up(self, top: Frame) -> Performance:
        """A dialogue at its question: as it still stands from the turn before, or else played anew."""
        if self.playing is not None and self.playing.frame is top and self.playing.fits(self.stage):
            self.playing.go_on(self.stage)
            return self.playing
        playing = self._play(top)
        playing.catch_up()
        return playing

    def _waits(self, playing: Performance) -> None:
        self.playing = playing
        self.journal = self.journal.with_top(playing.frame)

    def _play(self, frame: Frame) -> Performance:
        return Performance(self.dialogues[frame.dialogue], frame, self.stage)
