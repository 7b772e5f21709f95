"""The web chat of the made-up town in memory: the real pages over the real engine, and people with browsers."""

import asyncio
import html
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from bot.channel import Button, Incoming, Outgoing, Received
from bot.conversation.effects import ErasePerson, HideChat
from bot.conversation.events import Pressed, Prompted, Said
from bot.domain.area import Area
from bot.domain.closing import Closing
from bot.domain.participant import AgeBand
from handlers.web.app import build
from handlers.web.lines import Line, Side
from handlers.web.parts import HandedOver, Known, Parts, WebSettings
from tests.chat import WEB, Chat, wording
from tests.factories_pack import make_area

SECRET = b"a secret of the tests, long enough"
PUBLIC = "http://voices.test"


@dataclass
class Town:
    """What app would give the web channel, in memory.

    `fault` is raised by the next `take`, `stuck` by using up a link.
    """

    area: Area = field(default_factory=make_area)
    settings: WebSettings = field(
        default_factory=lambda: WebSettings(PUBLIC, back_pause=0.0, operator_key="open sesame")
    )
    closing: Closing | None = None
    chats: dict[str, Chat] = field(default_factory=dict)
    kept: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    taken: list[Incoming] = field(default_factory=list)
    handed_over: dict[str, HandedOver] = field(default_factory=dict)
    return_words: dict[str, str] = field(default_factory=dict)
    now: datetime = datetime(2026, 6, 2, 10, 0, tzinfo=UTC)
    fault: Exception | None = None
    stuck: Exception | None = None
    reports: list[tuple[Any, ...]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def parts(self, **changes: Any) -> Parts:
        given: dict[str, Any] = {
            "settings": self.settings,
            "secret": SECRET,
            "area": self.area,
            "wording": wording(),
            "clock": lambda: self.now,
            "lines": self.lines,
            "wait": self.wait,
            "know": self.know,
            "find_by_return_words": self.find,
            "look_at_hand_over": self.look_at,
            "use_up_hand_over": self.use_up,
            "make_report": self.make_report,
            "own_copy": self.own_copy,
            "closing": self.how_it_closes,
        }
        return Parts(**{**given, **changes})

    async def how_it_closes(self) -> Closing | None:
        return self.closing

    # -- what app gives ------------------------------------------------------------------------------------------------

    async def take(self, received: Sequence[Received]) -> None:
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault
        seen = {one.external_id for one in self.taken}
        for one in received:
            assert isinstance(one, Incoming)
            if one.external_id not in seen:
                self.taken.append(one)
                self._play(one)
        self.news.set()

    async def lines(self, person: str, after: str = "") -> Sequence[Line]:
        return [one for one in self.kept[person] if one.id > after]

    async def wait(self, _person: str, timeout: float) -> None:  # noqa: ASYNC109
        try:
            await asyncio.wait_for(self.news.wait(), timeout)
        except TimeoutError:
            return
        self.news.clear()

    async def know(self, person: str) -> Known | None:
        if person not in self.chats:
            return None
        participant = self.chats[person].participant
        young, news = participant.band is AgeBand.UNDER_13, self.chats[person].ledger.news
        return Known(participant.language, participant.band is not None and participant.protected, young, news=news)

    async def find(self, words: str) -> str | None:
        return self.return_words.get(words)

    async def look_at(self, token: str) -> HandedOver | None:
        return self.handed_over.get(token)

    async def use_up(self, token: str) -> None:
        if self.stuck is not None:
            raise self.stuck
        self.handed_over.pop(token, None)

    async def make_report(self, month: str, place: str | None, edition: str, language: str) -> Mapping[str, bytes]:
        self.reports.append((month, place, edition, language))
        stem = f"{month}_{place or 'all'}_{edition}_{language}"
        page = b"<!doctype html><style>p{color:teal}</style><p>A report</p>"
        return {f"{stem}.html": page, f"{stem}.pdf": b"%PDF-1.7", f"{stem}.csv": b"theme,people\r\n"}

    async def own_copy(self, person: str, language: str) -> Mapping[str, bytes]:
        if person not in self.chats:
            return {}
        return {f"my-words.{kind}": f"{kind} of {person} in {language}".encode() for kind in ("txt", "json")}

    # -- people --------------------------------------------------------------------------------------------------------

    def visitor(self, **headers: str) -> "Visitor":
        transport = httpx.ASGITransport(build(self.parts(), self.take), raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url=PUBLIC, headers=headers, follow_redirects=True)
        return Visitor(self, client)

    def keeps(self, person: str, message: Outgoing) -> None:
        """A line of ours is kept, as the dispatcher would."""
        self._keep(person, Side.US, message.text, message.buttons, message.copy)

    def says_unasked(self, person: str, text: str) -> None:
        """A worker writes: a line that nobody's form brought."""
        self._keep(person, Side.US, text)
        self.news.set()

    def _play(self, one: Incoming) -> None:
        chat = self.chats.setdefault(one.person, Chat(area=self.area, surface=WEB))
        match one.event:
            case Said(text):
                self._keep(one.person, Side.THEM, text)
            case Pressed(token):
                self._keep(one.person, Side.THEM, "", (Button("", token),))
            case Prompted():
                pass
            case _:
                self._keep(one.person, Side.THEM, "")
        chat.takes(one.event)
        if any(isinstance(effect, HideChat | ErasePerson) for effect in chat.effects):
            self.kept[one.person].clear()
        for reply in chat.replies:
            buttons = tuple(Button(chat.label(choice), choice.token) for choice in reply.choices)
            self._keep(one.person, Side.US, chat.wording.reply(reply), buttons, reply.copy or "")

    def _keep(self, person: str, side: Side, text: str, buttons: tuple[Button, ...] = (), copy: str = "") -> None:
        self.now += timedelta(milliseconds=1)
        number = int(self.now.timestamp() * 1000)
        self.kept[person].append(Line(f"{number:032x}", side, text, buttons, copy, self.now))


@dataclass
class Visitor:
    """Someone with a browser that runs no script."""

    town: Town
    client: httpx.AsyncClient
    answer: httpx.Response = field(default_factory=lambda: httpx.Response(200, text=""))

    async def opens(self, path: str = "/chat", **headers: str) -> "Visitor":
        self.answer = await self.client.get(path, headers=headers)
        return self

    async def says(self, words: str, **changes: str) -> "Visitor":
        return await self.posts(words=words, **changes)

    async def presses(self, label: str, **changes: str) -> "Visitor":
        assert label in self.buttons, f"no button {label!r} among {list(self.buttons)}"
        name, value = self.buttons[label]
        return await self.posts(**{name: value, **changes})

    async def posts(self, path: str = "/chat", headers: Mapping[str, str] | None = None, **form: str) -> "Visitor":
        data = {**self.hidden, **form}
        self.answer = await self.client.post(path, data=data, headers=headers)
        return self

    async def fills_in(self, path: str, **form: str) -> "Visitor":
        """Open a page and post its form."""
        await self.opens(path)
        return await self.posts(path, **form)

    @property
    def text(self) -> str:
        """The words on the page."""
        return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", self.answer.text).split()))

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's form."""
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.answer.text)
        return {name: html.unescape(value) for name, value in found}

    @property
    def buttons(self) -> dict[str, tuple[str, str]]:
        """Buttons by their words: what they would post."""
        found = re.findall(
            r'<button[^>]*?name="(\w+)" value="([^"]*)"[^>]*>(.*?)</button>', self.answer.text, re.DOTALL
        )
        return {
            html.unescape(re.sub(r"<[^>]*>", "", label)).strip(): (name, html.unescape(value))
            for name, value, label in found
        }

    @property
    def box(self) -> str:
        """What is in the box to write in."""
        found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", self.answer.text, re.DOTALL)
        assert found is not None, "there is no box on this page"
        return html.unescape(found.group(1))

    @property
    def heard(self) -> list[str]:
        """The lines on the page, in order."""
        page = re.sub(r"<template.*?</template>", "", self.answer.text, flags=re.DOTALL)
        found = re.findall(r"<p><bdi dir=\"auto\">(.*?)</bdi></p>", page, re.DOTALL)
        return [html.unescape(re.sub(r"<[^>]*>", "", one)) for one in found]

    @property
    def person(self) -> str:
        """Who the town takes them for: whoever spoke last."""
        return self.town.taken[-1].person
