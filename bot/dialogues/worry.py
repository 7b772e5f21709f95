"""A child, or whoever is protected as one, sounds low or scared: a kind word and where to turn, instead of a card."""

from msgspec.structs import replace

from bot.conversation import ask
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, Typed, draw_now, say
from bot.dialogues.helplines import emergency, number
from bot.dialogues.person import to_a_person
from bot.dialogues.together import joined


def worry(talk: Talk, kept: Kept) -> Script[str]:
    """Say where to turn, and offer a person; what they write on belongs to it.

    Returns what was said so much later that it is something new ("" for nothing).
    """
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
        if (yield from joined(talk, replace(kept, of=None), answer.text, asked_at)) is None:
            return answer.text
        key = "worry.more"
    if answer == "person":
        yield from to_a_person(replace(talk, worried=""))  # They have just heard where else to turn.
    else:
        yield from say("worry.left")
    return ""
