"""The link by which one contact of an agency answers what a month's report asks it: no account, and it expires."""

from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer

from bot.domain.question import AnswerLink
from bot.storage.keys import Keys


def make_link(keys: Keys, link: AnswerLink, until: datetime) -> str:
    """What opens the month's questions to this contact until then."""
    token: str = _serializer(keys).dumps([link.contact, link.agency, link.period, until.isoformat()])
    return token


def read_link(keys: Keys, token: str, now: datetime) -> AnswerLink | None:
    """What a link stands for; None where it is made up or too old."""
    try:
        contact, agency, period, until = _serializer(keys).loads(token)
        over = datetime.fromisoformat(until)
    except (BadData, ValueError, TypeError):
        return None
    return AnswerLink(contact, agency, period) if now <= over else None


def _serializer(keys: Keys) -> URLSafeSerializer:
    return URLSafeSerializer(keys.master.keyed_hash("answer links", keys.organisation), salt="earshot.answer")
