"""/report in the chat: the month as it would go out comes as a file, and no message waits for it."""

import asyncio

import pytest

from bot.channel import load
from bot.conversation.events import Pressed, Said
from bot.staff.preview_chat import PREVIEW
from bot.storage import tables
from tests.bot.staff.test_door import Chat, chat, invited

__all__ = ["chat"]
pytestmark = pytest.mark.parametrize("store", ["sqlite"])


async def test_it_is_said_at_once_that_it_is_drawn_and_it_comes_later(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said("/report 2026-09"))
    assert "being drawn" in chat.last()
    reports = chat.door.taps.reports
    assert reports is not None
    await asyncio.gather(*reports.previewing.drawing)
    [row] = [one for one in await chat.staff.town.rows(tables.staff_message) if one.id.startswith(PREVIEW)]
    shown = load(chat.staff.town.keys.installation.open(f"staff message {row.id}", row.sealed))
    assert shown.file is not None
    assert shown.file.body == b"%PDF 2026-09_quayside_agency_en"
    assert "a draft" in shown.text


@pytest.mark.parametrize("rest", ["", "quayside.never", "mill-row.2026-09", "all.2026-09", "nowhere.2026-09"])
async def test_a_made_up_button_draws_nothing(chat: Chat, rest: str) -> None:
    await chat.does(await invited(chat))
    before = len(chat.box.sent)
    await chat.does(Pressed(f"work.{PREVIEW}.{rest}"))
    assert len(chat.box.sent) == before
