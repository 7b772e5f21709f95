"""Where people and Telegram reach us: settings that must fit one another."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from bot.checkup.finding import Finding, ok, warning, wrong
from bot.settings import Settings, TelegramMode

# Telegram's own rule for webhooks: core.telegram.org/bots/webhooks, read in 2026.
_WEBHOOK_PORTS = (443, 80, 88, 8443)
_TELEGRAMS_OWN = "https://api.telegram.org/bot"


def addresses(settings: Settings) -> Iterator[Finding]:
    """How it stands with PUBLIC_URL and Telegram."""
    try:
        public = urlsplit(settings.public_url)
        port = public.port
    except ValueError:
        yield wrong("PUBLIC_URL", f"{settings.public_url} is not an address: write it as https://chat.example.org.")
        return
    yield _public(settings, public)
    if not settings.telegram_on:
        yield ok("Telegram", "off; TELEGRAM_BOT_TOKEN in .env turns it on.")
        return
    yield _webhook(settings, public, port) if settings.telegram_mode is TelegramMode.WEBHOOK else _polling()


def _public(settings: Settings, public: SplitResult) -> Finding:
    if not public.hostname:
        return wrong("PUBLIC_URL", f"{settings.public_url} names no host: write it as https://chat.example.org.")
    if _is_here(public.hostname):
        if settings.telegram_on or not _is_here(settings.web_host):
            return warning(
                "PUBLIC_URL", f"{settings.public_url} opens on this machine only: links lead others nowhere."
            )
        return ok("PUBLIC_URL", f"{settings.public_url}, for this machine only.")
    if not settings.secure:
        return warning("PUBLIC_URL", f"{settings.public_url} is not https: what people write can be read on its way.")
    return ok("PUBLIC_URL", settings.public_url)


def _polling() -> Finding:
    return ok("Telegram", "on, by polling.")


def _webhook(settings: Settings, public: SplitResult, port: int | None) -> Finding:
    if not settings.secure:
        if _is_here(public.hostname or ""):
            return warning("TELEGRAM_MODE", "webhook without https works with a Bot API server on this machine only.")
        return wrong(
            "TELEGRAM_MODE", "webhook needs https: set PUBLIC_URL to https://..., or TELEGRAM_MODE to polling."
        )
    if settings.telegram_base_url == _TELEGRAMS_OWN and port not in {None, *_WEBHOOK_PORTS}:
        allowed = ", ".join(map(str, _WEBHOOK_PORTS))
        return wrong("PUBLIC_URL", f"Telegram posts to the ports {allowed} only, not to {port}.")
    return ok("Telegram", f"on, by webhook to {settings.public_url}.")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
