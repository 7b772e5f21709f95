"""Somebody is not happy with this service: a way to say so that does not go through whoever it is about (P14)."""

from datetime import timedelta

from bot.conversation import ask, keep
from bot.conversation.effects import Complain
from bot.conversation.script import Script, Talk, dialogue, do, draw_id, draw_today, say

ANSWERED_IN = timedelta(days=30)
"""The law gives a month (reliability.md P14); that it has come in is said at once."""


@dialogue("complain")
def complain(talk: Talk) -> Script[None]:
    """Take what went wrong, say that we have it, and by when a person answers."""
    words = yield from ask.text("complain.words", organisation=talk.area.organisation_name)
    words = f"{talk.opening}\n{words}".strip()
    if talk.participant.protected:
        words = yield from keep.without_who_they_are(talk, words)
    complaint = yield from draw_id("complaint")
    today = yield from draw_today()
    answer_by = today + ANSWERED_IN
    place = talk.here or talk.area.elsewhere
    yield from do(Complain(complaint, words, place.id, answer_by))
    yield from say("complain.kept", organisation=talk.area.organisation_name, answer_by=answer_by)
