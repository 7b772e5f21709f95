"""Mail goes out by a real mail server, the same each time it is tried, and a refusal says whether it will last."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.mailbox import Mailbox
from bot.errors import SendFailed
from handlers.mail.sender import Mail, MailSender, MailServer
from tests.crash.harness import free_port
from tests.fakes.mail import Letterbox, letterbox, text_of

NOW = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
FROM = Mailbox("Earshot", "earshot@voices.example")


def sender(port: int, **given: Any) -> MailSender:
    return MailSender(MailServer("127.0.0.1", port, FROM, **({"starttls": False} | given)), patience=1.0)


def mail(**given: Any) -> Mail:
    return Mail(**({"to": "anna@voices.example", "subject": "Naïve", "text": "ä\n.\nb", "id": "c1.page.lead"} | given))


async def test_a_mail_arrives_as_it_was_written() -> None:
    async with letterbox() as box:
        await sender(box.port).send(mail(urgent=True), NOW)
    [came] = box.mails
    assert (came["To"], came["Subject"], came["From"]) == ("anna@voices.example", "Naïve", str(came["From"]))
    assert "earshot@voices.example" in came["From"]
    assert text_of(came) == "ä\n.\nb\n"
    assert (came["Auto-Submitted"], came["Importance"]) == ("auto-generated", "high")


async def test_the_same_mail_has_the_same_id_each_time() -> None:
    async with letterbox() as box:
        for _ in range(2):
            await sender(box.port).send(mail(), NOW)
    assert {one["Message-ID"] for one in box.mails} == {"<c1.page.lead@voices.example>"}


@pytest.mark.parametrize(
    ("reply", "lasts"), [("550 no such user", True), ("451 try later", False), ("452 full", False), ("554 no", True)]
)
async def test_a_refusal_says_whether_it_lasts_and_names_nobody(reply: str, lasts: bool) -> None:  # noqa: FBT001
    async with letterbox(refuses={"anna@voices.example": [reply]}) as box:
        with pytest.raises(SendFailed) as refused:
            await sender(box.port).send(mail(), NOW)
    assert refused.value.permanent is lasts
    assert "anna" not in str(refused.value)


async def test_a_server_that_is_away_is_an_outage() -> None:
    with pytest.raises(SendFailed) as away:
        await sender(free_port()).send(mail(), NOW)
    assert not away.value.permanent


async def test_a_server_that_says_nothing_is_given_up_in_time() -> None:
    async with letterbox(hangs=True) as box:
        with pytest.raises(SendFailed):
            await sender(box.port).send(mail(), NOW)


async def test_where_the_line_must_be_locked_nothing_is_said_on_an_open_one() -> None:
    async with letterbox() as box:
        with pytest.raises(SendFailed):
            await sender(box.port, starttls=True).send(mail(), NOW)
    assert box.mails == []


async def test_it_logs_in_where_it_must() -> None:
    async with letterbox(users={"us": "open-sesame"}) as box:
        await sender(box.port, user="us", password="open-sesame").send(mail(), NOW)
        with pytest.raises(SendFailed) as refused:
            await sender(box.port, user="us", password="wrong").send(mail(), NOW)
        assert await _tries(box, "open-sesame") == ""
        assert "535" in await _tries(box, "wrong")
    assert len(box.mails) == 1
    assert "wrong" not in str(refused.value)


async def _tries(box: Letterbox, password: str) -> str:
    try:
        await sender(box.port, user="us", password=password).try_out()
    except SendFailed as fault:
        return str(fault)
    return ""
