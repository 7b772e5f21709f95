"""Who decides this: the body that answers for a theme, how to have a say, when it meets (product.md 33)."""

from datetime import date

from bot.conversation.replies import Phrase, Value
from bot.conversation.script import Script, Talk, dialogue, draw_today, say
from bot.dialogues.pass_on import pass_on, wanted_to_tell
from bot.dialogues.which_theme import which_theme
from bot.domain.area import Agency
from bot.domain.its_own import themes_at

MOST = 4
"""So many bodies are named at once."""


@dialogue("who_decides")
def who_decides(talk: Talk) -> Script[None]:
    """Ask what it is about, name whoever decides, and offer to pass on what they wrote."""
    answered = tuple(one for one in themes_at(talk.area, talk.here) if talk.area.responsible(one.code))
    asked = yield from which_theme(talk, "who_decides.what", answered)
    yield from _shown(talk, asked.theme)
    yield from (wanted_to_tell(talk, asked) if talk.opening else pass_on(talk, asked))


def _shown(talk: Talk, theme: str) -> Script[None]:
    bodies = talk.area.responsible(theme)
    if not bodies:
        yield from say("who_decides.not_known", mobiliser=talk.host)
        return
    today = yield from draw_today()
    yield from say("who_decides.found", theme=talk.area.theme(theme))
    for one in bodies[:MOST]:
        meets = _meeting(one, today)
        yield from say("who_decides.one", name=one.name, route=one.route, phone=one.phone, link=one.link, meeting=meets)
    yield from say("who_decides.with_you", mobiliser=talk.host)


def _meeting(body: Agency, today: date) -> Value:
    day = body.next_meeting(today)
    if day:
        return Phrase("who_decides.meets", {"day": day})
    # Whoever gives people no say, such as a bus company, is not asked when it meets.
    return Phrase("who_decides.no_day_known") if body.route else ""
