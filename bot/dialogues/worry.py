"""A child, or whoever is protected as one, sounds low or scared: a kind word and where to turn, instead of a card."""

from msgspec.structs import replace

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, Typed, draw_now, say
from bot.conversation.understand import of_myself
from bot.dialogues.helplines import emergency, number
from bot.dialogues.person import to_a_person
from bot.dialogues.soon import more_if_soon
from bot.domain.contribution import Kind
from bot.domain.reading import DangerLevel, Reading


def is_a_worry(words: str, reading: Reading, *, tapped: Kind | None = None) -> Script[bool]:
    """Whether words sound low or scared of something that is wrong: said to be so by a tap, as read, or of themselves.

    "Some kids are mean to me" is no idea, whatever the reader of kinds makes of it.
    """
    if reading.danger.level is DangerLevel.NONE:
        return False
    kind = tapped or reading.kind
    return kind is Kind.ISSUE or (tapped is None and (yield from of_myself(words)))


def worry(talk: Talk, kept: Kept) -> Script[str]:
    """Say where to turn, and offer a person; what they write on belongs to it.

    Returns what was said so much later that it is something new ("" for nothing).
    """
    yield from keep.as_an_issue(kept)
    asked_at = yield from draw_now()
    key = "worry.heard"
    while True:
        answer = yield from ask.choice_or_words(
            key,
            ("person", "not_now"),
            yes="person",
            no="not_now",
            childline=number(talk.area, "childline"),
            shout=number(talk.area, "shout"),
            emergency=emergency(talk.area),
        )
        if not isinstance(answer, Typed):
            break
        if (yield from more_if_soon(talk, kept, answer.text, asked_at)) is None:
            return answer.text
        key = "worry.more"
    if answer == "person":
        yield from to_a_person(replace(talk, worried=""))  # They have just heard where else to turn.
    else:
        yield from say("worry.left")
    return ""
