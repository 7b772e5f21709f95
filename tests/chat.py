"""A chat with the conversation engine, in memory: a test sends, taps and hears, and reads as a chat."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from bot.conversation.effects import Effect, ErasePerson
from bot.conversation.engine import advance
from bot.conversation.events import Commanded, Corrected, Event, Left, Opened, Pressed, Reserved, Said, Showed
from bot.conversation.journal import Journal, dump, load
from bot.conversation.performance import Performance
from bot.conversation.replies import Choice, Reply
from bot.conversation.scene import Outside, Scene
from bot.conversation.script import Dialogue, Surface
from bot.conversation.turn import Needs, Turn
from bot.dialogues.catalogue import dialogues as every_dialogue
from bot.domain import reference
from bot.domain.area import Area
from bot.domain.attachment import File, Medium
from bot.domain.broadcast import Broadcast
from bot.domain.directory import Directory, merged
from bot.domain.participant import AgeBand, Participant
from bot.domain.reading import Danger, Reading
from bot.domain.suggestion import moved_on
from bot.i18n import Wording
from bot.kept import FOLDER
from bot.ways_to_say import WaysToSay, ways_to_say
from tests.factories_pack import make_area
from tests.ledger import Ledger
from tests.plain_readers import PlainReaders

LOCALES = Path(__file__).parents[1] / "locales"
TUESDAY = datetime(2026, 6, 2, 10, 0)  # noqa: DTZ001 - the area's zone is put in by the clock below
WEB = Surface(
    name="web", return_words=True, web_link="https://voices.example", downloads=True, media=True, buttons_stay=False
)
TELEGRAM = Surface(name="telegram", minimum_age=16, web_link="https://voices.example", media=True)
RETURN_WORDS = "plum fox kite"


class Readers(Protocol):
    """What bot.reading.build gives, and PlainReaders."""

    def read(self, text: str, language: str) -> Reading: ...
    def screen(self, text: str) -> Danger: ...

    def screen_together(self, texts: Sequence[str]) -> Danger: ...
    def reserved(self, text: str) -> str | None: ...


@cache
def wording() -> Wording:
    """The real wording, read once."""
    return Wording.load(LOCALES, FOLDER)


@cache
def ways() -> WaysToSay:
    """The real wording's ways to tell an age and to ask for something."""
    return ways_to_say(wording())


def known(**changes: object) -> Participant:
    """An adult of Quayside who has told us something before."""
    given = {"band": AgeBand.ADULT, "neighbourhood": "quayside", "noticed": True, "returning": True}
    return Participant(**{**given, **changes})  # type: ignore[arg-type]


@dataclass(slots=True)
class Draws:
    """Counts what is drawn, so that a conversation comes out the same each time; the clock stands until moved."""

    now: datetime
    count: int = 0

    def __call__(self, what: str, argument: str) -> str:
        if what == "now":
            return self.now.isoformat()
        self.count += 1
        match what:
            case "id":
                return f"{self.count:032x}"
            case "reference":
                return reference.make(argument, lambda below: (self.count * 7) % below)
            case "return_words":
                return RETURN_WORDS
            case _:
                return f"{what}{self.count}"


@dataclass(slots=True)
class Chat:
    """One person's chat. `replies`, `effects` and `said` are those of the last turn; `ledger` what was ever kept."""

    area: Area = field(default_factory=make_area)
    surface: Surface = field(default_factory=Surface)
    participant: Participant = field(default_factory=Participant)
    dialogues: Mapping[str, Dialogue] = field(default_factory=every_dialogue)
    readers: Readers | None = None
    wording: Wording = field(default_factory=wording)
    journal: bytes = field(default_factory=lambda: dump(Journal()))
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    shown: list[Choice] = field(default_factory=list)
    draws: Draws = field(init=False)
    messages: int = 0
    questions: tuple[Broadcast, ...] = ()
    heard_before: dict[str, str] = field(default_factory=dict)
    tapped: str = ""
    all_effects: list[Effect] = field(default_factory=list)
    left_open: Turn | None = None
    left_in: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        self.draws = Draws(TUESDAY.replace(tzinfo=self.area.zone))

    # -- what they do ------------------------------------------------------------------------------------------------

    def opens(self, door: str | None = None) -> "Chat":
        return self.takes(Opened(door))

    def says(self, text: str) -> "Chat":
        self.messages += 1
        return self.takes(Said(text))

    def presses(self, label: str) -> "Chat":
        """Tap the button of this label that was shown last."""
        offered = {self.label(one): one.token for one in self.shown}
        assert label in offered, f"no button {label!r} among {list(offered)} after {self.said}"
        return self.takes(Pressed(offered[label]))

    def presses_old(self, label: str) -> "Chat":
        """Tap the first button of this label that was ever shown."""
        return self.takes(Pressed(next(one.token for one in self.shown if self.label(one) == label)))

    def presses_token_of(self, key: str) -> "Chat":
        """Tap the button whose wording is `key`."""
        return self.presses_token(next(one.token for one in reversed(self.shown) if one.key == key))

    def presses_token(self, token: str) -> "Chat":
        """Tap the button that carries this token, whatever it is."""
        return self.takes(Pressed(token))

    def forges(self, token: str) -> "Chat":
        return self.takes(Pressed(token))

    def commands(self, word: str) -> "Chat":
        return self.takes(Commanded(Reserved(word)))

    def edits(self, text: str) -> "Chat":
        """Edit their last message."""
        return self.takes(Corrected(str(self.messages), text))

    def shows(self, medium: str, caption: str = "") -> "Chat":
        self.messages += 1
        file = File(f"file-{self.messages}", 1000) if self.surface.media else None
        return self.takes(Showed(Medium(medium), caption, file))

    def leaves(self) -> "Chat":
        return self.takes(Left())

    def waits(self, **time: int) -> "Chat":
        self.draws.now += timedelta(**time)
        return self

    def takes(self, event: Event) -> "Chat":
        """Take one event with the journal as it would come out of the store."""
        if isinstance(event, Pressed):
            self.tapped = event.token
        turn = self._turn(event)
        self.journal, self.participant = dump(turn.journal), turn.participant
        self.replies, self.effects = turn.replies, turn.effects
        self.shown.extend(one for reply in turn.replies for one in reply.choices)
        self.all_effects.extend(turn.effects)
        self.ledger.take(turn.effects)
        if any(isinstance(one, ErasePerson) for one in turn.effects):
            self.journal = dump(Journal())
        return self

    # -- what is heard ---------------------------------------------------------------------------------------------

    @property
    def said(self) -> list[str]:
        """The texts of the last turn."""
        return [self.wording.reply(one) for one in self.replies]

    @property
    def keys(self) -> list[str]:
        """The keys of the last turn's texts."""
        return [one.key for one in self.replies]

    @property
    def buttons(self) -> list[str]:
        """The labels of the last message's buttons."""
        return [self.label(one) for one in self.replies[-1].choices] if self.replies else []

    def hears(self, words: str) -> bool:
        """True where the last turn said something with these words in it."""
        return any(words in one for one in self.said)

    def label(self, choice: Choice) -> str:
        return self.wording.label(choice, self.participant.language)

    @property
    def frames(self) -> list[str]:
        """The dialogues under way."""
        return [one.dialogue for one in load(self.journal).frames]

    def _turn(self, event: Event) -> Turn:
        """Taken twice, with the journal played again and with the talk as it stood open: both must be the same."""
        drawn = copy(self.draws)
        turn = self._advanced(load(self.journal), event, None)
        after, self.draws = self.draws, drawn
        left, program = self.left_open, (self.dialogues, self.area)
        # A program that has changed has been started again: nothing stands open then.
        if left is not None and self.left_in == program and dump(left.journal) == self.journal:
            assert _told(self._advanced(left.journal, event, left.playing)) == _told(turn)
        self.draws, self.left_open, self.left_in = after, turn, program
        return turn

    def _advanced(self, journal: Journal, event: Event, playing: Performance | None) -> Turn:
        drawn = copy(self.draws)
        turn = advance(self.dialogues, journal, event, self._scene(None), playing)
        if turn is Needs.MINE:
            self.draws = drawn
            turn = advance(self.dialogues, journal, event, self._scene(self.ledger.told()))
        assert isinstance(turn, Turn)
        return turn

    def _scene(self, mine: tuple[object, ...] | None) -> Scene:
        readers = self.readers or PlainReaders(self.area)
        outside = Outside(
            draw=self.draws,
            read=readers.read,
            screen=readers.screen,
            screen_together=readers.screen_together,
            spellings=self.wording.spellings,
            small_talk=getattr(readers, "small_talk", lambda text: text.casefold() in {"hi", "thanks", "bye"}),
            reserved=lambda text: Reserved(word) if (word := readers.reserved(text)) else None,
            label=self.wording.label,
            heard_before=lambda about: self.heard_before.get(about, ""),
            questions=lambda: tuple(one for one in self.questions if one.live(self.draws.now)),
        )
        outside = ways().understood(outside)
        supports = self.ledger.supported()
        news = self.ledger.news or bool(moved_on(self.area.suggestions, supports))
        around = Directory() if mine is None else merged(self.area, (), ())
        has_story = any(self.ledger.stories.values())
        scene = Scene(self.area, self.surface, self.participant, outside, mine, news, supports, around)  # type: ignore[arg-type]
        return replace(scene, has_story=has_story)


def _told(turn: Turn) -> tuple[object, ...]:
    """All that a turn says, its journal as it is stored."""
    return dump(turn.journal), turn.participant, turn.replies, turn.effects
