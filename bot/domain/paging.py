"""Paging: after how long which worker is told of somebody in danger. Proposals, which the leads may change."""

from datetime import timedelta
from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """Who answers for safeguarding, in the order in which they are told (reliability.md S6)."""

    LEAD = "lead"
    DEPUTY = "deputy"
    MANAGER = "manager"
    ON_CALL = "on-call"


class Recipient(Struct, frozen=True):
    """Somebody who can be told of a case. `names` are all we know them by; `id` is a code: lead, on-call-2."""

    id: str
    role: Role
    names: tuple[str, ...]
    mail: str = ""

    @property
    def name(self) -> str:
        """What the others call them; their role where nothing better is known."""
        return next((one for one in self.names if one), self.role.value)


class Paging(Struct, frozen=True):
    """Minutes without an acknowledgement until the next one is told, the first of them at once (S6).

    `again` is after how many more minutes everyone is told once more, for as long as nobody has it.
    """

    deputy: int = 15
    manager: int = 30
    on_call: int = 60
    again: int = 60

    def after(self, role: Role, *, about_staff: bool, staffed: bool) -> timedelta:
        """How long a role waits. While nobody is there the on-call list does not wait at all (S6).

        Nor does the manager, where the words may be about one of our own (S11).
        """
        waits = {
            Role.LEAD: 0,
            Role.DEPUTY: self.deputy,
            Role.MANAGER: 0 if about_staff else self.manager,
            Role.ON_CALL: self.on_call if staffed else 0,
        }
        return timedelta(minutes=waits[role])
