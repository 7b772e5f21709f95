"""Short questions to us, answered at every step and never kept: are you a person, where is Sam, and a number."""

from datetime import timedelta

from bot.conversation.replies import Phrase
from bot.conversation.script import Script, Talk, dialogue, draw_today, look_up, reader_of, recall, say
from bot.conversation.understand import beginning_of
from bot.dialogues.became import all_that_became
from bot.domain.area import Neighbourhood
from bot.domain.contribution import Standing

AHEAD = 60
"""So many days are looked through for the next on which somebody works."""


@dialogue("computer")
def computer(talk: Talk) -> Script[None]:
    """Say that this is a computer, who the people are, and how to get to one."""
    yield from say("computer.text", mobiliser=talk.host)


@dialogue("why_age")
def why_age(_talk: Talk) -> Script[None]:
    """Say why we ask how old somebody is, and that nobody has to say it."""
    yield from say("why_age.text")


@dialogue("why_not_here")
def why_not_here(talk: Talk) -> Script[None]:
    """Say why a place has no worker, and that what is said there is read and counted all the same."""
    yield from say("why_not_here.text", organisation=talk.area.organisation_name)


@dialogue("how_to_delete")
def how_to_delete(_talk: Talk) -> Script[None]:
    """Say how to take back one thing, or all of it."""
    yield from say("how_to_delete.text")


@dialogue("where_is")
def where_is(talk: Talk) -> Script[None]:
    """Whoever looks for their mobiliser by name hears on which day somebody works there, and how to reach them.

    A computer does not know where anybody is, and where a worker is just now is nobody's to tell.
    """
    place = _whose(talk)
    today = yield from draw_today()
    days = (today + timedelta(days=n) for n in range(AHEAD))
    day = next((one for one in days if talk.area.reads_on(place, one)), "")
    yield from say("where_is.text", mobiliser=reader_of(place), day=day)


def _whose(talk: Talk) -> Neighbourhood:
    """The neighbourhood of the worker they named: their own first, where two bear the same name."""
    here = (talk.here,) if talk.here else ()
    asked = talk.opening.casefold()
    named = (one for one in (*here, *talk.area.served) if one.served and one.mobiliser.casefold() in asked)
    return next(named, talk.here or talk.area.elsewhere)


@dialogue("number")
def number(talk: Talk) -> Script[None]:
    """What became of the number they typed, where it is theirs; else it is not known here, whoever else's it may be."""
    mine = yield from look_up()
    theirs = (one for one in mine if one.standing is not Standing.SAFEGUARDING)
    found = next((one.id for one in theirs if one.reference == talk.opening), "")
    told = (yield from recall(found)) if found else None
    if told is None:
        yield from say("number.not_known", reference=talk.opening)
        return
    yield from say(
        "number.found",
        reference=told.reference,
        kind=Phrase(f"kind.{told.kind}"),
        said_on=told.said_on,
        words=(yield from beginning_of(told.id)),
        became=all_that_became(talk.area, told),
    )
