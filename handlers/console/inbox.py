"""Today, the inbox and the promises: what came in without its words, and one tap for many items."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.contribution import Kind, Standing
from bot.domain.deed import Deed, Does
from bot.domain.item import Item
from bot.domain.meeting import State
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.deciding import Deciding
from bot.staff.outcomes import Outcomes
from bot.staff.triage import Opened, late
from bot.storage.inbox import Wanted
from handlers.console.cases import file_of
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

MANY = (Does.READ, Does.AGENDA, Does.HOLD, Does.SPAM)
"""What can be done with several items at once."""
READ_SHOWN = "read_shown"
"""Read and thank whoever said what stands on the page, without a tick each: nothing hard, nothing dealt with."""
ON_TODAY = 5
"""So many of each list are on the first page; the rest is a tap away."""
ON_A_PAGE = 20
"""So many are read and thanked in one go."""
WHOSE = ("mine", "late", "unread", "talk_over")
"""Whose, or how it stands with them: what a list can be narrowed to beside kind, theme, place and standing."""
ASKED = ("show", "kind", "theme", "place", "standing", "whose")


class Inbox:
    """/console (today), /console/inbox, /console/promises."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("", self.today),
            frame.get("/inbox", self.listed, Right.READ_WORDS),
            frame.post("/inbox", self.do_many, Right.ANSWER),
            frame.post("/inbox/words", self.words, Right.READ_WORDS),
            frame.get("/promises", self.promises, Right.READ_WORDS),
        ]

    async def today(self, _request: Request, visit: Visit) -> Response:
        """What waits for this worker: people, overdue promises, then what nobody has read; each item once."""
        items = await self._frame.parts.triage.listed(visit.worker, Wanted((), open_only=True, unlooked=True))
        unlooked = [one for one in late(items, self._today()) if one.unlooked]
        items = [one for one in items if not one.unlooked]
        overdue = late(items, self._today())
        unread = [one for one in items if _is_new(one) and one not in overdue]
        held = [one for one in items if one.standing is Standing.HELD]
        lists = {"unlooked": unlooked, "late": overdue, "unread": unread, "held": held}
        waits = await self._frame.parts.notebook.waits(visit.worker)
        covering = [one.name for one in self._frame.parts.area.neighbourhoods if one.id in visit.worker.covers]
        return self._frame.page(
            visit,
            "today.html",
            **self._shown(lists),
            people=await self._people(visit.worker),
            waits=waits,
            covering=covering,
            first=ON_TODAY,
            here="today",
        )

    async def _people(self, worker: Worker) -> list[tuple[str, str, int]]:
        """What somebody waits for: its room, the key of its line, and how many; nothing where nobody does."""
        parts = self._frame.parts
        file = file_of(parts, worker) if worker.may(Right.SEE_CASES) else None
        found = (
            ("cases", "cases", len(await file.cases()) if file else 0),
            ("cases", "kept_back", len(await file.kept_back()) if file else 0),
            ("talks", "wishes", len(await parts.talking.waiting(worker))),
            ("people", "stranded", await parts.talking.stranded() if worker.may(Right.LET_IN) else 0),
            ("talks", "answers", len(await Deciding(parts.triage).waiting(worker))),
            ("meetings", "to_do", await self._overdue(worker)),
            ("agenda", "agenda", await self._undecided(worker)),
        )
        return [one for one in found if one[2]]

    async def _overdue(self, worker: Worker) -> int:
        """How much of what a group was to do is overdue, where this worker sees it."""
        to_do = await self._frame.parts.notebook.meetings.to_do(worker)
        return sum(one.state is State.OVERDUE for one in to_do)

    async def _undecided(self, worker: Worker) -> int:
        """How many points wait for the group of a chair or secretary; whoever reads words has them in their inbox."""
        if worker.may(Right.READ_WORDS) or not worker.may(Right.DECIDE):
            return 0
        points = await Outcomes(self._frame.parts.triage).points(worker)
        return sum(one.over_at is None for one in points)

    async def listed(self, request: Request, visit: Visit) -> Response:
        """The inbox, by what is asked for."""
        return await self._inbox(request, visit, await self._items(request, visit))

    async def words(self, request: Request, visit: Visit) -> Response:
        """The same with the words, in one look that is on record; children's where they are asked for by name (28)."""
        items = await self._items(request, visit)
        every = said(await form_of(request), "every") == "yes"
        opened = await self._frame.parts.triage.shown(visit.worker, [one.reference for one in items], every=every)
        return await self._inbox(request, visit, items, opened)

    async def do_many(self, request: Request, visit: Visit) -> Response:
        """Do one thing with every item that is ticked, or shown; what cannot be done is named, the rest is done."""
        form = await form_of(request)
        shown = form.get("does") == READ_SHOWN
        does = Does.READ if shown else next((one for one in MANY if one == form.get("does")), None)
        failed = []
        for reference in form.getlist("shown" if shown else "item") if does else ():
            try:
                await self._frame.parts.triage.does(visit.worker, str(reference), Deed(does or Does.READ))
            except (NotFound, Refused) as why:
                failed.append(f"{reference}: {why}")
        if not failed:
            return RedirectResponse(f"{ROOT}/inbox?{request.url.query}", 303)
        items = await self._items(request, visit)
        return await self._inbox(request, visit, items, problem="; ".join(failed))

    async def _items(self, request: Request, visit: Visit) -> list[Item]:
        wanted = _wanted(request.query_params)
        found = await self._frame.parts.triage.listed(visit.worker, wanted)
        whose = said(request.query_params, "whose")
        chosen = [one for one in found if _asked_for(one, whose, visit.worker.id, self._today())]
        return chosen[:ON_A_PAGE]

    async def _inbox(
        self, request: Request, visit: Visit, items: list[Item], opened: Sequence[Opened] = (), *, problem: str = ""
    ) -> Response:
        return self._frame.page(
            visit,
            "inbox.html",
            status=422 if problem else 200,
            **self._shown({"items": items}),
            words={one.item.reference: one.words for one in opened if one.words},
            closed=[one.item.reference for one in opened if not one.words],
            calm=[one.item.reference for one in opened if one.words and not one.hard and _is_new(one.item)],
            read_shown=READ_SHOWN,
            had=await self._frame.parts.triage.had(visit.worker, items),
            asked={name: said(request.query_params, name) for name in ASKED},
            query=request.url.query,
            many=MANY,
            whose=WHOSE,
            standings=(Standing.HEARD, Standing.HELD, Standing.SPAM),
            on_a_page=ON_A_PAGE,
            here="inbox",
            problem=problem,
        )

    async def promises(self, _request: Request, visit: Visit) -> Response:
        """Every open contribution with its owner and next date, those that are late first."""
        items = await self._frame.parts.triage.listed(visit.worker, Wanted((), open_only=True, unlooked=True))
        owed = sorted(items, key=lambda one: (one.next_date or date.max, one.id))
        rota, today = await self._frame.parts.aways.rota(), self._today()
        owes = {one.id: who.name for one in owed if (who := rota.owes(one, today)) is not None}
        lead, shown = self._frame.parts.area.safeguarding_lead, self._shown({"items": owed})
        return self._frame.page(visit, "promises.html", **shown, owes=owes, lead=lead, here="promises")

    def _shown(self, lists: Mapping[str, list[Item]]) -> Mapping[str, Any]:
        area = self._frame.parts.area
        return {
            **lists,
            "today": self._today(),
            "zone": area.zone,
            "themes": {one.code: one.names.get("en", one.code) for one in area.themes},
            "places": {one.id: one.name for one in area.neighbourhoods},
            "kinds": tuple(Kind),
        }

    def _today(self) -> date:
        return self._frame.parts.clock().astimezone(self._frame.parts.area.zone).date()


def _is_new(item: Item) -> bool:
    return item.became is None and item.standing is Standing.HEARD


def _asked_for(item: Item, whose: str, worker: str, today: date) -> bool:
    narrowed = {
        "mine": item.owner == worker,
        "late": item.late(today),
        "unread": _is_new(item),
        "talk_over": item.talked_over,
    }
    return narrowed.get(whose, True)


def _wanted(query: Mapping[str, str]) -> Wanted:
    """What a query asks for; what it asks wrongly is not asked."""
    kind = said(query, "kind")
    standing = said(query, "standing")
    place = said(query, "place")
    return Wanted(
        neighbourhoods=(place,) if place else (),
        open_only=said(query, "show") != "all",
        kind=Kind(kind) if kind in set(Kind) else None,
        theme=said(query, "theme"),
        standing=Standing(standing) if standing in set(Standing) else None,
        before=said(query, "before"),
    )
