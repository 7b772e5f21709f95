"""What every answer carries, and what no request may do."""

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from handlers.web.app import build
from handlers.web.guard import strict_headers
from handlers.web.parts import WebSettings
from tests.handlers.web.town import Town, Visitor

PATHS = [
    "/",
    "/p/q7ays1",
    "/p/nowhere",
    "/chat",
    "/chat/back",
    "/carry-on/x",
    "/report",
    "/health",
    "/blank",
    "/nothing",
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_strict_headers(visitor: Visitor, path: str) -> None:
    await visitor.opens(path)
    for name, value in strict_headers(visitor.town.settings).items():
        assert visitor.answer.headers[name] == value


@pytest.mark.parametrize("path", ["/chat/", "/report/", "/chat/back/", "/p/q7ays1/"])
async def test_no_answer_leads_to_the_name_that_the_browser_called_us(visitor: Visitor, path: str) -> None:
    answer = await visitor.client.get(path, headers={"host": "evil.test"}, follow_redirects=False)
    assert answer.status_code == 404
    assert "location" not in answer.headers


async def test_an_answer_to_a_defect_carries_them_too(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    town.fault = RuntimeError("a defect")
    await visitor.says("more benches")
    assert visitor.answer.status_code == 500
    assert visitor.answer.headers["cache-control"] == "no-store"


def test_the_policy_lets_in_nothing_unsafe_and_nothing_of_others() -> None:
    policy = strict_headers(WebSettings("https://voices.test"))["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_hsts_is_for_https_only() -> None:
    assert "Strict-Transport-Security" in strict_headers(WebSettings("https://voices.test"))
    assert "Strict-Transport-Security" not in strict_headers(WebSettings("http://voices.test"))


@pytest.mark.parametrize("path", PATHS)
async def test_no_page_has_a_style_or_script_of_its_own_or_anything_of_others(visitor: Visitor, path: str) -> None:
    await visitor.opens(path)
    page = visitor.answer.text
    assert "style=" not in page
    assert "<style" not in page
    assert " onclick" not in page
    assert 'src="http' not in page


async def test_a_body_of_more_than_64_kb_gets_a_kind_413(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("a" * 70_000)
    assert visitor.answer.status_code == 413
    assert "too long" in visitor.text
    assert len(town.taken) == 1


async def test_static_files_may_be_kept_for_good_and_are_named_by_what_is_in_them(visitor: Visitor) -> None:
    await visitor.opens()
    script = visitor.answer.text.split('<script src="')[1].split('"')[0]
    await visitor.opens(script)
    assert visitor.answer.headers["cache-control"].endswith("immutable")
    assert visitor.answer.headers["content-type"].startswith("text/javascript")
    assert (await visitor.client.get("/static/chat.js")).status_code == 404
    assert (await visitor.client.get("/static/..%2fapp.py")).status_code == 404


async def test_another_room_s_route_looks_after_itself_behind_the_same_headers(town: Town) -> None:
    async def hook(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    app = build(town.parts(routes=(Route("/hook", hook, methods=["POST"]),)), town.take)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://voices.test") as client:
        answer = await client.post("/hook", content=b"a" * 100_000)
    assert answer.text == "100000"
    assert answer.headers["x-content-type-options"] == "nosniff"
