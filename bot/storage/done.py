"""What a turn wants done, together with who spoke and the update it came of."""

from typing import Generic, TypeVar

from msgspec import Struct

from bot.conversation.effects import Effect
from bot.storage.people import Person

E_co = TypeVar("E_co", bound=Effect, covariant=True)


class Done(Struct, Generic[E_co], frozen=True):
    """An effect of a turn. `account`, `external_id` and `message` are the update's own.

    `person` is as loaded, or as people.fresh made them once they were erased in this batch. `lane` tells several
    contributions of one update apart; effects.carry_out counts it.
    """

    person: Person
    effect: E_co
    account: str
    external_id: str
    message: str = ""
    lane: int = 0
