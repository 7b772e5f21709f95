"""Reads that a mail of ours came back: a delivery status notification (RFC 3464) as mail servers send it.

Whoever can write to us can write one: it is read in part and to no depth, and nothing of it is kept but two codes.
"""

import re
from email import message_from_bytes
from email.message import Message
from typing import Final

from msgspec import Struct

from bot.errors import Refused

LARGEST: Final = 32_000_000
"""Bytes; a mail server returns less, also with all that was attached."""
READ: Final = 128_000
"""So many of them are read: what failed, and the head of what is returned, stand before its body."""
_MOST_KINDS: Final = 40
"""Each part names its kind: so many can lie within each other, and no more."""
_KIND = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_STATUSES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RETURNED = frozenset({"message/rfc822", "message/global"})
_HEADS = frozenset({"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"})
_STATUS = re.compile(r"([45]\.\d{1,3}\.\d{1,3})(?!\S)")
_MESSAGE_ID = re.compile(r"<([!-;=?-~]{1,250})>")
_LATE, _ARRIVED = frozenset({"delayed"}), frozenset({"delivered", "relayed", "expanded"})


class Bounce(Struct, frozen=True):
    """Which mail came back, by its Message-ID, and why: the enhanced status code (RFC 3463) of its server."""

    message_id: str
    status: str


def read_bounce(raw: bytes) -> Bounce:
    """What a notification says. Raises Refused for whatever does not say that a mail came back."""
    if not raw.strip():
        raise Refused("there is no mail on standard input")
    if len(raw) > LARGEST:
        raise Refused(f"it is larger than {LARGEST // 1_000_000} MB: no delivery status notification")
    head = raw[:READ]
    if len(_KIND.findall(head)) > _MOST_KINDS:
        raise Refused(f"it has more than {_MOST_KINDS} parts: no delivery status notification")
    try:
        return _read(message_from_bytes(head))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        raise Refused("it is no mail that can be read") from None


def _read(mail: Message) -> Bounce:
    kind = str(mail.get_param("report-type", "")).casefold()
    if mail.get_content_type() != "multipart/report" or kind != "delivery-status":
        raise Refused("it is no delivery status notification (multipart/report; report-type=delivery-status)")
    parts = _blocks(mail)
    status = _failed(parts)
    return Bounce(_about(parts), status)


def _failed(parts: list[Message]) -> str:
    """The status of the first recipient for whom it failed for good."""
    told = next((_blocks(one) for one in parts if one.get_content_type() in _STATUSES), [])
    actions = [(_first_word(one, "Action"), _STATUS.match(_said(one, "Status"))) for one in told]
    failed = next((status for action, status in actions if action == "failed" and status), None)
    if failed is not None:
        return failed[1]
    known = {action for action, _ in actions}
    if known & _LATE:
        raise Refused("the mail is late, and has not come back: its server still tries")
    if known & _ARRIVED:
        raise Refused("it says that the mail arrived")
    raise Refused("it names no recipient for whom the mail failed, with a status such as 5.1.1")


def _about(parts: list[Message]) -> str:
    """The Message-ID of the mail that is returned, whole or its head alone."""
    for one in parts:
        for head in _heads(one):
            if found := _MESSAGE_ID.fullmatch(_said(head, "Message-ID")):
                return found[1]
    raise Refused("it does not say which mail it is about: no Message-ID of a returned mail")


def _heads(part: Message) -> list[Message]:
    if part.get_content_type() in _RETURNED:
        return _blocks(part)
    if part.get_content_type() not in _HEADS:
        return []
    # What is of the sort message/... is a mail of its own to the parser; what is text may be encoded.
    text = part.get_payload(decode=True)
    return [message_from_bytes(text.lstrip())] if isinstance(text, bytes) else _blocks(part)


def _blocks(part: Message) -> list[Message]:
    within = part.get_payload()
    return [one for one in within if isinstance(one, Message)] if isinstance(within, list) else []


def _first_word(head: Message, name: str) -> str:
    return (_said(head, name).casefold().split() or [""])[0]


def _said(head: Message, name: str) -> str:
    return str(head.get(name, "")).strip()
