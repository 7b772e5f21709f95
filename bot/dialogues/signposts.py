"""Who can help with it: where help is, whose word that is and how old; where nothing is known, that is said."""

from collections.abc import Sequence

from bot.conversation.effects import NoteNeed
from bot.conversation.script import Script, Talk, dialogue, do, draw_id, draw_today, say
from bot.conversation.understand import look_around
from bot.dialogues.helplines import emergency, number
from bot.dialogues.pass_on import pass_on, wanted_to_tell
from bot.dialogues.which_theme import which_theme
from bot.domain.area import Signpost
from bot.domain.its_own import themes_at

MOST = 4
"""So many places to turn to are shown at once."""
CHILDLINE_FIRST = frozenset({"schools_learning", "crime_safety", "health", "community_belonging"})
"""Where a child may be bullied, hurt, ill or alone: whoever asks who can help is shown Childline before anything."""


@dialogue("signposts")
def signposts(talk: Talk) -> Script[None]:
    """Ask what they need help with, show who can help, and offer to pass on what they wrote."""
    known = yield from look_around()
    helped = tuple(one for one in themes_at(talk.area, talk.here) if known.signposts_for(one.code))
    asked = yield from which_theme(talk, "signposts.what", helped)
    if talk.participant.protected and (asked.worried or asked.theme in CHILDLINE_FIRST):
        childline = number(talk.area, "childline")
        yield from say("signposts.childline", childline=childline, emergency=emergency(talk.area))
    yield from _shown(talk, asked.theme, known.signposts_for(asked.theme))
    yield from (wanted_to_tell(talk, asked) if talk.opening else pass_on(talk, asked))


def _shown(talk: Talk, theme: str, found: Sequence[Signpost]) -> Script[None]:
    if not found:
        yield from _none_known(talk, theme)
        return
    yield from say("signposts.found", theme=talk.area.theme(theme))
    for one in found[:MOST]:
        yield from say(
            "signposts.one",
            name=one.name,
            phone=one.phone,
            link=one.link,
            owner=one.owner,
            checked=one.last_checked,
            year=one.last_checked.year,
        )


def _none_known(talk: Talk, theme: str) -> Script[None]:
    need = yield from draw_id("need")
    today = yield from draw_today()
    place = talk.here or talk.area.elsewhere
    yield from do(NoteNeed(need, theme, place.id, today))
    yield from say("signposts.none_known", mobiliser=talk.host)
