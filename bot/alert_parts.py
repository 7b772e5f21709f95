"""How the alert desk is put together: who can be told, by mail and by Telegram, and the door for staff."""

from functools import partial

from msgspec import Struct

from bot.alerts.behind_links import BehindLinks, Shown
from bot.alerts.case_file import CaseFile
from bot.alerts.desk import Desk
from bot.alerts.door import StaffDoor
from bot.alerts.notices import Notice, Writer
from bot.alerts.pagers import MailPager, Pager, TelegramPager
from bot.alerts.roster import roster
from bot.channel import Take
from bot.core import Clock, Core
from bot.domain.letter import Letter
from bot.draws import new_id
from bot.settings import Settings
from handlers.mail.sender import Mail, MailSender, MailServer
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.client import make_client
from handlers.web.parts import CasePage

NAME_SECONDS = 10.0
"""How long an invite waits to hear the bot's name."""


def writer(core: Core) -> Writer:
    """Who words what workers are told."""
    return Writer(core.area, roster(core.area, core.settings), core.wording)


def desk(core: Core, telegram: TelegramChannel | None) -> Desk:
    """The desk, with as many channels as are set up."""
    words = writer(core)
    pagers: list[Pager] = []
    if core.settings.mail_on:
        pagers.append(MailPager(partial(mail_notice, mail_sender(core.settings), core.clock)))
    if telegram is not None:
        pagers.append(TelegramPager(telegram, words.say("alert.button")))
    return Desk(core.database, core.keys, words, pagers, core.clock, core.settings.public_url)


def staff_door(core: Core, telegram: TelegramChannel, through: Take) -> StaffDoor:
    """What takes the bot's updates before the residents' conversations do."""
    return StaffDoor(core.database, core.keys, writer(core), telegram, core.clock, through)


class CaseDoors(Struct, frozen=True):
    """The links' far end, as the web channel takes it."""

    behind: BehindLinks

    async def look(self, token: str) -> CasePage | None:
        """What a link shows."""
        return _page(await self.behind.look(token))

    async def take(self, token: str) -> CasePage | None:
        """What its button does."""
        return _page(await self.behind.take(token))


def case_doors(core: Core) -> CaseDoors:
    """What stands behind the links in mails."""
    return CaseDoors(BehindLinks(core.database, core.keys, writer(core), core.clock))


def _page(shown: Shown | None) -> CasePage | None:
    return CasePage(shown.title, shown.text, shown.button) if shown else None


def case_file(core: Core, who: str) -> CaseFile:
    """The case file of one worker."""
    return CaseFile(core.database, core.keys, writer(core), core.clock, new_id, who)


async def bot_name(core: Core) -> str | None:
    """The bot's name as in t.me/<name>; None without Telegram, or where it does not tell."""
    if not core.settings.telegram_on:
        return None
    client = make_client(core.settings.telegram_bot_token.get_secret_value(), core.settings.telegram_base_url)
    channel = TelegramChannel(client)
    try:
        return await channel.user_name(NAME_SECONDS)
    finally:
        await channel.close()


def mail_sender(settings: Settings) -> MailSender:
    """Our mail server."""
    return MailSender(
        MailServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=settings.sender,
            user=settings.smtp_user,
            password=settings.smtp_password.get_secret_value(),
            starttls=settings.smtp_starttls,
        )
    )


async def mail_notice(sender: MailSender, clock: Clock, to: str, notice: Notice, id_: str) -> None:
    """Tell a worker by mail. Raises SendFailed."""
    await sender.send(Mail(to, notice.subject, notice.text, id_, notice.urgent), clock())


async def mail_letter(sender: MailSender, clock: Clock, letter: Letter) -> None:
    """Send a mail to somebody outside. Raises SendFailed."""
    await sender.send(Mail(letter.to, letter.subject, letter.text, letter.id, files=letter.files), clock())
