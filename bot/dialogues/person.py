"""Someone would rather talk to a person."""

from bot.conversation import ask, keep
from bot.conversation.effects import AskForPerson
from bot.conversation.script import Script, Talk, dialogue, do, draw_id, draw_today, reader_of, say
from bot.dialogues.closed import has_closed, say_closed
from bot.dialogues.helplines import emergency, number
from bot.dialogues.reach import to_be_written_to
from bot.dialogues.where_to_turn import turn_to


@dialogue("person")
def person(talk: Talk) -> Script[None]:
    """They asked for a person, in one word or in a sentence that may say what about: it goes to them, too."""
    yield from to_a_person(talk, asked=talk.opening)


def to_a_person(talk: Talk, asked: str = "") -> Script[None]:
    """Take what they want to talk about, and say honestly when someone will read it.

    That may be days: whoever sounded low or scared today hears first where else to turn, and so does every child.
    """
    if has_closed(talk):
        yield from say_closed(talk)
        return
    if talk.worried:
        yield from turn_to(talk, talk.worried)
    words = yield from ask.text("person.words", mobiliser=talk.host)
    words = f"{asked}\n{words}".strip()
    if talk.participant.protected:
        words = yield from keep.without_who_they_are(talk, words)
    request = yield from draw_id("request")
    today = yield from draw_today()
    place = talk.here or talk.area.elsewhere
    yield from do(AskForPerson(request, place.id, words))
    yield from say(
        "person.kept",
        offered=to_be_written_to(talk),
        mobiliser=reader_of(place),
        read_by=talk.area.read_by(place, today),
        childline=number(talk.area, "childline"),
        emergency=emergency(talk.area),
    )
