"""What's on: what is to come round here, whose it is; never what is past, and an empty list is told as one."""

from datetime import date

from bot.conversation.replies import Phrase
from bot.conversation.script import Script, Talk, dialogue, draw_today, read, reader_of, say
from bot.conversation.understand import look_around
from bot.dialogues.heard import named_place
from bot.dialogues.pass_on import wanted_to_tell
from bot.domain.activity import Activity
from bot.domain.area import Neighbourhood

MOST = 6
"""So many are shown at once, the next ones first."""


@dialogue("whats_on")
def whats_on(talk: Talk) -> Script[None]:
    """Show what is to come in their neighbourhood and the whole area."""
    today, here = (yield from draw_today()), talk.here
    if talk.opening:
        named = named_place(talk, (yield from read(talk.opening)))
        here = talk.area.of_place(named.id) if named else here
    coming = (yield from look_around()).coming(here, today)
    yield from _shown(talk, here, [pair for pair in coming if _is_for(pair[1], protected=talk.participant.protected)])
    if talk.opening:
        yield from wanted_to_tell(talk)


def _shown(talk: Talk, here: Neighbourhood | None, coming: list[tuple[date, Activity]]) -> Script[None]:
    place = here.name if here else talk.area.name
    if not coming:
        yield from say("whats_on.nothing", place=place, mobiliser=reader_of(here))
        return
    yield from say("whats_on.found", place=place)
    for day, one in coming[:MOST]:
        yield from say(
            "whats_on.one",
            name=one.name,
            day=day,
            time=one.time,
            where=one.where,
            cost=one.cost,
            ages=one.ages,
            planned=Phrase("whats_on.planned_by_young") if one.planned_by_young else "",
            owner=one.owner,
            phone=one.phone,
            link=one.link,
        )


def _is_for(one: Activity, *, protected: bool) -> bool:
    return one.audience == "all" or (one.audience == "child") is protected
