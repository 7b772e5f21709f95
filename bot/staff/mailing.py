"""Who of the agencies is sent what of the report, and the Message-ID that each such mail keeps."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.release import Contact, Delivery, Sent
from bot.storage.keys import Keys
from reports.frozen import Frozen, Question

_SIGNS = 24


def asked_now(frozen: Frozen, agency: str) -> list[Question]:
    """The questions that this month's report asks an agency."""
    month = frozen.month
    return [one for one in frozen.questions if one.agency == agency and one.asked == month and not one.register]


def early_looks(keys: Keys, frozen: Frozen, contacts: Iterable[Contact], domain: str, now: datetime) -> list[Delivery]:
    """A mail to each contact of a body that is asked something."""
    period = str(frozen.month)
    asked = (one for one in contacts if asked_now(frozen, one.agency))
    return [addressed(keys, one, period, 0, Sent.EARLY, domain=domain, now=now) for one in asked]


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
