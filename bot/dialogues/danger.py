"""Someone may be in danger: the reply before anything else, from given wording, and a case on record (product.md)."""

from bot.conversation import ask, keep
from bot.conversation.effects import AddToCase, AnswerCase, DoubtCase, HideChat, OpenCase
from bot.conversation.replies import Phrase, Urgency
from bot.conversation.script import Option, Script, Talk, Typed, dialogue, do, draw_id, draw_now, read, say
from bot.conversation.understand import may_write_back, not_meant, worried_about
from bot.dialogues.helplines import emergency, in_danger, say_numbers
from bot.domain.contribution import Standing
from bot.domain.staffed import may_wait_until
from bot.reading.normalise import words as words_of

URGENT = Urgency.DANGER
_ASKING = frozenset(
    (
        "what",
        "whats",
        "where",
        "wheres",
        "who",
        "how",
        "when",
        "why",
        "will",
        "is",
        "can",
        "could",
        "do",
        "does",
        "should",
    )
)
"""English words that a question begins with where nobody types its sign."""
NOT_MEANT = Option("not_meant", Phrase("not_meant.button"))


@dialogue("danger")
def danger(talk: Talk) -> Script[None]:
    """Answer with where help is, put a case on record, and let them say whether a worker may write back."""
    if talk.case is not None:
        yield from do(AddToCase(talk.case, talk.opening))
        if said := (yield from _said(talk.opening)):
            yield from _answered(talk, talk.case, said)
        else:
            yield from say("danger.again", urgency=URGENT, emergency=emergency(talk.area))
            yield from _numbers_again(talk)
        return
    case = yield from _on_record(talk)
    now = yield from draw_now()
    key, staffed = "danger.first", may_wait_until(talk.area, now)
    at_home = (yield from worried_about(talk.opening)) == "at_home"
    call = emergency(talk.area)
    helplines = in_danger(talk.area, protected=talk.participant.protected, at_home=at_home)
    while True:
        options = ("yes", "no", "hide", NOT_MEANT)
        answer = yield from ask.choice_or_words(
            key, options, urgency=URGENT, emergency=call, helplines=helplines, staffed=staffed
        )
        if not isinstance(answer, Typed):
            break
        yield from do(AddToCase(case, answer.text))
        if said := (yield from _said(answer.text)):
            yield from _answered(talk, case, said)
            return
        key = "danger.more"
    yield from _answered(talk, case, answer)


def _numbers_again(talk: Talk) -> Script[None]:
    """Whoever asks something after it hears once more whom to ring: nobody here answers before a worker does."""
    told = words_of(talk.opening)
    if "?" in told or _ASKING.intersection(told[:1]):
        yield from say_numbers(talk)


@dialogue("write_back")
def write_back(talk: Talk) -> Script[None]:
    """Take their answer to that question when it has gone off the screen; what they wrote goes to the case."""
    if talk.case is None:
        return
    if talk.opening:
        yield from do(AddToCase(talk.case, talk.opening))
    yield from _answered(talk, talk.case, talk.tapped)


def _said(words: str) -> Script[str]:
    """Which of the buttons words say: that it was a joke takes nothing back, as that button does not."""
    if (yield from not_meant(words)):
        return NOT_MEANT.key
    return (yield from may_write_back(words))


def _answered(talk: Talk, case: str, answer: str) -> Script[None]:
    if answer == "hide":
        yield from do(HideChat())
        yield from say("hide.neutral", urgency=URGENT)
    elif answer == NOT_MEANT.key:
        # It is offered, and it lowers nothing until a person has closed the case (reliability.md S4).
        yield from do(DoubtCase(case))
        yield from say("not_meant.kept", urgency=URGENT)
    else:
        now = yield from draw_now()
        staffed, call = may_wait_until(talk.area, now), emergency(talk.area)
        yield from do(AnswerCase(case, may_write_back=answer == "yes"))
        yield from say(f"danger.write_back_{answer}", urgency=URGENT, staffed=staffed, emergency=call)


def _on_record(talk: Talk) -> Script[str]:
    """Open the case; a contribution without a reference stands for it in the counts, as one held for a person."""
    case = yield from draw_id("case")
    contribution = None
    if talk.participant.noticed and talk.opening:
        reading = yield from read(talk.opening)
        place = talk.here or talk.area.elsewhere
        kept = yield from keep.contribution(talk, talk.opening, reading, place, Standing.SAFEGUARDING)
        contribution = kept.id
    here = talk.here.id if talk.here else None
    yield from do(OpenCase(case, talk.danger.level, talk.danger.rules, talk.opening, contribution, here))
    return case
