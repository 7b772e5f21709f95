"""Assembly: everything replaceable is put together here, and run until told to stop."""

import asyncio
import os
import random
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial

import structlog
from msgspec.structs import replace
from rich.console import Console

from bot import learning
from bot.alert_parts import desk, mail_letter, mail_sender, staff_door
from bot.alerts.roster import roster
from bot.batch import Speaking, Stock
from bot.channel import Abilities, Channel, Delivery, Received
from bot.conversation.events import Reserved
from bot.conversation.scene import Outside
from bot.conversation.script import Surface
from bot.core import LOCALES, ROOT, Clock, Core
from bot.dialogues.catalogue import dialogues
from bot.dispatcher import Dispatcher
from bot.domain.broadcast import Broadcast
from bot.domain.quiet import held_until
from bot.draws import Draws, load_return_words, new_id
from bot.errors import SettingError
from bot.heard_before import HeardBefore
from bot.jobs.kit import Kit
from bot.kept import FOLDER
from bot.learning_parts import learning_desk
from bot.lock import only_one_in
from bot.opening import opened
from bot.outbox import Outbox
from bot.questions_now import QuestionsNow
from bot.reader_parts import read_for_long
from bot.readers_now import ReadersNow
from bot.release_parts import apart, releasing, staff_writer
from bot.running import Earshot, end, run_until_told
from bot.settings import Settings
from bot.staff_parts import campaigns, console, friday_taps, post, worker_door
from bot.storage import people
from bot.storage.broadcasts import Reach
from bot.telegram_parts import telegram_channel
from bot.unswept import unswept
from bot.ways_kept import ways_kept
from bot.web_lookups import News, WebLookups
from bot.web_parts import web_parts, web_settings, webhook
from handlers.terminal import Terminal, typed_lines
from handlers.web.channel import WebChannel
from reports.drawing import Drawing

log = structlog.get_logger(__name__)

SHOWN_WITHIN = 2
"""So many seconds the terminal waits for what is said to be shown."""


def utc_now() -> datetime:
    """The time. The only place that asks for it."""
    return datetime.now(UTC)  # noqa: TID251 - this is that place


def outside(
    core: Core,
    read: ReadersNow,
    questions: Callable[[], tuple[Broadcast, ...]] = tuple,
    heard_before: Callable[[str], str] = lambda _about: "",
) -> Outside:
    """What conversations have from outside; `questions` are those that are asked of many just now.

    `heard_before` is what the last published report says of a place, kind and theme.
    """

    def reserved(text: str) -> Reserved | None:
        word = read.reserved(text)
        return Reserved(word) if word else None

    given = Outside(
        draw=Draws(core.clock, core.area.zone, load_return_words(LOCALES)),
        read=read.read,
        screen=read.screen,
        screen_together=read.screen_together,
        reserved=reserved,
        label=core.wording.label,
        spellings=core.wording.spellings,
        small_talk=read.small_talk,
        questions=questions,
        heard_before=heard_before,
    )
    return ways_kept(core.wording, LOCALES, FOLDER).understood(given)


def stock(core: Core, given: Outside, abilities: Mapping[str, Abilities]) -> Stock:
    """All that turns are played with; `abilities` are those of each account's channel."""
    return Stock(
        area=core.area,
        dialogues=dialogues(),
        wording=core.wording,
        outside=given,
        speaking={account: Speaking(one, _surface(core, one)) for account, one in abilities.items()},
        new_key=partial(people.fresh, core.keys),
    )


def _surface(core: Core, channel: Abilities) -> Surface:
    return Surface(
        name=channel.name,
        minimum_age=core.area.minimum_age.get(channel.name, 0),
        return_words=channel.name == WebChannel.abilities.name,
        web_link=core.settings.public_url,
        numbered=not channel.buttons,
        media=channel.media,
        downloads=channel.delivery is Delivery.PULL,
        buttons_stay=channel.delivery is Delivery.PUSH,
    )


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock = utc_now, *, label: str = "") -> AsyncIterator[Earshot]:
    """Put everything together; `label` is added to the area's name wherever it is shown.

    Raises what `opened` raises, and SettingError where another Earshot runs in DATA_DIR, the port is taken, or the
    pack names nobody who would be there in danger.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(only_one_in(settings.data_dir))
        core = await stack.enter_async_context(opened(settings, clock))
        if label:
            core = replace(core, area=replace(core.area, name=f"{core.area.name}, {label}"))
        if core.area.missing_safeguards:
            lacking = " and ".join(core.area.missing_safeguards)
            raise SettingError(f"AREA_PACK={settings.area_pack}: {lacking} missing: nobody would be there in danger.")
        earshot = await _put_together(core, Drawing(LOCALES, ROOT))
        if earshot.telegram is not None:
            stack.push_async_callback(earshot.telegram.close)
        yield earshot


async def _put_together(core: Core, drawing: Drawing) -> Earshot:
    news = News()
    lookups = WebLookups(core, news, apart(core))
    telegram = telegram_channel(core, random.random) if core.settings.telegram_on else None
    channels: dict[str, Channel] = {telegram.account: telegram} if telegram else {}
    outbox = _outbox(core, channels)
    abilities = {one.account: one.abilities for one in channels.values()} | {WebChannel.account: WebChannel.abilities}
    read = await read_for_long(core)
    learns = learning.Learning(learning_desk(core), read.take_up)
    questions = QuestionsNow(core.database, core.keys, core.clock)
    before = HeardBefore(core.database, core.keys)
    turns = stock(core, outside(core, read, questions, before), abilities)
    dispatcher = Dispatcher(core.database, core.keys, turns, outbox, core.clock, news.tell)
    door = staff_door(core, telegram, worker_door(core, telegram, read, dispatcher.take).take) if telegram else None
    kit = replace(
        _kit(core, drawing, learns, dispatcher, abilities),
        looks_up=(questions.look, before.look),
        friday=friday_taps(core, read, telegram),
        releasing=releasing(core),
        apart=apart(core).job,
        mail=partial(mail_letter, mail_sender(core.settings), core.clock) if core.settings.mail_on else None,
    )
    asking = campaigns(core, read, Reach(kit.pulled, kit.pushed), questions.look)
    settings = await web_settings(core, telegram)
    routes = (*webhook(telegram, door), *console(core, settings, read, asking))
    web = WebChannel(web_parts(core, settings, read, dispatcher, lookups, routes))
    web.bind()
    return Earshot(
        core=core,
        web=web,
        telegram=telegram,
        dispatcher=dispatcher,
        outbox=outbox,
        kit=kit,
        lookups=lookups,
        operator_key=settings.operator_key,
        desk=desk(core, telegram),
        staff_door=door,
        post=post(core, telegram) if telegram else None,
    )


def _outbox(core: Core, channels: Mapping[str, Channel]) -> Outbox:
    quiet = partial(held_until, core.area.quiet, core.area.zone)
    return Outbox(core.database, core.keys, channels, core.clock, quiet)


def _kit(
    core: Core,
    drawing: Drawing,
    where: learning.Learning,
    dispatcher: Dispatcher,
    abilities: Mapping[str, Abilities],
) -> Kit:
    return Kit(
        database=core.database,
        keys=core.keys,
        area=core.area,
        drawing=drawing,
        reports=core.settings.data_dir / "reports",
        worker=f"{socket.gethostname()}:{os.getpid()}",
        roster=roster(core.area, core.settings),
        learning=where,
        take=dispatcher.take,
        pulled=tuple(name for name, one in abilities.items() if one.delivery is Delivery.PULL),
        writer=staff_writer(core),
        takes_up=dispatcher.takes_up,
        address=core.settings.public_url if core.settings.web_port else "",
        pushed=tuple(name for name, one in abilities.items() if one.delivery is Delivery.PUSH and one.speaks_first),
    )


async def run(settings: Settings, told: Callable[[Earshot], None]) -> None:
    """Run Earshot until SIGTERM or Ctrl-C; `told` is called once everything is on."""
    async with AsyncExitStack() as stack:
        # The readers and the wording stay as long as the program.
        with unswept():
            earshot = await stack.enter_async_context(assembled(settings))
        await run_until_told(earshot, told)


async def chat(settings: Settings, console: Console) -> None:
    """Hold a conversation in the terminal, on the real database, until the input ends."""
    async with opened(settings, utc_now) as core:
        terminal = Terminal(typed_lines(), console, core.clock, new_id)
        outbox = Outbox(core.database, core.keys, {terminal.account: terminal}, core.clock)
        turns = stock(core, outside(core, await read_for_long(core)), {terminal.account: terminal.abilities})
        dispatcher = Dispatcher(core.database, core.keys, turns, outbox, core.clock)
        sending = asyncio.create_task(outbox.run(terminal.account))

        async def take(received: Sequence[Received]) -> None:
            await dispatcher.take(received)
            with suppress(TimeoutError):  # A number typed next is one of the choices that are shown by then.
                await asyncio.wait_for(outbox.idle(), SHOWN_WITHIN)

        await terminal.run(take)
        await outbox.idle()
        await end([sending])
