"""What a dialogue is written with: the steps a script may take, and what it may know."""

from collections.abc import Callable, Generator, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import Struct, field

from bot.conversation.effects import Effect
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
from bot.conversation.replies import Choice, Phrase, Urgency, Value, Values
from bot.domain.area import Area, Neighbourhood
from bot.domain.attachment import File, Medium
from bot.domain.broadcast import Broadcast
from bot.domain.participant import Participant
from bot.domain.reading import Danger, Reading
from bot.domain.told import Summary, Told

T = TypeVar("T")

LASTING = "~"
"""Opens the token of a button that counts whenever it is tapped."""


class Option(Struct, frozen=True):
    """One thing that can be chosen. Its label is the wording `<step>.<key>`, or `label` where the pack gives it."""

    key: str
    label: Value | None = None


class Typed(Struct, frozen=True):
    """Words written where a tap was expected."""

    text: str


class Say(Struct, frozen=True):
    """Say something that needs no answer; `offered` are buttons that count whenever they are tapped (see lasting).

    `voice` is a voice note that says it too, by account: what that account's channel calls it.
    """

    key: str
    values: Values
    urgency: Urgency = Urgency.ANSWER
    copy: str | None = None
    offered: tuple[Choice, ...] = ()
    voice: Mapping[str, str] = field(default_factory=dict)


class Do(Struct, frozen=True):
    """Have something done in this turn's transaction."""

    effect: Effect


class AskText(Struct, frozen=True):
    """Ask for words; answered by a str."""

    key: str
    values: Values


class AskChoice(Struct, frozen=True):
    """Ask for a tap; answered by an option's key, or by Typed where `typed` lets words stand instead.

    `counted`: a typed number picks the option in that position. `once`: it can be skipped, so small talk is no reason
    to ask it again. `yes` and `no` are the options that somebody means who says so, in whatever language. `again`: all
    of it was said just before, so it may be said shorter.
    """

    key: str
    options: tuple[Option, ...]
    values: Values
    typed: bool = False
    instead: bool = False
    urgency: Urgency = Urgency.ANSWER
    counted: bool = True
    once: bool = False
    yes: str = "yes"
    no: str = "no"
    again: bool = False


class Read(Struct, frozen=True):
    """Read words; answered by a Reading, journalled so that a retrained reader never changes a replay."""

    words: str
    key: str = "read"


class Draw(Struct, frozen=True):
    """Draw something from outside: an id, a reference, the time; answered by a str, journalled."""

    key: str
    argument: str = ""


class Understand(Struct, frozen=True):
    """What words come to, as `conversation.understand` asks for it; answered by a str, "" for nothing; journalled."""

    words: str
    key: str


class Band(Struct, frozen=True):
    """Which age band they are in by now: they may have said so since the talk began; answered by its str."""

    key: str = "band"


class Once(Struct, frozen=True):
    """Whether this comes up for the first time in this chat; answered by a bool, and from now on it has come up."""

    argument: str
    key: str = "once"


_LookedUp = LookUp | Recall | RecallAll | Beginning | Supports | LookAround | StoriesToCheck | HasStory | Answers
_Fetched = Read | Understand | Band | Once | Draw | _LookedUp
Step = Say | Do | AskText | AskChoice | _Fetched
Script = Generator[Step, Any, T]


class Surface(Struct, frozen=True):
    """What a conversation may know of the channel it is held on.

    `minimum_age` is that of the channel's own terms, 0 for none; `return_words` says that people come back by three
    words; `web_link` is the address of the web chat; `numbered` that choices are shown as numbers, not as buttons;
    `media` that voice notes can be sent; `downloads` that files are fetched from `web_link`, not sent; `buttons_stay`
    that those above what they wrote since still count.
    """

    name: str = "terminal"
    minimum_age: int = 0
    return_words: bool = False
    web_link: str = ""
    numbered: bool = False
    media: bool = False
    downloads: bool = False
    buttons_stay: bool = True


class Shown(Struct, frozen=True):
    """A photo or voice note that a dialogue is about, and where it can be fetched."""

    medium: Medium
    file: File


class Talk(Struct, frozen=True):
    """What a dialogue is given when it starts, frozen: a replay sees the same.

    `prompted_by` says what we asked that what they say now answers, such as "holiday:summer-holidays-2026"; `worried`
    that they sounded low or scared today, and about what: "low", "at_home" or "a_child"; `questions` are asked of many
    just now.
    """

    area: Area
    surface: Surface
    participant: Participant
    opening: str = ""
    door: str | None = None
    danger: Danger = field(default_factory=Danger)
    case: str | None = None
    tapped: str = ""
    shown: Shown | None = None
    prompted_by: str | None = None
    worried: str = ""
    questions: tuple[Broadcast, ...] = ()

    @property
    def here(self) -> Neighbourhood | None:
        """The neighbourhood they came in by, or the one remembered."""
        by_door = self.area.behind_door(self.door) if self.door else None
        remembered = self.participant.neighbourhood
        return by_door or (self.area.neighbourhood(remembered) if remembered else None)

    @property
    def host(self) -> Value:
        """Who reads what is said here, for use in wording: the mobiliser's name, or "a local worker"."""
        return reader_of(self.here)


def reader_of(neighbourhood: Neighbourhood | None) -> Value:
    """Who reads what is said about a neighbourhood, for use in wording."""
    return neighbourhood.mobiliser if neighbourhood and neighbourhood.served else Phrase("someone.worker")


class Dialogue(Struct, frozen=True):
    """A conversation: its name is the word in the data, the file and the locales."""

    name: str
    script: Callable[[Talk], Script[None]]
    lasting: bool = False


def dialogue(name: str, *, lasting: bool = False) -> Callable[[Callable[[Talk], Script[None]]], Dialogue]:
    """Make a Dialogue of the script below it; `lasting`: its buttons begin it anew, whenever they are tapped."""

    def wrap(script: Callable[[Talk], Script[None]]) -> Dialogue:
        return Dialogue(name, script, lasting)

    return wrap


def say(
    key: str,
    *,
    urgency: Urgency = Urgency.ANSWER,
    copy: str | None = None,
    offered: tuple[Choice, ...] = (),
    **values: Value,
) -> Script[None]:
    """Say the wording `key`; `copy` is a text that the channel may offer to copy, `offered` are lasting buttons."""
    yield Say(key, values, urgency, copy, offered)


def lasting(dialogue_name: str, subject: str, key: str, options: Iterable[str]) -> tuple[Choice, ...]:
    """Buttons worded `<key>.<option>` that belong to no talk: tapped, they begin a lasting dialogue.

    It is given `<subject>.<option>` as Talk.tapped, and must check it: anybody can make up a button.
    """
    return tuple(Choice(f"{LASTING}{dialogue_name}.{subject}.{one}", f"{key}.{one}") for one in options)


def do(effect: Effect) -> Script[None]:
    """Have `effect` done."""
    yield Do(effect)


def read(words: str) -> Script[Reading]:
    """What `words` seem to say."""
    reading: Reading = yield Read(words)
    return reading


def look_up() -> Script[tuple[Summary, ...]]:
    """Everything this person has told us, newest first."""
    found: tuple[Summary, ...] = yield LookUp()
    return found


def recall(contribution: str) -> Script[Told | None]:
    """One thing this person told us, words and all; None where they told us no such thing."""
    found: Told | None = yield Recall(contribution)
    return found


def recall_all() -> Script[tuple[Told, ...]]:
    """Everything this person told us, newest first. Not in a dialogue that asks: its journal would keep the words."""
    found: tuple[Told, ...] = yield RecallAll()
    return found


def draw_id(of: str) -> Script[str]:
    """A new UUIDv7 in hex; `of` says what it names, so that a changed script never takes it for another's."""
    drawn: str = yield Draw("id", of)
    return drawn


def draw_reference(prefix: str) -> Script[str]:
    """A new human reference for a neighbourhood's prefix."""
    drawn: str = yield Draw("reference", prefix)
    return drawn


def draw_token() -> Script[str]:
    """A new unguessable token for a one-time link."""
    drawn: str = yield Draw("token")
    return drawn


def draw_return_words(language: str) -> Script[str]:
    """Three words, in `language` where it has a list, by which someone comes back to the web chat."""
    drawn: str = yield Draw("return_words", language)
    return drawn


def draw_now() -> Script[datetime]:
    """Now, in the area's time zone."""
    drawn: str = yield Draw("now")
    return datetime.fromisoformat(drawn)


def draw_today() -> Script[date]:
    """Today, in the area's time zone."""
    now = yield from draw_now()
    return now.date()
