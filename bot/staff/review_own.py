"""A worker's own words on a month, in their chat: the five lines, the ask, the story; what is left, and "done"."""

from collections.abc import Awaitable, Callable

from msgspec import structs

from bot.channel import Button, Outgoing
from bot.domain.review import MOST_LINES, Reviewed
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.letters import month_name
from bot.staff.review_cards import At, ReviewCards
from bot.staff.reviewing import Desk
from bot.staff.shortlist import Next, Shortlist

DROP = "-"
"""What is typed to leave a line or the ask out."""
_SHORT = 8
"""Signs of a story's id a button carries."""


class ReviewOwn(ReviewCards, frozen=True):
    """What comes after the residents' lines."""

    async def begun(self, at: At, said: str = "", found: Next | None = None, undo: str = "") -> Outgoing:
        """Their five lines, or those drafted from the month, to take or to change one by one."""
        desk = await self.at_desk(at)
        rows = [f"{number}. {one}" for number, one in enumerate(desk.own.lines, 1)] or [self.words("no_lines")]
        written = desk.own.written or not desk.own.lines
        lead = self.words("yours" if written else "drafted")
        beside = [self.elsewhere(at, found.elsewhere), self.hard(at, found.hard)] if found else []
        text = "\n".join(filter(None, (said, *beside, lead, *rows)))
        # With no line there is nothing to take: on to the ask.
        on = self.button("take", at) if desk.own.lines else Button(self.words("tap_on"), self.token("askstep", at))
        more = self._more(at, found, undo)
        return Outgoing(text, (on, *self._changes(at, len(desk.own.lines)), *more, self.button("left", at)))

    def _changes(self, at: At, many: int) -> list[Button]:
        """A button for each of so many lines, and one for a line more where there is room."""
        change = [
            Button(self.words("change", number=number), self.token("line", at, str(number)))
            for number in range(1, many + 1)
        ]
        add = Button(self.words("add"), self.token("line", at, str(many + 1)))
        return [*change, add] if many < MOST_LINES else change

    def _more(self, at: At, found: Next | None, undo: str) -> list[Button]:
        more = [self.button("undo", at, undo)] if undo else []
        return [*more, self.button("more", at)] if found and found.more else more

    async def take(self, at: At) -> Outgoing:
        """The lines stand as they are."""
        return await self._written(at, lambda own: own, self.ask, self.button("lines", at))

    async def ask(self, at: At) -> Outgoing:
        """The one ask, as it is or to be written."""
        ask = (await self.at_desk(at)).own.ask
        text = self.words("the_ask", ask=ask) if ask else self.words("no_ask")
        on = Button(self.words("tap_on"), self.token("stories", at))
        return Outgoing(text, (on, self.button("ask", at), self.button("left", at)))

    async def stories(self, at: At) -> Outgoing:
        """The stories to choose one from; where there is none, what is left."""
        desk = await self.at_desk(at)
        if not desk.stories:
            return await self.left(at)
        zone = self.desk.triage.area.zone
        rows = [
            self.words(
                "story_line",
                number=number,
                place=self.name(one.neighbourhood),
                date=one.told_at.astimezone(zone).date(),
            )
            for number, one in enumerate(desk.stories, 1)
        ]
        buttons = [
            Button(f"{number}", self.token("story", at, one.id[-_SHORT:])) for number, one in enumerate(desk.stories, 1)
        ]
        none = Button(self.words("no_story"), self.token("story", at, DROP))
        return Outgoing("\n".join([self.words("which_story"), *rows]), (*buttons, none))

    async def story(self, at: At, chosen: str) -> Outgoing:
        """This one is told, or none. Raises NotFound."""
        stories = (await self.at_desk(at)).stories
        id_ = next((one.id for one in stories if one.id.endswith(chosen)), "")
        if not id_ and chosen != DROP:
            raise NotFound(chosen)
        return await self._written(
            at, lambda own: structs.replace(own, story=id_), self.left, self.button("stories", at)
        )

    async def left(self, at: At) -> Outgoing:
        """What stands so far and what is left, with a way into each part; and "done"."""
        desk = await self.at_desk(at)
        hard = await Shortlist(self.desk).hard(at.worker, at.scope, at.period)
        here = desk.waiting - desk.children - hard
        rows = [
            self.words("left_title", place=self.name(at.scope), month=month_name(at.period)),
            self._lines_so_far(desk, here),
            *(f"- {one}" for one in (self.elsewhere(at, desk.children), self.hard(at, hard)) if one),
            self.words("left_own" if desk.own.written else "left_drafted", count=len(desk.own.lines)),
            self.words("left_ask", ask=desk.own.ask) if desk.own.ask else self.words("left_no_ask"),
            self.words("left_story" if desk.own.story else "left_no_story") if desk.stories else "",
            self._standing(desk),
        ]
        done = desk.review is not None and desk.review.done_at is not None
        some = {"done": not done, "begin": here, "lines": True, "askstep": True, "stories": desk.stories}
        names = [name for name, there in some.items() if there]
        return Outgoing("\n".join(filter(None, rows)), tuple(self.button(one, at) for one in names))

    def _lines_so_far(self, desk: Desk, waiting: int) -> str:
        """How many lines were let out, and how; how many were not, and how many wait to be looked at."""
        also = sum(one.also_heard for one in desk.lines)
        words = sum(not one.quote for one in desk.lines)
        out = len(desk.review.left_out) if desk.review else 0
        quotes = len(desk.lines) - also - words
        return self.words("left_lines", quotes=quotes, also=also, words=words, out=out, waiting=waiting)

    def _standing(self, desk: Desk) -> str:
        if desk.review is None or desk.review.done_at is None:
            return ""
        zone = self.desk.triage.area.zone
        return self.words("is_done", who=desk.review.name, date=desk.review.done_at.astimezone(zone).date())

    async def done(self, at: At) -> Outgoing:
        """It may go out, with their name on it."""
        try:
            await self.desk.write(at.worker, (await self.at_desk(at)).own, done=True)
        except Refused as why:
            return Outgoing(self.words("refused", why=str(why)), (self.button("lines", at), self.button("left", at)))
        told = self.words("done_now", place=self.name(at.scope), month=month_name(at.period), who=at.worker.name)
        return Outgoing(told, (self.button("left", at),))

    async def wrote_line(self, worker: Worker, about: str, text: str) -> Outgoing:
        """A line of their own, or several, one a line; `about` is scope, month and the line's number."""
        scope, period, number = about.split(" ")
        at, first = At(worker, scope, period), int(number) - 1
        typed = [one.strip() for one in text.splitlines() if one.strip()]

        def changed(own: Reviewed) -> Reviewed:
            lines = [*own.lines, *[""] * MOST_LINES][:MOST_LINES]
            lines[first : first + max(1, len(typed))] = ["" if one == DROP else one for one in typed]
            return structs.replace(own, lines=tuple(lines))

        return await self._written(at, changed, self.begun, self.button("line", at, number))

    async def wrote_ask(self, worker: Worker, about: str, text: str) -> Outgoing:
        """The ask of the month; `about` is scope and month."""
        at = At(worker, *about.split(" "))
        asked = "" if text.strip() == DROP else text
        return await self._written(
            at, lambda own: structs.replace(own, ask=asked), self.stories, self.button("ask", at)
        )

    async def _written(
        self,
        at: At,
        change: Callable[[Reviewed], Reviewed],
        then: Callable[[At], Awaitable[Outgoing]],
        again: Button,
    ) -> Outgoing:
        try:
            desk = await self.at_desk(at)
            await self.desk.write(at.worker, change(desk.own))
        except NotFound:
            return Outgoing(self.words("gone"))
        except Refused as why:
            return Outgoing(self.words("refused", why=str(why)), (again, self.button("left", at)))
        return await then(at)
