"""What the engine gives back for one event."""

from enum import StrEnum

from msgspec import Struct

from bot.conversation.effects import AddToCase, Effect, OpenCase
from bot.conversation.journal import Journal
from bot.conversation.performance import Performance
from bot.conversation.replies import Reply, Urgency
from bot.domain.participant import Participant


class Turn(Struct, frozen=True):
    """What came of an event: the new journal, what to say, what to have done, and who they are now.

    `playing` is the dialogue on top of the journal, standing at its question: give it to the next turn, once at most,
    and the journal need not be played again. It says nothing that the journal does not.
    """

    journal: Journal
    participant: Participant
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    playing: Performance | None = None

    @property
    def of_danger(self) -> bool:
        """Whether somebody may be in danger by what was said in it: a copy that they take away says nothing of it.

        A photo that nobody has looked at yet opens a case without words, and is no more than that.
        """
        told = (isinstance(one, AddToCase) or (isinstance(one, OpenCase) and bool(one.words)) for one in self.effects)
        return any(one.urgency is Urgency.DANGER for one in self.replies) or any(told)


class Needs(StrEnum):
    """The turn cannot be taken without this: look it up and take the turn again. Nothing has happened yet."""

    MINE = "mine"
