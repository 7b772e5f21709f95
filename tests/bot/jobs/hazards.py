"""A town through whatever may go wrong in a month.

The store, the jobs and the frozen months are the real ones; only the drawing is not, and the clock is moved.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from bot.conversation.effects import Effect, ErasePerson, JoinTo, OpenCase, PutWithCase, Withdraw
from bot.domain.contribution import Standing
from bot.domain.letter import Letter
from bot.domain.reading import DangerLevel
from bot.domain.release import Release
from bot.errors import Refused, SendFailed
from bot.storage import inbox, people, tables
from bot.storage.effects import carry_out
from bot.storage.people import Person
from tests.bot.jobs.month_ledger import FIRST, PLACES, START, Case, Ledger, Told
from tests.factories_releasing import Going
from tests.factories_staff import ADA, MO
from tests.factories_storage import done, keep, known

DAY = timedelta(days=1)
STEPS = (3, 5, 7, 9, 11)
"""Days between two looks, as if the machine were off in between: each look costs, and it is the order that matters."""
LATEST = 40
"""Days after which something still is written down that was said before."""


@dataclass
class Post:
    """A mail server that is down on some days, and on others takes a mail and says nothing of it."""

    random: Random
    down: bool = False
    taken: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    async def sends(self, letter: Letter) -> None:
        await asyncio.sleep(0)
        if self.down:
            raise SendFailed("SMTP 451")
        self.taken[letter.to, letter.subject].append(letter.id)
        if self.random.random() < 0.1:
            raise SendFailed("SMTPServerDisconnected")


class Hazards(Ledger):
    """Lives so many months of one town from a seed; `met` counts what befell it."""

    def __init__(self, going: Going, seed: int) -> None:
        self.random = Random(f"hazards {seed}")  # noqa: S311 - made-up days
        super().__init__(going)
        self.post = Post(self.random)
        self.machines = (going, going.another())
        for one in self.machines:
            one.sends = self.post.sends  # type: ignore[method-assign]
            one.port = 1
            one.__post_init__()
        self.people: dict[str, Person] = {}

    async def lives(self, months: int) -> None:
        """So many months and the days until the last of them is out."""
        await self.going.staffed()
        await self.going.sendings.put(MO, "council", "Cath", "cath@council.example")
        ends = datetime.combine(FIRST.after(months).first, START.time(), UTC) + 12 * DAY
        while self.now < ends:
            await self._happens()
            await self._looked_at()
            self.now += self.random.choice(STEPS) * DAY
            if self.random.random() < 0.08:
                self.met["machines off"] += 1
                self.now += self.random.choice((5, 9, 9, 35)) * DAY
        self.post.down = False
        for _ in range(3):
            self.now += DAY
            await self._looked_at(deciding=False)

    # -- what befalls it ---------------------------------------------------------------------------------------------

    async def _happens(self) -> None:
        for _ in range(self.random.choice((1, 2, 3, 5))):
            await self._speaks()
        for chance, befalls in (
            (0.25, self._withdraws),
            (0.08, self._is_erased),
            (0.2, self._is_joined),
            (0.25, self._is_held_or_freed),
            (0.2, self._is_spam_or_not),
            (0.15, self._is_in_danger),
            (0.12, self._case_is_closed),
        ):
            if self.random.random() < chance:
                await befalls()

    async def _speaks(self, person: str = "") -> Told:
        if not person:
            again = [one for one in self.people if self._living(one)]
            again = again if self.random.random() < 0.3 else []
            person = self.random.choice(again) if again else f"p{len(self.people)}"
        late = self.random.randint(1, LATEST) if self.random.random() < 0.15 else 0
        self.met["late"] += bool(late)
        on = max(START.date(), (self.now - late * DAY).date())
        one = Told(f"c{len(self.told)}", person, self.random.choice(PLACES), on, at=self.now)
        if person not in self.people:
            [self.people[person]] = await known(self.going.database, self.going.keys, person)
        self.told[one.id] = one
        for case in self.cases.values():
            if case.open and case.person == person:
                case.holds.add(one.id)
        await self._carried(one, keep(one.id, f"words of {one.id}", said_on=on, neighbourhood=one.place))
        return one

    async def _withdraws(self) -> None:
        if one := self._any(lambda one: one.standing is not Standing.WITHDRAWN):
            self.met["withdrawn"] += 1
            one.standing = Standing.WITHDRAWN
            await self._carried(one, Withdraw(one.id))

    async def _is_erased(self) -> None:
        if one := self._any(lambda one: not any(case.person == one.person for case in self.cases.values())):
            self.met["erased"] += 1
            await self._carried(one, ErasePerson())
            for other in self.told.values():
                other.erased |= other.person == one.person

    async def _is_joined(self) -> None:
        one = self._any(lambda one: one.standing is Standing.HEARD and not one.joined)
        if one is None:
            return
        other = self._any(lambda each: each.place == one.place and each.id != one.id and not each.joined)
        if other is not None and other.standing is Standing.HEARD:
            self.met["joined"] += 1
            one.joined = True
            if other.person == one.person:
                await self._carried(one, JoinTo(one.id, other.id))
            else:
                async with self.going.database.write() as conn:
                    await inbox.join(conn, self.going.keys.organisation, one.id, other.id)

    async def _is_held_or_freed(self) -> None:
        await self._stands("held", Standing.HELD)

    async def _is_spam_or_not(self) -> None:
        await self._stands("spam", Standing.SPAM)

    async def _stands(self, what: str, standing: Standing) -> None:
        if one := self._any(lambda one: one.standing in {Standing.HEARD, standing}):
            to = standing if one.standing is Standing.HEARD else Standing.HEARD
            self.met[what if to is standing else f"no longer {what}"] += 1
            async with self.going.database.write() as conn:
                assert await inbox.stand(conn, self.going.keys.organisation, one.id, one.standing, to)
            one.standing = to

    async def _is_in_danger(self) -> None:
        self.met["in danger"] += 1
        one = await self._speaks()
        near = {each.id for each in self._of(one.person) if each.at >= self.now - DAY}
        id_ = f"case{len(self.cases)}"
        self.cases[id_] = Case(one.person, near)
        opened = OpenCase(id_, DangerLevel.RED, ("rule",), "words of a case", one.id, one.place)
        await self._carried(one, opened, PutWithCase(id_, one.id))

    async def _case_is_closed(self) -> None:
        if found := [id_ for id_, one in self.cases.items() if one.open]:
            id_ = self.random.choice(found)
            self.met["case closed"] += 1
            self.cases[id_].open = False
            case = tables.safeguarding_case
            async with self.going.database.write() as conn:
                await conn.execute(case.update().where(case.c.id == id_).values(closed_at=self.now))

    async def _carried(self, one: Told, *effects: Effect) -> None:
        who = self.people[one.person].hash
        async with self.going.database.write() as conn:
            person = (await people.load(conn, self.going.keys, [who]))[who]
            every = [done(person, effect, external_id=one.id) for effect in effects]
            await carry_out(conn, self.going.keys, every, self.now)

    def _any(self, wanted: Callable[[Told], bool]) -> Told | None:
        found = [one for one in self.told.values() if not one.erased and wanted(one)]
        return self.random.choice(found) if found else None

    def _of(self, person: str) -> list[Told]:
        return [one for one in self.told.values() if one.person == person]

    def _living(self, person: str) -> bool:
        return not any(one.erased for one in self._of(person))

    # -- who looks, and decides --------------------------------------------------------------------------------------

    async def _looked_at(self, *, deciding: bool = True) -> None:
        self.post.down = deciding and self.random.random() < 0.2
        self.met["mail down"] += self.post.down
        for one in self.machines:
            one.now = self.now
        if deciding:
            await self._somebody_decides()
        running = self.machines[: self.random.choice((1, 2))]
        self.met["two processes"] += len(running) == 2
        await asyncio.gather(*(one.looks(self.now) for one in running))
        await self.note_frozen()
        await self.check_released()

    async def _somebody_decides(self) -> None:
        desk = self.going.desk
        for one in (await desk.listed())[:1]:
            period = one.draft.period
            try:
                if one.hold is not None:
                    await desk.let_go(MO, period)
                elif self.random.random() < 0.12:
                    self.met["month held"] += 1
                    await desk.hold(ADA, period, "a figure looks wrong")
                elif self.random.random() < 0.2:
                    taps = (desk.approve(who, period) for who in (MO, ADA))
                    came = await asyncio.gather(*taps, return_exceptions=True)
                    self.met["approved"] += any(isinstance(each, Release) for each in came)
            except Refused:
                pass
