"""After: what became of it, told once each, even when it is no; four weeks on, "has anything changed?"."""

from bot.conversation.effects import AskFollowUp, KeepFollowUp, MarkSupportTold, MarkTold
from bot.conversation.replies import Phrase, Value
from bot.conversation.script import (
    Script,
    Talk,
    dialogue,
    do,
    draw_now,
    lasting,
    recall,
    recall_all,
    say,
)
from bot.conversation.understand import supported
from bot.dialogues.answered import answers_told
from bot.dialogues.became import steps
from bot.dialogues.story_check import stories_shown
from bot.domain.contribution import Standing
from bot.domain.follow_up import to_ask_about, untold
from bot.domain.suggestion import moved_on
from bot.domain.told import Changed, Told

QUESTION = "follow_up.changed"


@dialogue("news")
def news(talk: Talk) -> Script[None]:
    """Tell what they have not been told yet, in one message."""
    mine = yield from recall_all()
    items = yield from _told(talk, mine)
    if items:
        yield from say(items.key, items=items.values["items"])
    yield from answers_told(talk)
    yield from stories_shown(talk)


@dialogue("follow_up", lasting=True)
def follow_up(talk: Talk) -> Script[None]:
    """News and, where one is due, the question, all in one message; or the answer, whenever it is tapped."""
    if talk.tapped:
        yield from _answered(talk)
        return
    mine = yield from recall_all()
    now = yield from draw_now()
    about = to_ask_about(mine, now, talk.area.zone)
    items = yield from _told(talk, mine)
    if about is not None:
        yield from _ask(about, items)
    elif items:
        yield from say(items.key, items=items.values["items"])
    yield from answers_told(talk)
    yield from stories_shown(talk)


def _told(talk: Talk, mine: tuple[Told, ...]) -> Script[Phrase | None]:
    """What became of each thing they told us or like since they last heard, a paragraph each; now it is told.

    Nobody is told that what somebody else suggested was theirs. None where there is nothing new.
    """
    items: Value = ""
    for one in mine:
        if fresh := untold(one):
            items = Phrase(
                "follow_up.item",
                {
                    "reference": one.reference,
                    "kind": Phrase(f"kind.{one.kind}"),
                    "said_on": one.said_on,
                    "steps": steps(talk.area, fresh),
                    "more": items,
                },
            )
            yield from do(MarkTold(one.id, fresh[-1].step))
    theirs, liked = bool(items), moved_on(talk.area.suggestions, (yield from supported()))
    for suggestion in liked:
        stage = Phrase(f"holiday.stage.{suggestion.stage}")
        items = Phrase("follow_up.supported", {"title": suggestion.title, "stage": stage, "more": items})
        yield from do(MarkSupportTold(suggestion.id, suggestion.stage))
    heading = ("follow_up.news_both" if theirs else "follow_up.news_liked") if liked else "follow_up.news"
    return Phrase(heading, {"items": items}) if items else None


def _ask(about: Told, news: Phrase | None) -> Script[None]:
    step = len(about.became)
    yield from do(AskFollowUp(about.id, step))
    yield from say(
        QUESTION,
        offered=lasting("follow_up", f"{about.id}-{step}", QUESTION, Changed),
        news=news or "",
        reference=about.reference,
        kind=Phrase(f"kind.{about.kind}"),
        said_on=about.said_on,
    )


def _answered(talk: Talk) -> Script[None]:
    """Keep the answer with what it is about, if they were asked that and it still stands."""
    subject, _, chosen = talk.tapped.rpartition(".")
    id_, _, step = subject.rpartition("-")
    one = yield from recall(id_)
    asked = {str(asked.step) for asked in one.asked} if one and one.standing is Standing.HEARD else set()
    if step not in asked or chosen not in set(Changed):
        yield from say("conversation.old_button")
        return
    yield from do(KeepFollowUp(id_, int(step), Changed(chosen)))
    yield from say(f"follow_up.thanks_{chosen}")
