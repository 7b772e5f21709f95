"""To whom the report goes, how far each mail came, and what a person does about one that did not arrive."""

import re

from msgspec import Struct

from bot.domain.release import MAIL_SERVER, Contact, Delivery, State
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.exchange.bounce import Bounce
from bot.staff.archive_links import make_link
from bot.staff.house import House
from bot.storage import agency_contacts, audit, deliveries

LONGEST = 120
_ADDRESS = re.compile(r"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Sendings(Struct, frozen=True):
    """Contacts of agencies, and the mails to them: for whoever may publish."""

    house: House

    async def contacts(self) -> list[Contact]:
        """All who are sent the report, by agency."""
        async with self.house.database.read() as conn:
            return await agency_contacts.everyone(conn, self.house.keys)

    async def put(self, worker: Worker, agency: str, name: str, mail: str) -> Contact:
        """Send the report to somebody of an agency from now on. Raises NotFound, and Refused in words."""
        self.fenced(worker)
        house, name, mail = self.house, " ".join(name.split()), mail.strip()
        if all(one.id != agency for one in house.area.agencies):
            raise NotFound(agency)
        if not name or len(name) > LONGEST:
            raise Refused(f"a name has 1 to {LONGEST} signs")
        if not _ADDRESS.fullmatch(mail) or len(mail) > LONGEST:
            raise Refused("that is no mail address: write it as anna@example.org")
        if any((one.agency, one.mail.casefold()) == (agency, mail.casefold()) for one in await self.contacts()):
            raise Refused("they are sent it already")
        contact = Contact(house.new_id(), agency, name, mail)
        async with house.database.write() as conn:
            await agency_contacts.put(conn, house.keys, contact, who=worker.id, now=house.clock())
            await house.record(conn, worker, f"contact {contact.id} of {agency} put down")
        return contact

    async def take_off(self, worker: Worker, contact: str) -> None:
        """Send them nothing any more: their link opens nothing either. Raises NotFound."""
        self.fenced(worker)
        house = self.house
        async with house.database.write() as conn:
            if not await agency_contacts.go(conn, house.keys.organisation, contact, house.clock()):
                raise NotFound(contact)
            await house.record(conn, worker, f"contact {contact} taken off")

    async def of(self, period: str) -> list[Delivery]:
        """The mails of a month, by agency and contact, the newest revision first."""
        async with self.house.database.read() as conn:
            return await deliveries.of(conn, self.house.keys.organisation, period)

    async def again(self, worker: Worker, mail: tuple[str, int, str, str]) -> None:
        """Try one anew that ended badly: month, revision, what, contact. Raises NotFound, Refused where it did not."""
        house, one = self.house, await self._find(worker, mail)
        async with house.database.write() as conn:
            if not await deliveries.again(conn, house.keys.organisation, one, house.clock()):
                raise Refused("it has not failed")
            await house.record(conn, worker, f"mail {one.message_id} tried again")

    async def came_back(self, worker: Worker, mail: tuple[str, int, str, str]) -> None:
        """A worker saw that one came back. Raises NotFound, and Refused where it was not sent."""
        house, one = self.house, await self._find(worker, mail)
        async with house.database.write() as conn:
            if not await deliveries.came_back(conn, house.keys.organisation, one):
                raise Refused("it was not sent")
            await house.record(conn, worker, f"mail {one.message_id} came back")

    async def bounced(self, bounce: Bounce) -> tuple[Delivery, bool]:
        """A mail server says that one came back: which, and whether that is new. Raises NotFound, and Refused."""
        house = self.house
        async with house.database.write() as conn:
            one = await deliveries.by_message_id(conn, house.keys.organisation, bounce.message_id)
            if one is None:
                raise NotFound("it is about no mail of ours with the report")
            if one.state is State.RETURNED:
                return one, False
            if not await deliveries.came_back(conn, house.keys.organisation, one, bounce.status):
                raise Refused("it is about a mail that was not sent, or not taken")
            what = f"mail {one.message_id} came back {bounce.status}"
            await audit.record(conn, house.keys, house.new_id(), who=MAIL_SERVER, what=what, now=house.clock())
        return one, True

    def link(self, contact: str) -> str:
        """What opens a private archive to a contact, "" where everybody may read it."""
        return "" if self.house.area.report_days.public_archive else make_link(self.house.keys, contact)

    def fenced(self, worker: Worker) -> None:
        """Raises NotFound for whoever has no business with it."""
        if not worker.may(Right.PUBLISH):
            raise NotFound(worker.id)

    async def _find(self, worker: Worker, mail: tuple[str, int, str, str]) -> Delivery:
        self.fenced(worker)
        period, revision, what, contact = mail
        organisation = self.house.keys.organisation
        async with self.house.database.read() as conn:
            found = await deliveries.find(conn, organisation, period, revision=revision, what=what, contact=contact)
        if found is None:
            raise NotFound(contact)
        return found
