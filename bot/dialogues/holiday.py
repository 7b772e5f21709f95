"""The next school holiday, planned by those whose holiday it is: suggest, support, run, and say what worked (20)."""

from datetime import date, timedelta

from msgspec.structs import replace

from bot.conversation import ask
from bot.conversation.effects import Support, TakeBackSupport
from bot.conversation.replies import Phrase
from bot.conversation.script import Option, Script, Talk, Typed, dialogue, do, draw_now, draw_today, say
from bot.conversation.understand import first_time
from bot.dialogues.heard import heard
from bot.dialogues.soon import is_soon
from bot.domain.area import Area, Holiday
from bot.domain.contribution import Kind
from bot.domain.suggestion import Stage, Suggestion

MOST = 5
"""So many suggestions stand on one screen."""
LOOKED_BACK_ON = timedelta(days=28)
"""So long after a holiday they are asked what worked."""
OFFERED_BEFORE = timedelta(weeks=3)
"""So long before a holiday it is spoken of, once a chat (product.md 18)."""
AHEAD, BEHIND = "suggest", "worked"
NOT_NOW = Option("not_now", Phrase("holiday.offer.not_now"))


@dialogue("holiday")
def holiday(talk: Talk) -> Script[None]:
    """Show what others would like to do, as the mobiliser wrote it down, and take their own idea."""
    today = yield from draw_today()
    coming = next_school_holiday(talk.area, today)
    if coming is None:
        yield from _none_to_come(talk, today)
        return
    yield from _planned(replace(talk, prompted_by=_prompt(coming)), coming, today)


def offer_holiday(talk: Talk) -> Script[None]:
    """Ask whoever has just been thanked whether they would like to plan the holiday that is near, once; no promise."""
    today = yield from draw_today()
    near = next_school_holiday(talk.area, today)
    if near is None or not today < near.first <= today + OFFERED_BEFORE:
        return
    if not (yield from first_time(_prompt(near))):
        return
    answer = yield from ask.choice(
        "holiday.offer", ("yes", "not_now"), once=True, no="not_now", holiday=near.name, first=near.first
    )
    if answer == "yes":
        yield from _planned(replace(talk, prompted_by=_prompt(near)), near, today)
    else:
        yield from say("holiday.not_now")


def _prompt(one: Holiday) -> str:
    return f"holiday:{one.id}"


def _planned(talk: Talk, coming: Holiday, today: date) -> Script[None]:
    offered = _offered(talk, coming)
    titles = tuple(Option(one.id, one.title) for one in offered)
    past = (BEHIND,) if _just_over(talk.area, today) else ()
    asked_at = yield from draw_now()
    answer = yield from ask.choice_or_words(
        "holiday.what",
        (*titles, AHEAD, *past, NOT_NOW),
        once=True,
        holiday=coming.name,
        first=coming.first,
        last=coming.last,
    )
    if answer in {NOT_NOW.key, ask.SKIPPED}:
        yield from say("holiday.not_now")
    elif isinstance(answer, Typed):
        yield from _typed(talk, answer.text, soon=(yield from is_soon(asked_at)))
    elif answer == AHEAD:
        yield from heard(talk, (yield from ask.text("holiday.words")), Kind.IDEA)
    elif answer == BEHIND:
        yield from _what_worked(replace(talk, prompted_by=None))
    else:
        yield from _about(next(one for one in offered if one.id == answer))


def _typed(talk: Talk, words: str, *, soon: bool) -> Script[None]:
    """What was written at the suggestions is one more of them; days later it is whatever it is."""
    if soon:
        yield from heard(talk, words, Kind.IDEA)
    else:
        yield from heard(replace(talk, prompted_by=None), words)


def _none_to_come(talk: Talk, today: date) -> Script[None]:
    """The pack knows of no holiday to come: they may still say how the last one went."""
    if _just_over(talk.area, today):
        yield from _what_worked(talk)
    else:
        yield from say("holiday.none_known", mobiliser=talk.host)


def _what_worked(talk: Talk) -> Script[None]:
    yield from heard(talk, (yield from ask.text("holiday.worked")))


def next_school_holiday(area: Area, today: date) -> Holiday | None:
    """The school holiday that is on or comes next; None where the pack knows of none."""
    return min(
        (one for one in area.holidays if one.school and one.last >= today), key=lambda one: one.first, default=None
    )


def _just_over(area: Area, today: date) -> bool:
    return any(one.school and one.last < today <= one.last + LOOKED_BACK_ON for one in area.holidays)


def _offered(talk: Talk, coming: Holiday) -> tuple[Suggestion, ...]:
    here = talk.here.id if talk.here else None
    near = (one for one in talk.area.suggestions if one.neighbourhood in {None, here} or here is None)
    return tuple(one for one in near if one.holiday == coming.name and one.stage is not Stage.DONE)[:MOST]


def _about(one: Suggestion) -> Script[None]:
    answer = yield from ask.choice(
        "holiday.about",
        ("support", "run", "take_back"),
        yes="support",
        title=one.title,
        stage=Phrase(f"holiday.stage.{one.stage}"),
        cost=one.cost,
        run_by=one.run_by,
        owner=one.owner,
    )
    if answer == "support":
        yield from do(Support(one.id, one.stage))
        yield from say("holiday.supported", owner=one.owner)
    elif answer == "take_back":
        yield from do(TakeBackSupport(one.id))
        yield from say("holiday.taken_back")
    else:
        yield from say("holiday.run", owner=one.owner)
