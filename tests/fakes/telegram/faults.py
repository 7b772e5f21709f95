"""Trouble to order: refusals, dropped connections and slow answers, drawn from a seed where they are random."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.fakes.telegram.refusals import Refused, too_many_requests


class Drop(StrEnum):
    """When the connection breaks: before the method was carried out, or after it and before its answer."""

    BEFORE = "before"
    AFTER = "after"


class Dropped(Exception):
    """The connection breaks here."""


@dataclass(slots=True)
class Fault:
    """One kind of trouble, for the next `times` calls of `method` (any method if empty) to `chat` (any if None)."""

    method: str = ""
    status: int = 0
    retry_after: int = 0
    drop: Drop | None = None
    seconds: float = 0.0
    chat: int | None = None
    times: int = 1

    def fits(self, method: str, parameters: Mapping[str, Any]) -> bool:
        """Whether this call is one to trouble."""
        same_chat = self.chat is None or str(parameters.get("chat_id")) == str(self.chat)
        return self.times > 0 and same_chat and self.method.lower() in {"", method.lower()}

    def refusal(self) -> Refused | None:
        """The answer it makes, or None where it makes none."""
        if self.retry_after:
            return too_many_requests(self.retry_after)
        return Refused(self.status, "Internal Server Error" if self.status >= 500 else "fault") if self.status else None


@dataclass(slots=True)
class Faults:
    """What is to go wrong, and how slow answers are: between `delay[0]` and `delay[1]` seconds, by `seed`."""

    script: list[Fault] = field(default_factory=list)
    delay: tuple[float, float] = (0.0, 0.0)
    seed: int = 0
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - a die, not a secret

    def add(self, **fault: Any) -> None:
        """Order trouble; takes the fields of Fault."""
        self.script.append(Fault(**fault))

    def next(self, method: str, parameters: Mapping[str, Any]) -> Fault | None:
        """The trouble this call meets, used up by one; None where all goes well."""
        for fault in self.script:
            if fault.fits(method, parameters):
                fault.times -= 1
                return fault
        return None

    def pause(self) -> float:
        """How long this answer takes, in seconds."""
        return self._random.uniform(*self.delay)
