"""A live stream of lines, heard as a browser would hear it."""

import json
from typing import Any, Self

from tests.handlers.web.town import Visitor


class Stream:
    """One live stream of someone's."""

    def __init__(self, visitor: Visitor, after: str = "", last_event_id: str = "") -> None:
        headers = {"last-event-id": last_event_id} if last_event_id else {}
        self._asked = visitor.client.stream("GET", "/chat/lines", params={"after": after}, headers=headers, timeout=5)

    async def __aenter__(self) -> Self:
        self.answer = await self._asked.__aenter__()
        self._rows = self.answer.aiter_lines()
        return self

    async def __aexit__(self, *fault: object) -> None:
        await self._asked.__aexit__(*fault)

    async def line(self) -> dict[str, Any]:
        async for row in self._rows:
            if row.startswith("data: "):
                return dict(json.loads(row.removeprefix("data: ")))
        raise AssertionError("the stream ended")


def words(line: dict[str, Any]) -> str:
    return "".join(piece[0] for piece in line["pieces"])
