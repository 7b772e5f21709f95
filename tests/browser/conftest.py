"""A real headless Chromium over the real server: found on this machine, else skipped loudly, never in CI."""

import os
import shutil
import warnings
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, async_playwright, expect

from tests.handlers.web.serving import serving
from tests.handlers.web.town import Town

# Seconds are short on a machine that runs other tests beside a browser.
expect.set_options(timeout=20_000)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Chromium is called: found on the machine, or installed by .ci/run from Debian's package."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("CI must have a Chromium: apt-get install chromium")
    if found is None:
        message = "NO CHROMIUM FOUND: the web chat was NOT tried in a real browser. apt-get install chromium"
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A browser that reaches nothing but this machine."""
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", rules])
        yield started
        await started.close()


@pytest.fixture
def town() -> Town:
    """The made-up town, on a port of its own, with Telegram on."""
    town = Town()
    town.settings = replace(town.settings, port=0, telegram="harbour_bot", public_url="http://127.0.0.1")
    return town


@pytest_asyncio.fixture(loop_scope="session")
async def address(town: Town, browser: Browser) -> AsyncIterator[str]:
    """Where the town's web chat is served. What is left open is closed first: it would look for the town for ever."""
    async with serving(town.parts(), town.take) as at:
        yield at
        for context in browser.contexts:
            await context.close()


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts."""
    return bool(request.param)
