"""What says that a mail came back is read (RFC 3464); all else is refused in words, quickly, whatever it is."""

import time

import pytest

from bot.errors import Refused
from bot.exchange.bounce import LARGEST, READ, Bounce, read_bounce
from tests.notifications import exchange, postfix

OURS = "report.2026-10.1.0123456789abcdef01234567@voices.example"


def test_postfix_and_exchange_say_which_mail_it_was_and_why() -> None:
    assert read_bounce(postfix(OURS)) == Bounce(OURS, "5.1.1")
    assert read_bounce(exchange(OURS)) == Bounce(OURS, "5.1.10")


def test_a_returned_mail_with_all_that_was_attached_is_read_by_its_head() -> None:
    whole = postfix(OURS).replace(b"Hello Cath", b"QUJD" * 4 * READ)
    assert read_bounce(whole) == Bounce(OURS, "5.1.1")


@pytest.mark.parametrize(
    ("action", "why"),
    [("delayed", "late"), ("delivered", "arrived"), ("relayed", "arrived"), ("expanded", "arrived"), ("", "names no")],
)
def test_a_delay_or_a_receipt_is_no_bounce(action: str, why: str) -> None:
    for raw in (postfix(OURS, action), exchange(OURS, action)):
        with pytest.raises(Refused, match=why):
            read_bounce(raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no mail"),
        (b" \r\n\n", "no mail"),
        (b"Subject: I am on leave\n\nBack on Monday.\n", "no delivery status notification"),
        (b"\x00\xff\xfe" * 1000, "no delivery status notification"),
        (postfix(OURS).replace(b"report-type=delivery-status", b"report-type=feedback-report"), "no delivery status"),
        (postfix(OURS).replace(b"multipart/report", b"multipart/mixed"), "no delivery status"),
        (postfix(OURS).replace(b"Status: 5.1.1\n", b""), "names no recipient"),
        (postfix(OURS).replace(b"Status: 5.1.1", b"Status: 2.0.0"), "names no recipient"),
        (postfix(OURS).replace(b"Status: 5.1.1", b"Status: 5.1.1; drop table"), "names no recipient"),
        (postfix(OURS).replace(b"message/delivery-status", b"text/plain"), "names no recipient"),
        (postfix(OURS).replace(b"message/rfc822", b"text/plain"), "which mail"),
        (postfix("a b@c"), "which mail"),
        (postfix("x" * 300), "which mail"),
    ],
)
def test_whatever_else_comes_is_refused_in_a_line(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        read_bounce(raw)
    assert "\n" not in str(refused.value)


def nested(kind: bytes, times: int) -> bytes:
    """Mails within each other."""
    inner = b"".join(b'Content-Type: %s; boundary="b%d"\n\n--b%d\n' % (kind, one, one) for one in range(times))
    return b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n' + inner


@pytest.mark.parametrize(
    "raw",
    [
        b"x" * (LARGEST + 1),
        nested(b"multipart/mixed", 2000),
        nested(b"message/rfc822", 2000),
        nested(b"message/delivery-status", 2000),
        nested(b"multipart/mixed", 38) + b"\n" * READ,
        nested(b"message/delivery-status", 38) + b"\n" * READ,
        nested(b"message/delivery-status", 1) + b"a: b\n\n" * READ,
        nested(b"text/rfc822-headers", 1) + b"a:\n" * READ,
        b"a: b\n" * READ,
        b"a: b\n" + b" c\n" * READ,
        b'Content-Type: multipart/report; report-type="' + b"\\" * READ,
        b"Content-Type: multipart/report" + b"; a*0*=b" * READ,
    ],
    ids=range(12),
)
def test_hostile_and_huge_input_is_refused_within_seconds(raw: bytes) -> None:
    started = time.process_time()
    with pytest.raises(Refused):
        read_bounce(raw)
    assert time.process_time() - started < 10
