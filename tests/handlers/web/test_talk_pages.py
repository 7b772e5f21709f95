"""The pages of a talk: its link lets a worker in, and nobody else; what may not go out stays in the box."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.domain.talk import Held, Line, Role, Seen, Side, Withheld
from handlers.web.app import build
from tests.handlers.web.town import PUBLIC, Town

OPENED = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)


class Talk:
    """A talk as the pages see it; `why` is why the next words do not go out."""

    def __init__(self, **held: Any) -> None:
        given = {"id": "t1", "neighbourhood": "quayside", "protected": True, "worker": "Sam", "second": "Ada"}
        self.held = Held(**{**given, "opened": OPENED, "joined": True, **held})
        self.why: Withheld | None = None
        self.done: list[tuple[str, str]] = []

    async def look(self, token: str, *, is_here: bool = False) -> Seen | None:
        if token not in set(Role):
            return None
        if is_here:
            self.done.append(("here", token))
        lines = (Line(Side.THEM, "<b>help</b> \u202e me", OPENED), Line(Side.WORKER, "hello", OPENED))
        return Seen(self.held, Role(token), lines, None)

    async def join(self, token: str) -> Withheld | None:
        self.done.append(("join", token))
        return self.why

    async def write(self, token: str, words: str) -> Withheld | None:
        self.done.append((words, token))
        return self.why

    async def leave(self, token: str) -> None:
        self.done.append(("leave", token))


@pytest.fixture
def talk() -> Talk:
    return Talk()


def browser(talk: Talk) -> httpx.AsyncClient:
    town = Town()
    app = build(town.parts(talks=talk), town.take)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC)


async def posted(talk: Talk, role: Role, origin: str = PUBLIC, **form: str) -> httpx.Response:
    async with browser(talk) as client:
        return await client.post(f"/talk/{role}", data=form, headers={"origin": origin})


async def test_a_link_that_opens_nothing_finds_nothing(talk: Talk) -> None:
    async with browser(talk) as client:
        assert (await client.get("/talk/made-up")).status_code == 404


async def test_what_was_written_is_shown_and_never_run(talk: Talk) -> None:
    async with browser(talk) as client:
        page = await client.get("/talk/worker")
    assert "&lt;b&gt;help&lt;/b&gt;" in page.text
    assert '<bdi dir="auto">' in page.text
    assert talk.done == [], "a link fetched by a machine is nobody watching"


async def test_the_second_worker_says_that_they_are_here_and_cannot_write(talk: Talk) -> None:
    async with browser(talk) as client:
        page = (await client.get("/talk/second")).text
        assert "<textarea" not in page
        assert 'value="here"' in page
        answer = await client.post("/talk/second", data={"do": "here"}, headers={"origin": PUBLIC})
        await client.get(answer.headers["location"])
    assert talk.done == [("here", "second")]


async def test_words_are_handed_over_once(talk: Talk) -> None:
    answer = await posted(talk, Role.WORKER, do="write", words="good morning")
    assert answer.status_code == 303
    assert talk.done == [("good morning", "worker")]


@pytest.mark.parametrize("why", list(Withheld))
async def test_what_does_not_go_out_stays_in_the_box_and_the_page_says_why(talk: Talk, why: Withheld) -> None:
    talk.why = why
    answer = await posted(talk, Role.WORKER, do="write", words="what is your number?")
    assert answer.status_code == 422
    assert "what is your number?" in answer.text
    assert 'role="alert"></p>' not in answer.text


async def test_a_page_of_somebody_elses_cannot_write(talk: Talk) -> None:
    assert (await posted(talk, Role.WORKER, "https://elsewhere.example", do="write", words="x")).status_code == 403
    assert talk.done == []


async def test_before_it_has_begun_the_worker_can_only_begin_it() -> None:
    talk = Talk(joined=False)
    async with browser(talk) as client:
        page = (await client.get("/talk/worker")).text
    assert 'value="join"' in page
    assert "<textarea" not in page
