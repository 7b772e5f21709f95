"""Being away, said in the bot's chat: /away 1-14 Dec Sam. And on which day the digest comes: /digest Friday."""

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.domain.rota import Away, Rota
from bot.domain.worker import Right, Worker
from bot.errors import Refused
from bot.staff.away_line import understood
from bot.staff.aways import Aways, names
from bot.staff.cards import WORK

AWAY = re.compile(r"\s*/away(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on being away begins."""
DIGEST = re.compile(r"\s*/digest(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on the day of the digest begins."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class AwayChat(Struct, frozen=True):
    """What is shown where a worker writes /away or /digest, or taps what was shown then."""

    aways: Aways

    async def away(self, worker: Worker, line: str) -> Outgoing | None:
        """Keep that they are away, or show who is; None for whoever covers nothing."""
        if not worker.may(Right.ANSWER):
            return None
        problem = ""
        if line.strip():
            try:
                said = understood(line, self.aways.today)
                await self.aways.put_down(worker, worker.id, said.first, said.last, said.cover)
            except Refused as why:
                problem = self._say("not_kept", why=str(why))
        rota = await self.aways.rota()
        return self._shown(worker, rota, self.aways.mine(rota, worker), problem)

    async def back(self, worker: Worker, id_: str) -> Outgoing:
        """They are back, or go nowhere after all. Raises NotFound."""
        await self.aways.take_back(worker, id_)
        return Outgoing(self._say("taken_back"))

    async def digest(self, worker: Worker, line: str) -> Outgoing | None:
        """Have the digest daily, or weekly on a day."""
        if not worker.may(Right.READ_WORDS):
            return None
        asked = next((one for one in line.casefold().split() if one[:3] in {day[:3] for day in WEEKDAYS}), "")
        if asked:
            day = next(n for n, name in enumerate(WEEKDAYS, start=1) if name[:3] == asked[:3])
            await self.aways.prefer(worker, day)
            return Outgoing(self._say("digest_weekly", day=WEEKDAYS[day - 1].title()))
        if "daily" in line.casefold().split():
            await self.aways.prefer(worker, None)
            return Outgoing(self._say("digest_daily"))
        return Outgoing(self._say("digest_how"))

    def _shown(self, worker: Worker, rota: Rota, found: Sequence[Away], problem: str) -> Outgoing:
        called = names(rota, found)
        lines = [problem] if problem else []
        lines += [
            self._say("line", who=called[one.worker], first=one.first, last=one.last, cover=called[one.cover])
            for one in found
        ]
        theirs = [one for one in found if one.worker == worker.id or worker.may(Right.OVERSEE)]
        buttons = [
            Button(self._say("back", who=called[one.worker], first=one.first), f"{WORK}back.{one.id}") for one in theirs
        ]
        if problem or not found:
            lines.append(self._say("how"))
        return Outgoing("\n".join(lines), tuple(buttons))

    def _say(self, key: str, **values: object) -> str:
        return self.aways.say(f"staff.away.{key}", values)  # type: ignore[arg-type]
