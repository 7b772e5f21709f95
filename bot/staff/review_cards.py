"""What the messages of a review in the chat have in common: where somebody is, its buttons and words."""

from msgspec import Struct

from bot.channel import Button
from bot.conversation.replies import Value
from bot.domain.worker import Worker
from bot.staff.cards import WORK, Say
from bot.staff.reviewing import Desk, Reviewing

TAP = "rv"
"""How the name of every tap of a review begins: short, since a button carries the place and the month as well."""


class At(Struct, frozen=True):
    """The worker, and which review they are at: a scope and a month ("2026-10")."""

    worker: Worker
    scope: str
    period: str


class ReviewCards(Struct, frozen=True):
    """`say` words a key of the staff's wording, `console` is where the console is."""

    desk: Reviewing
    say: Say
    console: str = ""

    async def at_desk(self, at: At) -> Desk:
        """How the review stands. Raises NotFound."""
        return await self.desk.desk(at.worker, at.scope, at.period)

    def name(self, scope: str) -> str:
        """What a scope is called."""
        known = self.desk.triage.area.neighbourhood(scope)
        return known.name if known else self.desk.triage.area.name

    def button(self, name: str, at: At, other: str = "") -> Button:
        """A button that does this of a review, to another thing where it is named."""
        return Button(self.words(f"tap_{name}", reference=other), self.token(name, at, other))

    def token(self, name: str, at: At, other: str = "") -> str:
        """What that button carries."""
        return ".".join(filter(None, (f"{WORK}{TAP}", name, at.scope, at.period, other)))

    def words(self, key: str, **values: Value) -> str:
        """A text of the review's."""
        return self.say(f"staff.review.{key}", values)
