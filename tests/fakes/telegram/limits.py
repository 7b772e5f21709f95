"""How much Telegram bears: so many messages in any second, then 429 with a wait; and who was sent what, when."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.refusals import too_many_requests

SENDS = frozenset({"sendmessage", "senddocument", "sendvoice", "editmessagetext"})


@dataclass(slots=True)
class Limits:
    """`most` messages in any second, 0 for any number; one more is told to wait for `retry_after` seconds.

    Within the wait everything is refused, whoever it is for, and counted as `inside`.
    """

    most: int = 0
    retry_after: int = 1
    inside: int = 0
    _until: float = 0.0
    _lately: deque[float] = field(default_factory=deque)

    def take(self, method: str, parameters: Mapping[str, Any], now: float) -> None:
        """Let one call through, or refuse it as Telegram does."""
        if not self.most or method.lower() not in SENDS or "chat_id" not in parameters:
            return
        if now < self._until:
            self.inside += 1
            raise too_many_requests(self.retry_after)
        while self._lately and self._lately[0] <= now - 1:
            self._lately.popleft()
        if len(self._lately) >= self.most:
            self._until = now + self.retry_after
            raise too_many_requests(self.retry_after)
        self._lately.append(now)
