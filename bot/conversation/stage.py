"""What one turn gathers while its dialogues are played: lines to say, effects to have done, and who they are now."""

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from bot.conversation import ours
from bot.conversation.effects import (
    AddToCase,
    AskFollowUp,
    Effect,
    ErasePerson,
    KeepContribution,
    KeepFollowUp,
    OpenCase,
    Remember,
)
from bot.conversation.limits import ONCE
from bot.conversation.looked_up import (
    Answers,
    Beginning,
    HasStory,
    LookAround,
    LookUp,
    Recall,
    RecallAll,
    StoriesToCheck,
    Supports,
)
from bot.conversation.on_record import FIRST_WORDS, said_back
from bot.conversation.replies import Reply
from bot.conversation.scene import Scene
from bot.conversation.script import Band, Draw, Once, Read, Say, Understand
from bot.domain.contribution import Standing
from bot.domain.participant import AgeBand, Participant
from bot.domain.reading import DangerLevel
from bot.domain.told import Told

LookedUp = LookUp | Recall | RecallAll | Beginning | Supports | LookAround | StoriesToCheck | HasStory | Answers
Fetch = Draw | Read | Understand | Band | Once | LookedUp

_BESIDE = {
    LookAround: "directory",
    StoriesToCheck: "stories",
    Supports: "supports",
    Answers: "answers",
    HasStory: "has_story",
}
"""Under which name the scene holds what is looked up beside their own contributions."""


class MineMissingError(Exception):
    """A script looked up what this person has told us, or the directory, and the scene did not have it."""


FOLLOW_UP = "follow_up:"
"""Opens what is remembered of what somebody was asked whether it has changed, until they answer."""
PUZZLED = "conversation.puzzled"
"""What is said to whoever does not know what to say, remembered until they answer: nobody reads it twice running."""
OFFERED = "offered:"
"""Opens what is remembered of a dialogue that was offered in words, "send REPORT", until something else is told."""
ROLES = f"{OFFERED}roles:"
"""Opens what is remembered of a contribution for which small roles were offered, until something else is told."""
WORRIED = "worried"
"""Opens what is remembered of somebody who sounded low or scared: the day, and about what."""


class Stage(Struct):
    """What one turn gathers, over all the dialogues it passes through; `worry` is what sounded low or scared in it."""

    scene: Scene
    participant: Participant
    replies: list[Reply] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    once: tuple[str, ...] = ()
    case: str | None = None
    worry: str = ""
    erased: bool = False

    def say(self, step: Say) -> None:
        """Take a line to be said."""
        self.replies.append(
            Reply(
                key=step.key,
                language=self.participant.language,
                protected=self.participant.protected,
                values=step.values,
                choices=step.offered,
                urgency=step.urgency,
                copy=step.copy,
                voice=step.voice,
            )
        )

    def say_first(self, step: Say) -> None:
        """Take a line to be said before all that was taken so far."""
        self.say(step)
        self.replies.insert(0, self.replies.pop())

    def do(self, effect: Effect) -> None:
        """Take an effect; what it changes about the person counts at once."""
        if isinstance(effect, AddToCase) and effect in self.effects:
            return  # a worry told while a menu lies over the talk about danger is noted, and then heard there too
        self.effects.append(effect)
        if isinstance(effect, Remember):
            self.participant = remembering(self.participant, effect)
        elif isinstance(effect, KeepContribution):
            self.participant = replace(self.participant, returning=True)
            self.forget_follow_up()
            self._forget_offers()
        elif isinstance(effect, AskFollowUp):
            self.forget_follow_up()
            self._comes_up(f"{FOLLOW_UP}{effect.contribution}-{effect.step}")
        elif isinstance(effect, KeepFollowUp):
            self.forget_follow_up()
        elif isinstance(effect, OpenCase) and effect.level is DangerLevel.RED:
            self.case = effect.id
        elif isinstance(effect, ErasePerson):
            self.erased = True

    def fetch(self, step: Fetch) -> object:
        """What a step asks for from outside."""
        outside = self.scene.outside
        match step:
            case Draw():
                return outside.draw(step.key, step.argument)
            case Read():
                return ours.read(self.scene, step.words, self.participant.language)
            case Understand():
                return self._understood(step) or ""
            case Once():
                return self._comes_up(step.argument)
            case Band():
                return self.participant.band or AgeBand.SKIPPED
            case _:
                return self._theirs(step)

    @property
    def worried_today(self) -> str:
        """About what they sounded low or scared today: "low", "at_home" or "a_child"; "" where they did not."""
        marks = (one.removeprefix(self._mark()) for one in self.once if one.startswith(self._mark()))
        return next(marks, "")

    def note_worried(self, about: str) -> None:
        """Remember for today that they sounded low or scared, and about what."""
        self._comes_up(f"{self._mark()}{about}")

    def _mark(self) -> str:
        return f"{WORRIED}:{self.scene.outside.draw('now', '')[:10]}:"

    def _understood(self, step: Understand) -> str | None:
        outside = self.scene.outside
        understood: dict[str, Callable[[str], str | None]] = {
            "age": outside.band,
            "age_beside": self._age_beside,
            "beside_age": self._beside_age,
            "asks_why": lambda words: "yes" if outside.asks_why(words) else "",
            "not_meant": lambda words: "yes" if outside.not_meant(words) else "",
            "seeks": outside.seeks,
            "tenure": outside.tenure,
            "worried_about": outside.worried_about,
            "write_back": outside.write_back,
            "points_back": outside.points_back,
            "goes_on": outside.goes_on,
            "of_them": outside.of_them,
            "all_small": outside.all_small,
            "denies": outside.denies,
            "of_a_town": outside.of_a_town,
            "introduces": outside.introduces,
            "to_change": outside.to_change,
            "is_about": outside.is_about,
            "offers_help": outside.offers_help,
            "role_in": outside.role_in,
            "of_myself": outside.of_myself,
            "parts": outside.parts,
            "heard_before": outside.heard_before,
        }
        return understood[step.key](step.words)

    def _age_beside(self, words: str) -> str | None:
        told = self.scene.outside.age_beside(words)
        return told[0] if told else None

    def _beside_age(self, words: str) -> str:
        told = self.scene.outside.age_beside(words)
        return told[1] if told else words

    def _beginning(self, told: Told | None) -> str:
        if told is None or told.standing is not Standing.HEARD:
            return ""
        reading = self.scene.outside.read(told.words, told.language)
        if reading.danger.level is not DangerLevel.NONE:
            return ""
        return said_back(told.words, reading.private, FIRST_WORDS)

    def first_time(self, what: str) -> bool:
        """Whether this comes up for the first time in the chat, or since it was forgotten; from now on it has."""
        return self._comes_up(what)

    @property
    def follow_up(self) -> str:
        """What they were last asked about, whether anything has changed, as its buttons name it; "" for nothing."""
        return next((one.removeprefix(FOLLOW_UP) for one in self.once if one.startswith(FOLLOW_UP)), "")

    def forget_follow_up(self) -> None:
        """They have answered, or told something else: a bare yes is no answer to it any more."""
        self.once = tuple(one for one in self.once if not one.startswith(FOLLOW_UP))

    def takes_offer(self, dialogue: str) -> bool:
        """Whether this dialogue was offered last, and nothing was told since: a bare yes takes it, once."""
        offered = f"{OFFERED}{dialogue}" in self.once
        self._forget_offers()
        return offered

    @property
    def roles_offered(self) -> str:
        """The contribution they were last asked to help with, and told nothing new since; "" for none."""
        return next((one.removeprefix(ROLES) for one in reversed(self.once) if one.startswith(ROLES)), "")

    def _forget_offers(self) -> None:
        self.once = tuple(one for one in self.once if not one.startswith(OFFERED))

    def forget(self, what: str) -> None:
        """Let it come up for the first time again."""
        self.once = tuple(one for one in self.once if one != what)

    def _comes_up(self, what: str) -> bool:
        first = what not in self.once
        self.once = (*self.once, what)[-ONCE:] if first else self.once
        return first

    def _theirs(self, step: LookedUp) -> object:
        if self.scene.mine is None:
            raise MineMissingError
        match step:
            case LookAround() | StoriesToCheck() | Supports() | Answers() | HasStory():
                return getattr(self.scene, _BESIDE[type(step)])
            case Recall():
                return self._one_of_theirs(step.contribution)
            case Beginning():
                return self._beginning(self._one_of_theirs(step.contribution))
            case RecallAll():
                return self.scene.mine
            case _:
                return tuple(one.summary for one in self.scene.mine)

    def _one_of_theirs(self, contribution: str) -> Told | None:
        return next((one for one in self.scene.mine or () if one.id == contribution), None)


def remembering(participant: Participant, effect: Remember) -> Participant:
    """The participant with what is to be remembered."""
    return Participant(
        band=effect.band or participant.band,
        language=effect.language or participant.language,
        neighbourhood=None if effect.band is AgeBand.UNDER_13 else effect.neighbourhood or participant.neighbourhood,
        noticed=participant.noticed if effect.noticed is None else effect.noticed,
        returning=participant.returning,
    )
