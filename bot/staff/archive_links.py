"""Links by which one contact reads a private archive: signed, and over once they are no contact any more."""

from itsdangerous import BadData, URLSafeSerializer

from bot.storage.keys import Keys


def make_link(keys: Keys, contact: str) -> str:
    """What opens the archive to the contact of this id."""
    token: str = _serializer(keys).dumps(contact)
    return token


def read_link(keys: Keys, token: str) -> str | None:
    """Whose link this is; None where it is made up."""
    try:
        contact = _serializer(keys).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return contact if isinstance(contact, str) else None


def _serializer(keys: Keys) -> URLSafeSerializer:
    return URLSafeSerializer(keys.master.keyed_hash("archive links", keys.organisation), salt="earshot.reports")
