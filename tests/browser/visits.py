"""How somebody comes to the web chat with a real browser."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser, Page

CATCHING_UP = re.compile(r"/chat\?after=")
"""What the page asks when the stream brought a line, so that what was hidden elsewhere goes here too."""


async def opened(browser: Browser, address: str, **options: Any) -> Page:
    """A page at `address`, in a browser profile of its own; a phone's screen unless `options` say otherwise."""
    context = await browser.new_context(**{"viewport": {"width": 360, "height": 740}, **options})
    page = await context.new_page()
    await page.goto(address)
    return page


async def until(come: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something has come to the server; TimeoutError where it does not."""
    async with asyncio.timeout(seconds):
        while not come():  # noqa: ASYNC110 - the server of the tests tells nobody what came
            await asyncio.sleep(0.02)
