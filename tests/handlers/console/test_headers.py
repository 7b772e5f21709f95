"""Every page of the chat, the console and the reports has 120 points or more by the Observatory's rules (S-1)."""

import httpx
import pytest
from msgspec.structs import replace

from handlers.console import sign_in
from handlers.console.app import console_routes
from handlers.web.app import build
from handlers.web.guard import SLOW
from tests.factories_staff import MO, SAM
from tests.handlers.console.desk import Browser, Desk
from tests.handlers.console.observatory import score

ENOUGH = 120
OURS = "https://voices.test"
PAGES = ("/", "/p/q7ays1", "/chat", "/chat/back", "/no-such-page", "/report", "/report?month=2026-05&scope=quayside")
FILES = ("/report/2026-05/all/agency/en.html", "/report/2026-05/all/agency/en.pdf", "/report/2026-05/all/agency/en.csv")
ROOMS = (
    "",
    "/inbox",
    "/promises",
    "/talks",
    "/agenda",
    "/people",
    "/record",
    "/out",
    "/no-such-page",
    "/friday/quayside",
)


@pytest.fixture
def secure(desk: Desk) -> Desk:
    """The same desk, reached by https."""
    desk.web.settings = settings = replace(desk.web.settings, public_url=OURS)
    desk.parts = replace(desk.parts, settings=settings)
    desk.app = build(desk.web.parts(routes=console_routes(desk.parts)), desk.web.take)
    return desk


def browser(desk: Desk) -> Browser:
    transport = httpx.ASGITransport(desk.app, raise_app_exceptions=False)
    return Browser(httpx.AsyncClient(transport=transport, base_url=OURS, follow_redirects=False))


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_every_page_has_120_points(secure: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    mo, points = browser(secure), {}
    entered = await mo.client.post(f"/console/enter/{await secure.access.make_link(MO.id)}")
    operator = await mo.client.get("/report?key=open sesame")
    points |= {"POST /console/enter": score(entered), "GET /report?key": score(operator)}
    for path in (*PAGES, *FILES, *(f"/console{room}" for room in ROOMS)):
        points[path] = score(await mo.client.get(path))
    with capsys.disabled():
        lowest, highest = min(points.values()), max(points.values())
        print(f"\nObservatory: {len(points)} pages, lowest {lowest}, highest {highest}")  # noqa: T201 - the figure is asked for
    assert {path: found for path, found in points.items() if found < ENOUGH} == {}


def test_the_rules_would_notice() -> None:
    bare = httpx.Response(200, text="<p>hello</p>")
    assert score(bare) == 100 - 25 - 20 - 5 - 20
    strict = {
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
    }
    assert score(httpx.Response(200, headers=strict)) == 120
    assert score(httpx.Response(200, headers=strict | {"set-cookie": "a=b; Secure; HttpOnly; SameSite=Lax"})) == 125
    assert score(httpx.Response(200, headers=strict | {"set-cookie": "a=b; HttpOnly"})) == 60
    unsafe = strict | {
        "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"
    }
    assert score(httpx.Response(200, headers=unsafe)) == 80


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_every_cookie_is_bound_to_this_very_host(secure: Desk) -> None:
    """`__Host-`: no neighbour on the domain can set or shadow it (F57)."""
    sam = browser(secure)
    answers = [
        await sam.client.post(f"/console/enter/{await secure.access.make_link(SAM.id)}"),
        await sam.client.get("/report?key=open sesame"),
        await sam.client.get("/p/q7ays1"),
        await sam.client.get("/chat"),
    ]
    cookies = [one for answer in answers for one in answer.headers.get_list("set-cookie")]
    assert len(cookies) >= 3
    for one in cookies:
        assert one.startswith("__Host-"), one
        assert "Path=/;" in one + ";"
        assert "Domain" not in one


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_guessing_links_and_keys_takes_its_time_and_opens_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F60: each try that fails is slowed down; a few hundred open nothing."""
    waited = list[float]()

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(sign_in.asyncio, "sleep", wait)
    stranger = desk.browser()
    for number in range(200):
        await stranger.comes_in(f"{number:043d}")
        assert stranger.status == 404
        await stranger.looks(f"/report?key=guess {number}")
        assert stranger.status == 404
    assert waited == [SLOW] * 400
