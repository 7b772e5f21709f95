"""The links by which a worker holds a talk, and a second one watches it."""

from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer

from bot.domain.talk import LINKS_LAST, Role
from bot.storage.keys import Keys


def make_link(keys: Keys, id_: str, role: Role, now: datetime) -> str:
    """What opens a talk as its worker or as the second one, for LINKS_LAST from now."""
    token: str = _serializer(keys).dumps([id_, role, now.isoformat()])
    return token


def read_link(keys: Keys, token: str, now: datetime) -> tuple[str, Role] | None:
    """The talk and the role a link stands for; None where it is made up or too old."""
    try:
        id_, role, made = _serializer(keys).loads(token)
        known = Role(role)
    except (BadData, ValueError, TypeError):
        return None
    return (id_, known) if now - datetime.fromisoformat(made) <= LINKS_LAST else None


def _serializer(keys: Keys) -> URLSafeSerializer:
    return URLSafeSerializer(keys.master.keyed_hash("talk links", keys.organisation), salt="earshot.talk")
