"""What the messages of a review in the chat have in common: where somebody is, its buttons and words."""

from msgspec import Struct

from bot.channel import Button
from bot.conversation.replies import Value
from bot.domain.worker import Worker
from bot.staff.cards import WORK, Say
from bot.staff.reviewing import Desk, Reviewing
from reports.frozen import WHOLE_AREA

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

    def elsewhere(self, at: At, children: int) -> str:
        """How many of children's words wait in the console, and where: they stand in no chat (product.md 28)."""
        link = f"{self.console}/console/reports/{at.scope}/{at.period}/review"
        return self.words("elsewhere", count=children, link=link) if children else ""

    def hard(self, at: At, count: int) -> str:
        """How many sound like danger: they stand in no report, and are read in the console."""
        place = "" if at.scope == WHOLE_AREA else f"?place={at.scope}"
        return self.words("hard", count=count, link=f"{self.console}/console/inbox{place}") if count else ""

    def words(self, key: str, **values: Value) -> str:
        """A text of the review's."""
        return self.say(f"staff.review.{key}", values)
