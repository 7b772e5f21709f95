"""Where whoever sounds low or scared can turn: one line, with the right number for who they are and what they fear."""

from bot.conversation.script import Script, Talk, dialogue, say
from bot.dialogues.helplines import emergency, number
from bot.domain.participant import AgeBand


@dialogue("where_to_turn")
def where_to_turn(talk: Talk) -> Script[None]:
    """Say it, as fits what they sounded worried about."""
    yield from turn_to(talk, talk.tapped)


def turn_to(talk: Talk, about: str) -> Script[None]:
    """Name a free line for children, for whoever has not said how old they are, or for grown-ups; and who to ring now.

    `about` is "at_home" where they speak of a partner, "a_child" of a child, "low" of anything else.
    """
    yield from say(
        _line(talk, about),
        emergency=emergency(talk.area),
        childline=number(talk.area, "childline"),
        shout=number(talk.area, "shout"),
        samaritans=number(talk.area, "samaritans"),
        domestic_abuse=number(talk.area, "domestic-abuse"),
        nspcc=number(talk.area, "nspcc"),
    )


def _line(talk: Talk, about: str) -> str:
    if talk.participant.band in {None, AgeBand.SKIPPED}:
        return "worry.line_any_age"
    if talk.participant.protected or about == "low":
        return "worry.line"
    return "worry.line_for_a_child" if about == "a_child" else "worry.line_at_home"
