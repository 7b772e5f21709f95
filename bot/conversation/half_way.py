"""What was kept and not thanked for yet: whoever turns away before the thanks is told its number."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation.events import Reserved
from bot.conversation.journal import Frame, participant_in
from bot.conversation.performance import KEEPS
from bot.conversation.stack import Stack
from bot.domain.participant import Participant

LEADS_AWAY = frozenset({Reserved.HOLIDAY, Reserved.STORY, Reserved.PERSON, Reserved.COMPLAIN})
"""Words by which somebody begins something else, which is kept by itself: the question they leave comes again after."""
KEPT = "kept_so_far"
"""The dialogue that says the number."""
_SHARE = "share."
_THANKED = ("share.quote", "share.quote_again")
"""Questions of what is told that are asked once its number was said."""
_RETURN_WORDS = "return_words"


class HalfWay(Struct, frozen=True):
    """Something that was kept, and who told it as they were then: to whom return words are still to be given."""

    contribution: str
    person: Participant


def half_way(stack: Stack) -> tuple[HalfWay, ...]:
    """What was kept in the dialogues under way and not thanked for, oldest first; the stack stays as it is."""
    was, found = stack.journal, list[HalfWay]()
    while (playing := stack.resume()) is not None:
        if playing.asks.startswith(_SHARE) and playing.asks not in _THANKED:
            found = [*_kept(playing.frame), *found]
        stack.drop()
    stack.journal = was
    return tuple(found)


def tell_numbers(stack: Stack, every: tuple[HalfWay, ...]) -> None:
    """Say their numbers as all that was being asked is let go, and the return words to whoever has none yet."""
    for one in every:
        stack.tell(KEPT, tapped=one.contribution, person=one.person)


def tell_once(stack: Stack) -> None:
    """Say their numbers where something else is begun, each once: the return words come with the thanks."""
    for one in half_way(stack):
        if stack.stage.first_time(f"{KEPT}:{one.contribution}"):
            stack.tell(KEPT, tapped=one.contribution)


def _kept(frame: Frame) -> Iterator[HalfWay]:
    person = participant_in(frame.inputs)
    given = any(one.step.startswith(_RETURN_WORDS) for one in frame.entries)
    for one in frame.entries:
        if one.step == KEEPS[0]:
            yield HalfWay(one.answer[0], replace(person, returning=person.returning or given))
            given = True
