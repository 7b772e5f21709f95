"""The report leaves the house: approved by one named person, or on its day with counts only (product.md 41).

It can be held back and let go, and is made anew without what was taken back (docs/decisions/0014).
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.replies import Values
from bot.domain.release import (
    CLOCK,
    EARLY_DAYS,
    LONGEST_REASON,
    Delivery,
    Hold,
    Release,
    Sent,
    newest_of,
    working_days_after,
)
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.house import House
from bot.staff.mailing import Looks, asked_now, early_looks
from bot.staff.printing import printed
from bot.staff.standing import SEND_AT, Standing, listed
from bot.storage import agency_contacts, agency_questions, deliveries, drafts, releases, report_holds, workers
from reports import dataset, taken_back
from reports.dataset import Packed
from reports.frozen import WHOLE_AREA, Correction, Frozen
from reports.model import Month
from reports.release import checked, corrected, counts_taken, without, words_taken

TAKEN_BACK_WORDS, TAKEN_BACK_COUNTS, CHECKED = "words_taken_back", "counts_taken_back", "checked"
"""Why there is another revision."""


async def as_it_is(_conn: AsyncConnection, frozen: Frozen) -> Frozen:
    """Nobody has reviewed it."""
    return frozen


class Releasing(Struct, frozen=True):
    """`say` words a key of the staff's wording, `domain` is that of our mail's Message-IDs.

    `reviewed` puts into a frozen month what its mobilisers made of it. `elsewhere` has a month approved by another
    process (a worker's id and the period), where the chat must not wait for it; raises as `approve`.

    Whatever takes its time (a month opened, gone through, packed) is done before anything is locked in the store.
    """

    house: House
    say: Callable[[str, Values], str]
    domain: str = "localhost"
    reviewed: Callable[[AsyncConnection, Frozen], Awaitable[Frozen]] = as_it_is
    elsewhere: Callable[[str, str], Awaitable[Release]] | None = None

    async def listed(self) -> list[Standing]:
        """Every month that was frozen, the newest first."""
        return await listed(self.house)

    async def find(self, period: str) -> Standing:
        """How a month stands. Raises NotFound where it was not frozen."""
        found = next((one for one in await self.listed() if one.draft.period == period), None)
        if found is None:
            raise NotFound(period)
        return found

    # -- decided ----------------------------------------------------------------------------------------------------

    async def approve(self, worker: Worker, period: str) -> Release:
        """Let it go out, with the worker's name on it. Raises NotFound, and Refused in words.

        It is published once the bodies it asks have had their questions for two working days.
        """
        self.fenced(worker)
        if self.elsewhere is not None:
            return await self.elsewhere(worker.id, period)
        house = self.house
        frozen, newest = await self._approved(worker, period)
        packed = dataset.pack(frozen)
        async with house.database.write() as conn:
            await self._check_free(conn, period)
            stands = newest_of(await releases.of(conn, house.keys.organisation, period))
            if stands is not None and stands.checked:
                raise Refused(await self._approved_by(conn, stands))
            if stands != newest:
                raise Refused(self._say("meanwhile"))
            due = await self._due(conn, frozen)
            why = CHECKED if newest else ""
            decided = await self._decide(conn, frozen, packed, worker.id, due, checked=True, why=why)
            if decided is None:
                raise Refused(self._say("meanwhile"))
            await house.record(conn, worker, f"report {period} {decided.revision} approved")
        return decided

    async def _approved(self, worker: Worker, period: str) -> tuple[Frozen, Release | None]:
        """A month as it is approved now, and the release it takes the place of. Raises as `approve`."""
        house = self.house
        frozen = await self._now(await self.draft(period))
        async with house.database.read() as conn:
            newest = newest_of(await releases.of(conn, house.keys.organisation, period))
            frozen = await self.reviewed(conn, frozen)
        scopes = [WHOLE_AREA, *(one.id for one in house.area.served)]
        frozen = await printed(house, checked(frozen, scopes, worker.name, house.today), newest)
        if newest is not None:
            frozen = corrected(frozen, self._correction(newest.revision + 1, CHECKED))
        return frozen, newest

    async def go_unchecked(self, period: str) -> Release | None:
        """Its day has come and nobody has approved it: counts only. None where somebody has, or it is held back."""
        house = self.house
        frozen = await printed(house, (await self._now(await self.draft(period))).counts_only())
        packed = dataset.pack(frozen)
        async with house.database.write() as conn:
            taken = await releases.of(conn, house.keys.organisation, period)
            if taken or period in await report_holds.active(conn, house.keys):
                return None
            return await self._decide(conn, frozen, packed, CLOCK, house.clock(), checked=False)

    async def hold(self, worker: Worker, period: str, reason: str) -> Hold:
        """Publish and send nothing of it until it is let go. Raises NotFound, and Refused in words."""
        self.fenced(worker)
        house, said = self.house, reason.strip()
        await self.find(period)
        if not said or len(said) > LONGEST_REASON:
            raise Refused(self._say("reason", most=LONGEST_REASON))
        async with house.database.write() as conn:
            await self._check_free(conn, period)
            hold = Hold(house.new_id(), period, worker.id, said, house.clock())
            await report_holds.put(conn, house.keys, hold)
            await house.record(conn, worker, f"report {period} held back")
        return hold

    async def let_go(self, worker: Worker, period: str) -> None:
        """It may go out again. Raises NotFound, and Refused where it was not held back."""
        self.fenced(worker)
        house = self.house
        async with house.database.write() as conn:
            freed = await report_holds.let_go(conn, house.keys.organisation, period, who=worker.id, now=house.clock())
            if not freed:
                raise Refused(self._say("not_held"))
            await house.record(conn, worker, f"report {period} let go")

    # -- taken back -------------------------------------------------------------------------------------------------

    async def take_back(self, period: str, *, counts: bool) -> Release | None:
        """The month without the words taken back since, as its next revision; None where there are none.

        Its figures stay as they were printed (reports.stands). What was taken back leaves the draft as well, so that it
        is nowhere any more; and, if `counts`, what a release of an older Earshot keeps, which has rows.
        """
        house = self.house
        async with house.database.read() as conn:
            newest = newest_of(await releases.of(conn, house.keys.organisation, period))
            kept = await releases.dataset(conn, house.keys, period, newest.revision) if newest else None
        await self._prune(period)
        if newest is None or kept is None:
            return None
        frozen = dataset.load(kept, Month.of(period))
        back = await taken_back.look(house.database, house.keys.organisation, frozen)
        words = words_taken(frozen, back)
        if not words and not (counts and counts_taken(frozen, back)):
            return None
        why = TAKEN_BACK_WORDS if words else TAKEN_BACK_COUNTS
        left = without(await printed(house, frozen, newest), back)
        anew = corrected(left, self._correction(newest.revision + 1, why))
        packed = dataset.pack(anew)
        async with house.database.write() as conn:
            return await self._decide(conn, anew, packed, newest.who, newest.due_at, checked=newest.checked, why=why)

    async def _prune(self, period: str) -> None:
        house = self.house
        frozen = await self.draft(period)
        back = await taken_back.look(house.database, house.keys.organisation, frozen)
        if words_taken(frozen, back) or back.gone:
            anew = dataset.pack(without(frozen, back))
            async with house.database.write() as conn:
                await drafts.keep_anew(conn, house.keys, WHOLE_AREA, period, dataset=anew.content, hashed=anew.hash)

    # -- within -----------------------------------------------------------------------------------------------------

    def fenced(self, worker: Worker) -> None:
        """Raises NotFound for whoever has no business with it."""
        if not worker.may(Right.PUBLISH):
            raise NotFound(worker.id)

    async def show_early(self, period: str) -> None:
        """Let the bodies that a frozen month asks something see their questions. Raises NotFound."""
        frozen = dataset.head(await self._kept(period), Month.of(period))
        if frozen.questions:
            async with self.house.database.write() as conn:
                await self.early(conn, frozen)

    async def early(self, conn: AsyncConnection, frozen: Frozen) -> list[Delivery]:
        """Put down the mails by which bodies see the questions to them; all there are of this month."""
        house, period = self.house, str(frozen.month)
        contacts = await agency_contacts.everyone(conn, house.keys)
        live = await agency_questions.listed(conn, house.keys, (period,))
        so_far = await deliveries.of(conn, house.keys.organisation, period)
        looks = Looks(so_far, {one.id: one.asked_at for one in live})
        fresh = early_looks(house.keys, frozen, contacts, looks, domain=self.domain, now=house.clock())
        await deliveries.put(conn, house.keys.organisation, fresh)
        asked = {one.id for one in contacts if asked_now(frozen, one.agency)}
        return [one for one in (*so_far, *fresh) if one.what is Sent.EARLY and one.contact in asked]

    async def _due(self, conn: AsyncConnection, frozen: Frozen) -> datetime:
        """When it may be published: the bodies have had their questions for long enough (product.md 42)."""
        house, now = self.house, self.house.clock()
        shown = [one.put_at for one in await self.early(conn, frozen)]
        if not shown:
            return now
        day = working_days_after(house.area, max(shown).astimezone(house.area.zone).date(), EARLY_DAYS)
        return max(now, datetime.combine(day, SEND_AT, house.area.zone).astimezone(UTC))

    async def draft(self, period: str) -> Frozen:
        """A month as it was frozen. Raises NotFound."""
        return dataset.load(await self._kept(period), Month.of(period))

    async def _kept(self, period: str) -> bytes:
        async with self.house.database.read() as conn:
            draft = await drafts.find(conn, self.house.keys, WHOLE_AREA, period)
        if draft is None:
            raise NotFound(period)
        return draft.dataset

    async def _now(self, frozen: Frozen) -> Frozen:
        back = await taken_back.look(self.house.database, self.house.keys.organisation, frozen)
        return without(frozen, back)

    async def _check_free(self, conn: AsyncConnection, period: str) -> None:
        held = (await report_holds.active(conn, self.house.keys)).get(period)
        if held is not None:
            raise Refused(self._say("held", reason=held.reason))

    async def _approved_by(self, conn: AsyncConnection, one: Release) -> str:
        who = await workers.find(conn, self.house.keys, one.who)
        day = one.decided_at.astimezone(self.house.area.zone).date()
        return self._say("approved", who=who.name if who else one.who, date=day)

    async def _decide(
        self,
        conn: AsyncConnection,
        frozen: Frozen,
        packed: Packed,
        who: str,
        due: datetime,
        *,
        checked: bool,
        why: str = "",
    ) -> Release | None:
        decided = Release(
            period=str(frozen.month),
            revision=frozen.revision,
            checked=checked,
            who=who,
            hash=packed.hash,
            decided_at=self.house.clock(),
            due_at=due,
            why=why,
        )
        done = await releases.decide(conn, self.house.keys, decided, packed.content)
        return decided if done else None

    def _correction(self, revision: int, why: str) -> Correction:
        return Correction(revision, self.house.today, self._say(f"correction.{why}"))

    def _say(self, key: str, **values: object) -> str:
        return self.say(f"staff.releasing.{key}", values)  # type: ignore[arg-type]
