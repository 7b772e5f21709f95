"""`earshot demo`: a throw-away Earshot with a made-up month in it that went through the real conversations."""

import asyncio
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.progress import track

from bot import app as program
from bot.channel import Incoming
from bot.conversation.events import Event, Opened, Pressed, Said
from bot.core import ROOT, Core
from bot.demo_desk import worked
from bot.domain.area import Neighbourhood
from bot.domain.worker import Role
from bot.running import Earshot, run_until_told
from bot.settings import Settings, load
from bot.staff.letting_in import let_in
from bot.staff_parts import access
from bot.web_lookups import WebLookups
from handlers.web.channel import WebChannel
from reports.model import Month

SAYINGS = ROOT / "areas" / "demo.txt"
LABEL = "made-up demonstration"
PEOPLE_A_MONTH = (16, 26, 34, 54, 26)
"""How many people speak in each of four months past and in this one: the last whole one is set beside three."""
AT_HOME = 9
"""The first neighbourhood's people for one of any other: 30 or so speak there in the month before."""
SPEAK_AT = time(0, 5)
"""When the made-up people of a day speak."""
BANDS = ("adult", "adult", "adult", "adult", "16_17", "13_15", "under_13", "skipped")
TAPS = 4
"""So many taps at most bring anybody's talk to its end: the card, where they live, help or who they rent from."""


class PastClock(Struct):
    """A clock that can be set: first to the days of the made-up months, then to the present."""

    present: Callable[[], datetime]
    set_to: datetime | None = None

    def __call__(self) -> datetime:
        """The time it is set to, or else the present."""
        return self.set_to or self.present()


class Speaker(Struct, frozen=True):
    """Somebody made up: what they say, where, and when."""

    id: str
    neighbourhood: Neighbourhood
    band: str
    words: str
    at: datetime


async def run(settings: Settings, out: Console, greet: Callable[[Earshot], None]) -> None:
    """Fill a database in a temporary folder, then run on it until stopped; the folder is deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="earshot-demo-") as folder:
        own = load(
            data_dir=Path(folder) / "var",
            database_url="",
            master_key_file=Path(folder) / "keys" / "master.key",
            telegram_bot_token="",
            web_port=settings.web_port,
        )
        clock = PastClock(program.utc_now)
        async with program.assembled(own, clock, label=LABEL) as earshot:
            await fill(earshot, clock, out)
            out.print(f"A {LABEL}: everybody in it is invented, and all of it is deleted when you stop.")
            ways_in = await let_in_workers(earshot)

            def greet_all(here: Earshot) -> None:
                greet(here)
                for line in ways_in:
                    out.print(line, markup=False, soft_wrap=True)

            await run_until_told(earshot, greet_all)


async def let_in_workers(earshot: Earshot) -> tuple[str, ...]:
    """Let a made-up manager and a made-up mobiliser in; a line each with a link into the console, good once."""
    core, door = earshot.core, access(earshot.core)
    place = core.area.served[0]
    who = (("Mo", (Role.MANAGER, Role.LEAD), ()), (place.mobiliser or "Sam", (Role.MOBILISER,), (place.id,)))
    lines = []
    for name, roles, places in who:
        someone = await let_in(door, core.area, name, roles=roles, places=places)
        link = await door.make_link(someone.id)
        what = ", ".join(role.value for role in roles)
        lines.append(f"  Console   as {name} ({what}), once, within 15 minutes:")
        lines.append(f"            {core.settings.public_url}/console/enter/{link}")
        if place.id in places:
            await worked(core, place, someone.id, core.clock())
    return tuple(lines)


async def fill(earshot: Earshot, clock: PastClock, out: Console) -> None:
    """Let the made-up people of four months past and of this one speak through the real conversations."""
    now = clock.present()
    months = list(made_up(earshot.core, now, random.Random("earshot")))  # noqa: S311 - the same month each time
    for crowd in track(months, "Making up a month ...", console=out, transient=True, disable=not out.is_terminal):
        if crowd:
            clock.set_to = crowd[0].at
            await _hear(earshot, crowd)
    clock.set_to = None


def made_up(core: Core, now: datetime, chance: random.Random) -> Iterator[list[Speaker]]:
    """The speakers, a day's at a time, oldest day first, nobody later than `now`."""
    words = _sayings()
    today = now.astimezone(core.area.zone)
    this = Month.on(today.date())
    oldest = this.after(1 - len(PEOPLE_A_MONTH))
    for back, people in zip(range(len(PEOPLE_A_MONTH) - 1, -1, -1), PEOPLE_A_MONTH, strict=True):
        month = this.after(-back)
        start = datetime.combine(month.first, SPEAK_AT, core.area.zone)
        days = (min(today, datetime.combine(month.last, SPEAK_AT, core.area.zone)) - start).days
        # In the first minutes of a month nobody has spoken yet.
        # The oldest is there to be set beside: drawn by itself, for the desk knows what was said in the others.
        own = chance if month != oldest else random.Random("before")  # noqa: S311 - the same month each time
        crowd = [_speaker(core, start, days, words, own) for _ in range(people if days >= 0 else 0)]
        for day in range(days + 1):
            yield [one for one in crowd if (one.at - start).days == day]


def _sayings() -> list[str]:
    lines = SAYINGS.read_text("utf-8").splitlines()
    return [one for one in lines if one and not one.startswith("#")]


def _speaker(core: Core, start: datetime, days: int, words: Sequence[str], chance: random.Random) -> Speaker:
    return Speaker(
        id=f"demo-{chance.getrandbits(64):016x}",
        neighbourhood=chance.choices(core.area.served, [AT_HOME] + [1] * (len(core.area.served) - 1))[0],
        band=chance.choice(BANDS),
        words=chance.choice(words),
        at=start + timedelta(days=chance.randint(0, days)),
    )


async def _hear(earshot: Earshot, crowd: Sequence[Speaker]) -> None:
    """Everybody of a day speaks: through the door, the band, their words, then taps until nothing is asked any more."""
    await _all(earshot, crowd, lambda one: Opened(one.neighbourhood.door))
    await _all_tap(earshot, crowd, lambda one: one.band)
    await _all(earshot, crowd, lambda one: Said(one.words))
    for _ in range(TAPS):
        await _all_tap(earshot, crowd, lambda _: "")


async def _all(earshot: Earshot, crowd: Sequence[Speaker], event: Callable[[Speaker], Event | None]) -> None:
    happened = [(one, event(one)) for one in crowd]
    await earshot.dispatcher.take([_incoming(earshot, one, what) for one, what in happened if what is not None])


async def _all_tap(earshot: Earshot, crowd: Sequence[Speaker], wanted: Callable[[Speaker], str]) -> None:
    tokens = await asyncio.gather(*(_token(earshot.lookups, one, wanted(one)) for one in crowd))
    found = dict(zip((one.id for one in crowd), tokens, strict=True))
    await _all(earshot, crowd, lambda one: Pressed(found[one.id]) if found[one.id] else None)


async def _token(lookups: WebLookups, speaker: Speaker, wanted: str) -> str:
    """The button they tap of those they were shown last: the wanted one, or else the first; "" where there is none."""
    lines = await lookups.lines(speaker.id)
    buttons = lines[-1].buttons if lines else ()
    return next((one.token for one in buttons if one.token.endswith(f".{wanted}")), buttons[0].token if buttons else "")


def _incoming(earshot: Earshot, speaker: Speaker, event: Event) -> Incoming:
    draw = earshot.dispatcher.stock.outside.draw
    order = int(earshot.core.clock().timestamp() * 1000)
    return Incoming(WebChannel.account, draw("id", ""), order, speaker.id, speaker.id, event)
