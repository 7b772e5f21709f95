"""The engine: takes what happened, plays the dialogue it belongs to, and returns the turn that comes of it."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation import asides, joking, lately, news, showing, with_worker, worries, write_back
from bot.conversation.answers import answer_in
from bot.conversation.case import put_together, with_case
from bot.conversation.corrections import correct_on_record
from bot.conversation.effects import AddToCase, OpenCase, Remember
from bot.conversation.events import (
    Commanded,
    Corrected,
    Event,
    Opened,
    Pressed,
    Prompted,
    Reserved,
    Said,
    Showed,
    WorkerJoined,
    WorkerLeft,
    WorkerWrote,
)
from bot.conversation.half_way import LEADS_AWAY, half_way, tell_numbers, tell_once
from bot.conversation.journal import Journal
from bot.conversation.performance import Performance, option_of
from bot.conversation.scene import Scene
from bot.conversation.script import LASTING, Dialogue, Say, Typed
from bot.conversation.stack import WELCOME, Stack
from bot.conversation.stage import MineMissingError, Stage
from bot.conversation.turn import Needs, Turn
from bot.domain.attachment import Medium
from bot.domain.participant import Participant
from bot.domain.reading import BY_SOUND, Danger, DangerLevel

CLEARS_ALL = frozenset({Reserved.STOP, Reserved.HIDE, Reserved.SAFE})
"""Words after which nothing that was being asked is asked again."""
STAYS = frozenset(
    {Reserved.HELP, Reserved.MORE, Reserved.ABOUT, Reserved.PRIVACY, Reserved.LANGUAGE, Reserved.BACK, Reserved.SAFE}
)
"""Words by which nobody turns away from what they were telling."""


class _Conversation(Struct):
    """One turn under way: what came in goes to the dialogues of the stack, what comes of it is on the stage."""

    stage: Stage
    stack: Stack

    def take(self, event: Event) -> None:
        match event:
            case Said(text):
                self._wrote(text)
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
            case _:
                self._beside(event)

    def _beside(self, event: Event) -> None:
        """What they did not do themselves."""
        match event:
            case WorkerJoined() | WorkerWrote() | WorkerLeft():
                with_worker.take(self.stage, self.stack, event)
            case Prompted():
                news.prompted(self.stage, self.stack, event)

    def _wrote(self, text: str) -> None:
        if text.strip():
            self._screened(text)
        else:
            self._showed(Showed(Medium.OTHER))

    def _screened(self, text: str) -> None:
        """Every text is screened for danger before anything else is made of it (product.md 27).

        All but a word of ours that stands alone: what was learned from stories must not take HELP for one (S2). The
        safe word is no exception: "I am not safe" may say more.
        """
        word = self.stage.scene.outside.reserved(text)
        if word is not None and word is not Reserved.SAFE:
            if not asides.named(self.stage, self.stack, text):
                self._reserved(word)
            return
        danger, words = lately.screened(self.stage, self.stack, text)
        if BY_SOUND.issuperset(danger.rules) and asides.asks_us(self.stage, text):
            danger = Danger()  # Plain questions to us are what they say, whatever they sound like.
        if self._handed_to_danger(danger, words):
            return
        if word is not None:
            self._reserved(word)
        else:
            self._said(text)

    def _handed_to_danger(self, danger: Danger, text: str) -> bool:
        """Open or extend a case; True where danger takes the conversation over."""
        if danger.level is DangerLevel.NONE or (self.stack.in_danger() and self.stack.fresh_case()):
            return False
        if danger.level is DangerLevel.AMBER:
            self._note_worry(danger, text)
            return False
        with_worker.hears(self.stage, self.stack, text)
        door, words = self.stack.door(), "\n".join([*self.stack.unkept_words(), text])
        self._speak_theirs(text)
        self.stack.clear()
        self.stack.start("danger", opening=words, door=door, danger=danger)
        return True

    def _speak_theirs(self, text: str) -> None:
        """Whoever tells of danger in a language that is on is answered in it, whatever was spoken before."""
        spoken = self.stage.participant.language
        others = {one.code for one in self.stage.scene.area.languages_beside(spoken)}
        written = self.stage.scene.outside.read(text, spoken).language if others else spoken
        if written in others:
            self.stage.do(Remember(language=written))

    def _note_worry(self, danger: Danger, text: str) -> None:
        self.stage.worry = text
        case = self.stack.fresh_case()
        fresh_id = self.stage.scene.outside.draw
        self.stage.do(
            AddToCase(case, text) if case else OpenCase(fresh_id("id", ""), danger.level, danger.rules, words=text)
        )

    def _said(self, text: str) -> None:
        if not self.stack.in_danger() and with_worker.is_there(self.stage, self.stack):
            with_worker.hears(self.stage, self.stack, text)
            return
        if joking.taken(self.stage, self.stack, text) or write_back.answered(self.stage, self.stack, text):
            return
        waiting = self.stack.waiting_words()
        if self.stack.of_danger() and not self.stage.scene.outside.small_talk(text):
            # In the same exchange, words that sound harmless alone go on about it (product.md, danger).
            self.stack.start("danger", opening=text)
            return
        if self._answered(text) or asides.taken(self.stage, self.stack, text):
            return
        told = [] if asides.is_empty(self.stage, text) else [text]
        self.stack.start_talk(opening="\n".join([*waiting, *told]))

    def _answered(self, text: str) -> bool:
        """Give words to the question that waits, which gives way to what is no answer; True where that is all."""
        while (playing := self.stack.resume()) is not None:
            answer = answer_in(playing, text, self.stage.scene.outside, self.stage.participant.language)
            if not playing.chosen(answer) and asides.answered(self.stage, self.stack, playing, text):
                return True
            if answer is not None and not (isinstance(answer, Typed) and self.stack.is_past()):
                self.stack.answer(playing, answer)
                return True
            self.stack.drop()
        return False

    def _pressed(self, token: str) -> None:
        if token.startswith(LASTING):
            news.tapped(self.stage, self.stack, token)
            return
        playing = self.stack.resume()
        if playing is not None:
            if token in playing.tokens():
                self.stack.answer(playing, token.rsplit(".", 1)[1])
                return
            if token == playing.last_token():
                return  # A double tap: the first has been answered.
        late = write_back.tapped(self.stack, token)
        if late == write_back.HIDE:
            self._reserved(Reserved.HIDE)
        elif not late and not asides.band_tapped(self.stage, token, self.stack):
            self.stage.say(Say("conversation.old_button", {}))
            self.stack.ask_again()

    def _reserved(self, word: Reserved) -> None:
        if word is Reserved.PERSON and self._chose(word.value):
            return
        if word not in STAYS:
            self.stack.turn_away()
        if word is Reserved.BACK:
            self.stack.back()
        elif word is Reserved.CANCEL:
            kept = half_way(self.stack)
            self.stack.clear()
            ended = with_worker.end(self.stage, self.stack)
            self.stage.say(Say("with_worker.ended" if ended else "conversation.cancelled", {}))
            tell_numbers(self.stack, kept)
        elif word is Reserved.STOP:
            kept = half_way(self.stack)
            self._started_by(word)
            tell_numbers(self.stack, kept)
        else:
            if word in LEADS_AWAY:
                tell_once(self.stack)
            self._started_by(word)

    def _chose(self, option: str) -> bool:
        """Take a word of ours for the button of that name, where the question that waits has one."""
        playing = self.stack.resume()
        if playing is None or playing.pending is None or option_of(playing.pending, option) is None:
            return False
        self.stack.answer(playing, option)
        return True

    def _started_by(self, word: Reserved) -> None:
        door, waiting = self.stack.door(), "\n".join(self.stack.unkept_words())
        if word in CLEARS_ALL:
            self.stack.clear()
            if word is Reserved.STOP:
                with_worker.end(self.stage, self.stack)
        elif word is Reserved.STORY and self.stack.goes_on_with_a_story():  # nothing of one is kept before its end
            return
        else:
            self.stack.drop_asked(word.value)
        if word is Reserved.SAFE:
            self.stack.start("danger", opening=waiting, door=door, danger=Danger(DangerLevel.RED, ("safe_word",)))
        else:
            self.stack.start(word.value, door=door)

    def _opened(self, door: str | None, language: str | None) -> None:
        if language is not None and not self.stage.participant.noticed and self.stage.participant.language != language:
            self.stage.do(Remember(language=language))
        self.stack.turn_away()
        door, waiting, kept = door or self.stack.door(), "\n".join(self.stack.waiting_words()), half_way(self.stack)
        self.stack.clear_but_stories()
        tell_numbers(self.stack, kept)
        self.stack.start_talk(opening=waiting, door=door)

    def _corrected(self, message: str, text: str) -> None:
        if self._handed_to_danger(self.stage.scene.outside.screen(text), text):
            return
        if (
            self.stack.in_danger()
            or self.stack.of_danger()
            or not (self.stage.participant.noticed or self.stack.waiting_words())
        ):
            self._said(text)
            return
        if self.stage.participant.noticed:
            correct_on_record(self.stage, message, text)
        else:
            self.stack.journal = self.stack.journal.reopened(WELCOME, text)
            self.stage.say(Say("conversation.corrected", {}))

    def _showed(self, shown: Showed) -> None:
        if shown.caption.strip():
            self._screened(shown.caption)
            showing.keep_with_caption(self.stage, self.stack, shown)
            return
        if showing.keep(self.stage, self.stack, shown):
            return
        self.stage.say(Say(f"conversation.showed.{shown.medium}", {}))
        if not self.stack.ask_again():
            self.stack.start_talk(door=self.stack.door())


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
    stage = Stage(scene, scene.participant, once=journal.once)
    stack = Stack(dialogues, journal, stage, playing)
    try:
        _Conversation(stage, stack).take(event)
        news.beside(stage, stack, event)
        worries.beside(stage, stack)
    except MineMissingError:
        return Needs.MINE
    left = stack.playing
    kept = put_together(stack.journal, stage, waits=stack.welcomes())
    return Turn(
        journal=with_case(replace(kept, once=() if stage.erased else stage.once), stage),
        participant=Participant(language=stage.participant.language) if stage.erased else stage.participant,
        replies=tuple(stage.replies),
        effects=tuple(stage.effects),
        playing=left if left is not None and left.frame is stack.journal.top else None,
    )
