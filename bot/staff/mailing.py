"""Who of the agencies is sent what of the report, and the Message-ID that each such mail keeps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from bot.domain.question import AnswerLink
from bot.domain.release import Contact, Delivery, Sent, State
from bot.storage.keys import Keys
from reports.frozen import Frozen, Question

_SIGNS = 24


def asked_now(frozen: Frozen, agency: str) -> list[Question]:
    """The questions that this month's report asks an agency."""
    month = frozen.month
    return [one for one in frozen.questions if one.agency == agency and one.asked == month and not one.register]


class Looks(Struct, frozen=True):
    """The early looks of a month there were so far, and when each of its questions (by id) was asked."""

    so_far: Sequence[Delivery]
    asked_at: Mapping[str, datetime]

    def of(self, contact: Contact) -> list[Delivery]:
        """One contact's."""
        return [one for one in self.so_far if one.what is Sent.EARLY and one.contact == contact.id]

    def lacks(self, contact: Contact, asked: Iterable[Question]) -> bool:
        """Whether there is anything that this contact is asked and was not shown."""
        shown = max((one.put_at for one in self.of(contact) if one.state is not State.GONE), default=None)
        return any(shown is None or self.asked_at.get(one.id, shown) > shown for one in asked)


def early_looks(
    keys: Keys, frozen: Frozen, contacts: Iterable[Contact], looks: Looks, *, domain: str, now: datetime
) -> list[Delivery]:
    """A mail to each contact of a body that is asked something it has not seen; one more where more is asked later."""
    period = str(frozen.month)
    fresh = (one for one in contacts if looks.lacks(one, asked_now(frozen, one.agency)))
    return [addressed(keys, one, period, len(looks.of(one)), Sent.EARLY, domain=domain, now=now) for one in fresh]


def receipt(keys: Keys, link: AnswerLink, so_far: Iterable[Delivery], *, domain: str, now: datetime) -> list[Delivery]:
    """A mail to a contact that an answer came in by their link; none where one that waits will say so."""
    mine = [one for one in so_far if one.what is Sent.RECEIPT and one.contact == link.contact]
    if any(one.state is State.WAITING for one in mine):
        return []
    to = Contact(link.contact, link.agency, "", "")
    return [addressed(keys, to, link.period, len(mine), Sent.RECEIPT, domain=domain, now=now)]


def editions(
    keys: Keys, period: str, revision: int, contacts: Iterable[Contact], *, domain: str, now: datetime
) -> list[Delivery]:
    """A mail with the edition to each of these contacts."""
    return [addressed(keys, one, period, revision, Sent.EDITION, domain=domain, now=now) for one in contacts]


def addressed(
    keys: Keys, contact: Contact, period: str, revision: int, what: Sent, *, domain: str, now: datetime
) -> Delivery:
    """A mail to one contact of one edition. Its Message-ID follows from these, and tells nobody who they are."""
    parts = (keys.organisation, period, str(revision), what, contact.id)
    signs = keys.master.keyed_hash("message id", *parts).hex()[:_SIGNS]
    id_ = f"report.{period}.{revision}.{signs}@{domain}"
    return Delivery(period, revision, what, contact.id, contact.agency, id_, now)
