"""The journal: what was answered, step by step, so that a conversation can be played again from its start."""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from bot.conversation.script import Shown, Typed
from bot.domain.form import decode, encode
from bot.domain.participant import AgeBand, Participant
from bot.domain.reading import Danger, DangerLevel, Reading
from bot.domain.told import Summary, Told

Json = Any
"""What JSON has a form for: an answer, a reading, an input."""


class Entry(Struct, frozen=True, array_like=True):
    """One answered step: its key, the options that were shown, and the answer."""

    step: str
    options: tuple[str, ...]
    answer: Json


class Frame(Struct, frozen=True, array_like=True):
    """One dialogue under way. `talk` is random: a button's token carries it, so no other talk's button fits."""

    dialogue: str
    talk: str
    inputs: Mapping[str, Json]
    entries: tuple[Entry, ...] = ()


class OpenedCase(Struct, frozen=True, array_like=True):
    """The safeguarding case this person's words opened, and when (ISO, local): its first reply is said once a day.

    `last` is when it was last spoken of; "" once they have turned to something else, hidden it or not meant it.
    `spoken` is the same, but turning to something else leaves it; `answer` is whether a worker may write back ("yes",
    "no"), "" while they have not said.
    """

    id: str
    opened: str
    last: str = ""
    spoken: str = ""
    answer: str = ""


class WithWorker(Struct, frozen=True, array_like=True):
    """The worker who writes with this person now, so that the bot is silent. `last` is when they last did (ISO)."""

    talk: str
    worker: str
    second: str
    last: str


class Lately(Struct, frozen=True, array_like=True):
    """The end of a text somebody wrote lately, and the alarm it has raised, alone or together with those before it.

    `when` is when they wrote it (ISO); empty in journals kept before it was noted.
    """

    text: str
    level: DangerLevel
    when: str = ""


class Asked(Struct, frozen=True, array_like=True):
    """The question of many that was brought to this person last, and when (ISO): what they write next answers it."""

    question: str
    when: str


class Journal(Struct, frozen=True, array_like=True):
    """The dialogues under way, the last one on top; this person's last case and the worker there now, if any.

    `lately` are the last few texts they wrote, cut short, so that danger told bit by bit is heard; `once` names what
    they have been offered already and are not offered again; `unkept` are the cases made of words that wait for the
    notice.
    """

    frames: tuple[Frame, ...] = ()
    case: OpenedCase | None = None
    worker: WithWorker | None = None
    lately: tuple[Lately, ...] = ()
    once: tuple[str, ...] = ()
    asked: Asked | None = None
    unkept: tuple[str, ...] = ()

    @property
    def top(self) -> Frame | None:
        """The dialogue that is asking now."""
        return self.frames[-1] if self.frames else None

    def with_top(self, frame: Frame) -> "Journal":
        """The same with its top frame changed."""
        return replace(self, frames=(*self.frames[:-1], frame))

    def pushed(self, frame: Frame) -> "Journal":
        """The same with one more frame on top."""
        return replace(self, frames=(*self.frames, frame))

    def popped(self) -> "Journal":
        """The same without its top frame."""
        return replace(self, frames=self.frames[:-1])

    def without_oldest(self, *, sparing: Collection[str]) -> "Journal":
        """The same without its oldest frame that is of none of the dialogues `sparing`."""
        oldest = next((n for n, one in enumerate(self.frames) if one.dialogue not in sparing), 0)
        return replace(self, frames=(*self.frames[:oldest], *self.frames[oldest + 1 :]))

    def reopened(self, dialogue: str, opening: str) -> "Journal":
        """The same with `dialogue` opened by other words: what was understood of an age in the first is forgotten."""
        frames = (
            Frame(one.dialogue, one.talk, {**one.inputs, "opening": opening}, _without_age(one.entries))
            if one.dialogue == dialogue
            else one
            for one in self.frames
        )
        return replace(self, frames=tuple(frames))


def _without_age(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(one for one in entries if one.step not in {"age", "age_beside", "beside_age"})


def dump(journal: Journal) -> bytes:
    """The journal as bytes, for sealing. Lone surrogates in words survive."""
    return encode(journal)


def load(raw: bytes) -> Journal:
    """The journal that `dump` wrote."""
    return decode(raw, Journal)


def inputs_of(
    participant: Participant,
    *,
    opening: str,
    door: str | None,
    danger: Danger,
    case: str | None,
    shown: Shown | None = None,
    tapped: str = "",
    worried: str = "",
    prompted_by: str | None = None,
) -> dict[str, Json]:
    """A dialogue's inputs as the journal keeps them."""
    return {
        "band": participant.band,
        "language": participant.language,
        "neighbourhood": participant.neighbourhood,
        "noticed": participant.noticed,
        "returning": participant.returning,
        "opening": opening,
        "door": door,
        "danger": [danger.level, danger.rules],
        "case": case,
        "tapped": tapped,
        "shown": to_builtins(shown),
        "worried": worried,
        "prompted_by": prompted_by,
    }


def participant_in(inputs: Mapping[str, Json]) -> Participant:
    """The participant as they were when the dialogue started."""
    band = inputs["band"]
    return Participant(
        band=AgeBand(band) if band else None,
        language=inputs["language"],
        neighbourhood=inputs["neighbourhood"],
        noticed=inputs["noticed"],
        returning=inputs["returning"],
    )


def danger_in(inputs: Mapping[str, Json]) -> Danger:
    """What the danger screen said when the dialogue started."""
    level, rules = inputs["danger"]
    return Danger(DangerLevel(level), tuple(rules))


def shown_in(inputs: Mapping[str, Json]) -> Shown | None:
    """The photo or voice note that the dialogue is about."""
    shown = inputs.get("shown")
    return convert(shown, Shown) if shown else None


def answer_as_json(answer: object) -> Json:
    """An answer as the journal keeps it."""
    match answer:
        case Reading() | Told():
            return to_builtins(answer)
        case Typed():
            return {"typed": answer.text}
        case tuple():
            return to_builtins(answer)
        case _:
            return answer


def answer_from_json(step: str, answer: Json) -> object:
    """The answer that `answer_as_json` wrote for this step."""
    if step == "read":
        return convert(answer, Reading)
    if step == "look_up":
        return convert(answer, tuple[Summary, ...])
    if step == "recall":
        return convert(answer, Told | None)
    return Typed(answer["typed"]) if isinstance(answer, dict) else answer
