"""How fast we may send: what nobody waits for goes out slowly enough, and what Telegram tells us to wait is waited."""

from collections import deque

from msgspec import Struct, field

from bot.conversation.replies import Urgency

BROADCASTS_A_SECOND = 25
"""Of messages that nobody asked for, in any second: Telegram bears about 30 of all kinds (reliability.md, 3)."""
SECOND = 1.0
REMEMBERED = 5_000
"""So many chats are remembered for when something was last sent to them, before the old ones are forgotten."""


class Window(Struct):
    """At most `most` sends in any second, wherever one stands to count them.

    A send counts from its beginning until a second after its end: between the two it arrived, nobody here knows when.
    """

    most: int
    _under_way: int = 0
    _ended: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until another may begin, 0 for now; while all are under way, until one may have ended."""
        # The sum is the one that is waited for below: a difference may be rounded otherwise, and let one too many go.
        while self._ended and self._ended[0] + SECOND <= now:
            self._ended.popleft()
        if self._under_way + len(self._ended) < self.most:
            return 0.0
        return self._ended[0] + SECOND - now if self._ended else SECOND

    def begins(self) -> None:
        """One more is under way."""
        self._under_way += 1

    def ends(self, now: float) -> None:
        """One arrived, or did not."""
        self._under_way -= 1
        self._ended.append(now)


class Limits(Struct):
    """What one account keeps to. Moments are seconds of a clock that only grows.

    `held` is until when nothing goes out, `slow` until when nothing that nobody asked for does.
    """

    broadcasts: Window
    held: float = 0.0
    slow: float = 0.0
    _told: dict[str, float] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def wait(self, urgency: Urgency, now: float) -> float:
        """Seconds until something of this urgency may go out, 0 for now."""
        until = self.held
        if urgency is Urgency.BROADCAST:
            until = max(until, self.slow, now + self.broadcasts.wait(now))
        return max(until - now, 0.0)

    def wait_in(self, chat: str, urgency: Urgency, now: float) -> float:
        """Seconds until it may go out to this chat: nothing unasked within a second of anything else."""
        if urgency is not Urgency.BROADCAST:
            return 0.0
        return max(self._last.get(chat, -SECOND) + SECOND - now, 0.0)

    def begins(self, urgency: Urgency) -> None:
        """A send begins."""
        if urgency is Urgency.BROADCAST:
            self.broadcasts.begins()

    def ends(self, chat: str, urgency: Urgency, now: float) -> None:
        """It is over, whatever came of it."""
        if urgency is Urgency.BROADCAST:
            self.broadcasts.ends(now)
        if len(self._last) >= REMEMBERED:
            self._last = {who: at for who, at in self._last.items() if at > now - SECOND}
        self._last[chat] = now

    def told_to_wait(self, chat: str, urgency: Urgency, seconds: float, now: float) -> None:
        """Telegram tells us to wait in one chat, or altogether: it does not say which (F30).

        It is meant for all where a chat is told so that was left in peace, or a second one while the first still waits:
        then nothing goes out until it is over, and the most urgent first. Else what nobody waits for is held back.
        """
        self.slow = max(self.slow, now + seconds)
        self._told = {who: until for who, until in self._told.items() if until > now}
        if urgency is Urgency.BROADCAST or self._told.keys() - {chat}:
            self.held = max(self.held, now + seconds)
        self._told[chat] = now + seconds
