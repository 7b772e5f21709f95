"""How somebody comes to the web chat with a real browser."""

import asyncio
from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser, Page


async def opened(browser: Browser, address: str, **options: Any) -> Page:
    """A page at `address`, in a browser profile of its own; a phone's screen unless `options` say otherwise."""
    context = await browser.new_context(**{"viewport": {"width": 360, "height": 740}, **options})
    page = await context.new_page()
    await page.goto(address)
    return page


async def until(come: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something has come to the server; TimeoutError where it does not."""
    async with asyncio.timeout(seconds):
        while not come():
            await asyncio.sleep(0.02)
