"""How the Telegram channel is put together: the client, the webhook, and how the bot presents itself."""

from collections.abc import Callable, Iterable

from bot.conversation.events import Reserved
from bot.core import Core
from bot.domain.area import Area
from bot.i18n import Wording
from bot.settings import Settings, TelegramMode
from handlers.telegram.channel import Introduction, TelegramChannel, Webhook
from handlers.telegram.client import make_client
from handlers.telegram.webhook import PATH

COMMANDS = (
    Reserved.MENU,
    Reserved.STATUS,
    Reserved.MY_WORDS,
    Reserved.HELP,
    Reserved.PERSON,
    Reserved.LANGUAGE,
    Reserved.PRIVACY,
    Reserved.STOP,
    Reserved.DELETE,
)
"""The command menu, in order; the language is offered only where there are several."""


def telegram_channel(core: Core, jitter: Callable[[], float]) -> TelegramChannel:
    """The Telegram channel of these settings."""
    settings = core.settings
    client = make_client(settings.telegram_bot_token.get_secret_value(), settings.telegram_base_url)
    webhook = None
    if settings.telegram_mode is TelegramMode.WEBHOOK:
        webhook = Webhook(settings.public_url + PATH, _secret(core))
    return TelegramChannel(
        client, webhook=webhook, introductions=tuple(introductions(core.area, core.wording)), jitter=jitter
    )


def introductions(area: Area, wording: Wording) -> Iterable[Introduction]:
    """How the bot presents itself: in each language that is on, the first of them for everyone else."""
    spoken = [one.code for one in area.languages_on]
    offered = [word for word in COMMANDS if word is not Reserved.LANGUAGE or len(spoken) > 1]
    for code, language in (("", spoken[0]), *((one, one) for one in spoken)):
        say = wording.text
        commands = tuple((word.value, say(f"telegram.command.{word}", language)) for word in offered)
        description = say("telegram.description", language, {"organisation": area.organisation_name})
        yield Introduction(code, commands, description, say("telegram.short_description", language))


def _secret(core: Core) -> str:
    settings: Settings = core.settings
    given = settings.telegram_webhook_secret.get_secret_value()
    return given or core.keys.master.keyed_hash("telegram webhook", core.keys.organisation).hex()
