"""A question that is asked of many: answered in the chat like anything else they tell us, whenever they like."""

from msgspec.structs import replace

from bot.conversation import ask
from bot.conversation.script import Option, Script, Talk, dialogue, say
from bot.dialogues.heard import heard
from bot.dialogues.holiday import offer_holiday
from bot.domain.broadcast import Broadcast, prompt_of

QUESTION = "asked"


@dialogue(QUESTION, lasting=True)
def asked(talk: Talk) -> Script[None]:
    """Ask whoever tapped that they would like to answer; it may be over by then."""
    id_ = talk.tapped.rpartition(".")[0]
    question = next((one for one in talk.questions if one.id == id_), None)
    if question is None:
        yield from say("asked.closed")
    else:
        yield from _asked(talk, question)


def offered(talk: Talk) -> tuple[Option, ...]:
    """The question that is asked where they are, as one more thing to tell us: children meet it only so."""
    question = _here(talk)
    return (Option(QUESTION, question.title_in(talk.participant.language)),) if question else ()


def chosen(talk: Talk) -> Script[None]:
    """Ask whoever chose it among the things to tell us."""
    question = _here(talk)
    if question is not None:
        yield from _asked(talk, question)


def _asked(talk: Talk, question: Broadcast) -> Script[None]:
    """An answer is a contribution like any other."""
    words = yield from ask.text("asked.words", words=question.words_in(talk.participant.language))
    prompted = replace(talk, prompted_by=prompt_of(question.id))
    if (yield from heard(prompted, words)):
        yield from offer_holiday(talk)


def _here(talk: Talk) -> Broadcast | None:
    """The newest question that is asked where they are."""
    here = [one for one in talk.questions if talk.here and talk.here.id in one.neighbourhoods]
    return max(here, key=lambda one: (one.due_at, one.id), default=None)
