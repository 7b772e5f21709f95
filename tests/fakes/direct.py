"""The fake Bot API without HTTP: a transport of python-telegram-bot's that calls it straight, for long histories."""

from typing import Any

import msgspec
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from tests.fakes.bot_api import BotApi
from tests.fakes.telegram.faults import Dropped
from tests.fakes.telegram.refusals import Refused


class Direct(BaseRequest):
    """What a client of one fake Bot API asks through, each call answered as over HTTP."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_: Any
    ) -> tuple[int, bytes]:
        del method
        name, bot = url.rsplit("/", 1)[1], self._api.bot
        parameters: dict[str, Any] = dict(request_data.json_parameters) if request_data else {}
        if request_data is not None and request_data.multipart_data:
            parameters |= {field: (name, content) for field, (name, content, _) in request_data.multipart_data.items()}
        try:
            answer = await self._api._carry_out(bot, name, parameters, _Standing())  # type: ignore[arg-type]
        except Refused as refusal:
            bot.refused.append((name, refusal.description))
            return refusal.status, msgspec.json.encode(refusal.body())
        except Dropped as error:
            raise NetworkError("the connection broke") from error
        return answer.status_code, bytes(answer.body)


class _Standing:
    """The request of someone who still listens."""

    async def is_disconnected(self) -> bool:
        return False
