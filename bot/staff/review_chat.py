"""The review of a month in a worker's chat: line by line, then the five lines, the ask, the story, and "done".

Everything is done by the same functions as in the console. Children's words stand in no chat (product.md 28).
"""

import re
from collections.abc import Awaitable, Callable, Sequence

from bot.channel import Button, Outgoing
from bot.domain import reference as references
from bot.domain.review import LONGEST_LINE, MOST_LINES
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.reading.private import mask
from bot.staff.cards import WORK
from bot.staff.letters import month_name
from bot.staff.month_line import month_in
from bot.staff.review_cards import TAP, At, ReviewCards
from bot.staff.review_own import ReviewOwn
from bot.staff.reviewing import Wished, may_review
from bot.staff.shortlist import Shortlist
from reports.frozen import WHOLE_AREA
from reports.suggest import Candidate

REVIEW = re.compile(r"\s*/review(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a worker asks for it on any day."""
REWORD, OWN, ASK = "rv_words", "rv_line", "rv_ask"
"""Asked for: what is written next is a line in other words, a line of one's own, the ask of the month."""

Ask = Callable[[Worker, str], Awaitable[None]]
"""Says what a worker's next message answers."""


class ReviewChat(ReviewCards, frozen=True):
    """Does what is tapped and written."""

    @property
    def own(self) -> ReviewOwn:
        """What comes after the lines."""
        return ReviewOwn(self.desk, self.say, self.console)

    @property
    def _lines(self) -> Shortlist:
        return Shortlist(self.desk)

    async def begun(self, worker: Worker, rest: str = "") -> Outgoing | None:
        """The review of last month, or of the one that is named; of which place, where there are several of theirs.

        Raises Refused in words for what is no month.
        """
        scopes = [one.id for one in self.desk.triage.area.served] + [WHOLE_AREA]
        mine = [one for one in scopes if may_review(worker, one)]
        if not mine:
            return None
        month = month_in(rest, self.desk.triage.clock().astimezone(self.desk.triage.area.zone).date())
        if len(mine) == 1:
            return await self._next(At(worker, mine[0], str(month)))
        buttons = tuple(Button(self.name(one), f"{WORK}{TAP}.begin.{one}.{month}") for one in mine)
        return Outgoing(self.words("which", month=month_name(str(month))), buttons)

    async def pressed(self, worker: Worker, rest: str, ask: Ask) -> Outgoing | None:
        """What is shown after a tap: `rest` is what is done, scope, month and what it is done to. Raises NotFound."""
        name, scope, period, other, *_ = [*rest.split("."), "", "", ""]
        at = At(worker, scope, period)
        self.desk.fenced(worker, scope, period)
        if name in _ASKS:
            if other not in self._about_what(name, other):
                return None
            await ask(worker, f"{_ASKS[name]} {scope} {period} {other}".strip())
            return Outgoing(self.words(f"{name}_now", most=LONGEST_LINE))
        if name in _DEEDS:
            return await self._deed(at, name, other)
        shows = {
            "begin": self._next,
            "left": self.own.left,
            "more": self._more,
            "lines": self.own.begun,
            "take": self.own.take,
            "askstep": self.own.ask,
            "stories": self.own.stories,
            "done": self.own.done,
        }
        if name == "story":
            return await self.own.story(at, other)
        return await shows[name](at) if name in shows else None

    def _about_what(self, name: str, other: str) -> Sequence[str]:
        """What a message may be asked for about: a button may be made up."""
        if name == "words":
            return [references.tidy(other) or ""] if other else ()
        return [f"{number}" for number in range(1, MOST_LINES + 1)] if name == "line" else [""]

    async def reworded(self, worker: Worker, about: str, text: str) -> Outgoing:
        """A line in other words was written; `about` is scope, month and reference."""
        scope, period, reference = about.split(" ")
        at = At(worker, scope, period)
        try:
            quoted = await self._lines.reword(worker, scope, period, reference, text)
        except NotFound:
            return Outgoing(self.words("gone"))
        except Refused as why:
            again = self.button("words", at, reference), self.button("out", at, reference)
            return Outgoing(self.words("refused", why=str(why)), again)
        return await self._next(at, self.words("did_quote" if quoted else "did_words", reference=reference), reference)

    async def _deed(self, at: At, name: str, reference: str) -> Outgoing:
        """Let a line out or leave it out, and on to the next one; or take back what was done."""
        where = at.worker, at.scope, at.period
        try:
            if name == "out":
                await self._lines.leave_out(*where, reference)
            elif name == "undo":
                await self._lines.undo(*where, reference)
            else:
                whole = Wished(reference, "", quote=True, whole=True, agreed=name == "group", also_heard=name == "also")
                await self.desk.let_out(*where, whole)
        except Refused as why:
            buttons = self.button("words", at, reference), self.button("out", at, reference)
            return Outgoing(self.words("refused", why=str(why)), buttons)
        undone = "" if name == "undo" else reference
        return await self._next(at, self.words(f"did_{name}", reference=reference), undone)

    async def _next(self, at: At, said: str = "", undo: str = "") -> Outgoing:
        """The next line to look at, under what was just done; after the last one the five lines."""
        found = await self._lines.next(at.worker, at.scope, at.period)
        if found.line is None:
            return await self.own.begun(at, said, found, undo)
        one = found.line.candidate
        head = self.words("line", place=self.name(at.scope), number=found.number, of=found.of)
        words = mask(one.words, one.reading.private)
        # On the first line only: then they know what is not shown here, and where it is.
        beside = [self.elsewhere(at, found.elsewhere), self.hard(at, found.hard)] if found.number == 1 else []
        told = (said, *beside, head, self._about(one), f"\u201c{words}\u201d", self._why_not(one))
        text = "\n".join(filter(None, told))
        buttons = [self.button(name, at, one.reference) for name in _able(one)]
        buttons += [self.button("undo", at, undo)] if undo else []
        return Outgoing(text, (*buttons, self.button("left", at)))

    def _about(self, one: Candidate) -> str:
        known = (each for each in self.desk.triage.area.themes if each.code == one.theme)
        theme = next((each.names.get(FALLBACK, each.code) for each in known), "")
        kind = self.say(f"staff.console.kind.{one.kind}", {})
        return "; ".join(filter(None, (one.reference, kind, theme)))

    def _why_not(self, one: Candidate) -> str:
        if not one.may_quote:
            return self.words("not_quoted")
        return self.words("masked") if one.reading.private else ""

    async def _more(self, at: At) -> Outgoing:
        await self._lines.more(at.worker, at.scope, at.period)
        return await self._next(at)


def _able(one: Candidate) -> Sequence[str]:
    """What may be done with a line as it is: whole only with a yes, and where nothing of it is masked or too long."""
    whole = one.may_quote and not one.reading.private and len(one.words) <= LONGEST_LINE
    quotes = ("group",) if one.agreed_by else ("quote", "also")
    return (*(quotes if whole else ()), "words", "out")


_ASKS = {"words": REWORD, "line": OWN, "ask": ASK}
_DEEDS = frozenset({"quote", "also", "group", "out", "undo"})
