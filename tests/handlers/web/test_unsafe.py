"""No form of somebody else's page does anything, on any page that takes one: made from the route table (F58)."""

import re
from typing import Any

import pytest
from starlette.routing import Route

from handlers.web.app import build
from tests.handlers.web.town import Town, Visitor


def unsafe(town: Town) -> list[str]:
    """The paths of every route that takes anything but GET, as the whole application has them."""

    async def keep_upload(_photo: bytes) -> Any:
        raise AssertionError("it was kept")

    app: Any = build(town.parts(keep_upload=keep_upload), town.take)
    routes = [one for one in app._app.default.routes if isinstance(one, Route)]
    found = {one.path for one in routes if (one.methods or set()) - {"GET", "HEAD"}}
    return sorted(re.sub(r"\{\w+(:\w+)?\}", "x", one) for one in found)


async def test_every_unsafe_route_refuses_what_another_site_posts(town: Town, visitor: Visitor) -> None:
    paths = unsafe(town)
    assert len(paths) >= 5
    await visitor.opens()
    before = list(town.taken)
    form = visitor.hidden | {"words": "more benches", "do": "write"}
    for path in paths:
        for site in ("cross-site", "same-site"):
            answer = await visitor.client.post(path, data=form, headers={"sec-fetch-site": site})
            assert answer.status_code in {403, 404}, path
    assert town.taken == before


@pytest.mark.parametrize("csrf", ["", "0" * 40])
async def test_nothing_is_said_by_a_form_without_this_screen_s_token(town: Town, visitor: Visitor, csrf: str) -> None:
    await visitor.opens()
    before = list(town.taken)
    for path in unsafe(town):
        await visitor.client.post(path, data={**visitor.hidden, "csrf": csrf, "words": "more benches"})
    assert town.taken == before
