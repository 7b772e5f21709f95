"""How workers come into the console: a single-use link that the bot or an operator gives them, then a session."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from bot.domain.worker import Worker
from bot.storage import absences, audit, console_sessions, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.workers import Link


class Access(Struct, frozen=True):
    """Lets workers in and out.

    `clock` gives the time in UTC, `new_token` a long random token, `new_id` a UUIDv7 in hex.
    """

    database: Database
    keys: Keys
    clock: Callable[[], datetime]
    new_token: Callable[[], str]
    new_id: Callable[[], str]

    async def make_link(self, worker: str, what: Link = Link.CONSOLE) -> str:
        """The token of a single-use link for a worker who is here; links of that sort from before end."""
        token = self.new_token()
        async with self.database.write() as conn:
            await workers.make_link(conn, self.keys.organisation, worker, what, token=token, now=self.clock())
        return token

    async def sign_in(self, link: str) -> str | None:
        """Use up a link into the console: a fresh session's token, None for a link that opens nothing (any more)."""
        token, now = self.new_token(), self.clock()
        async with self.database.write() as conn:
            someone = await workers.use_link(conn, self.keys, Link.CONSOLE, link, now)
            if someone is None:
                return None
            await console_sessions.begin(conn, self.keys.organisation, someone.id, token, now)
            await audit.record(conn, self.keys, self.new_id(), who=someone.id, what="signed in", now=now)
        return token

    async def who(self, token: str) -> Worker | None:
        """Who is signed in with a session's token; None for nobody (any more)."""
        now = self.clock()
        async with self.database.read() as conn:
            found = await console_sessions.whose(conn, self.keys, token, now)
            if found is None:
                return None
            whole, seen_is_due = found
            [someone] = await absences.standing_in(conn, self.keys.organisation, [whole], now)
        if seen_is_due:
            async with self.database.write() as conn:
                await console_sessions.seen(conn, self.keys.organisation, token, now)
        return someone

    async def names(self) -> dict[str, str]:
        """What all who work here or did are called, by their ids."""
        async with self.database.read() as conn:
            return await workers.names(conn, self.keys)

    async def sign_out(self, token: str) -> None:
        """End the session on this screen."""
        async with self.database.write() as conn:
            await console_sessions.end(conn, self.keys.organisation, token, self.clock())

    async def sign_out_everywhere(self, worker: str, *, by: str) -> int:
        """End every session of a worker; returns how many. `by` is a worker's id, or "operator"."""
        now = self.clock()
        async with self.database.write() as conn:
            count = await console_sessions.end_all(conn, self.keys.organisation, worker, now, by=by)
            await audit.record(conn, self.keys, self.new_id(), who=by, what=f"ended sessions of {worker}", now=now)
        return count
