"""Settings: the environment, then .env; a wrong one stops the start with a line that names it."""

import re
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.mailbox import Mailbox
from bot.errors import SettingError

SQLITE_FILE = "earshot.sqlite3"
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class TelegramMode(StrEnum):
    """How updates come from Telegram: we ask for them, or they are posted to us."""

    POLLING = "polling"
    WEBHOOK = "webhook"


def _without_slash(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


def _ending_in_bot(url: str) -> str:
    if not _without_slash(url).endswith("/bot"):
        raise ValueError("must end with /bot, as in https://api.telegram.org/bot")
    return url.rstrip("/")


def _secret(value: SecretStr) -> SecretStr:
    signs = value.get_secret_value()
    if signs and not (len(signs) <= 256 and signs.isascii() and all(one.isalnum() or one in "_-" for one in signs)):  # noqa: PLR2004 - Telegram's own limit
        raise ValueError("may have 1 to 256 letters, digits, _ and - (Telegram's rule)")
    return value


def _token(value: SecretStr) -> SecretStr:
    signs = value.get_secret_value()
    if signs and not _TOKEN.fullmatch(signs):
        raise ValueError("must be a bot's token as @BotFather gives it: digits, a colon, letters and digits")
    return value


def _addresses(given: str) -> str:
    for one in _mailboxes(given):
        local, _, host = one.address.rpartition("@")
        if not (local and host) or any(sign.isspace() or not sign.isascii() for sign in one.address):
            raise ValueError("must be mail addresses with commas between: anna@example.org, Ben Holt <ben@example.org>")
    return given


def _one_address(given: str) -> str:
    if len(_mailboxes(_addresses(given))) > 1:
        raise ValueError("may be one mail address only")
    return given


def _mailboxes(given: str) -> tuple[Mailbox, ...]:
    parts = [one for one in given.split(",") if one.strip()]
    return tuple(Mailbox(*parseaddr(one)) for one in parts)


Addresses = Annotated[str, AfterValidator(_addresses)]
Address = Annotated[str, AfterValidator(_one_address)]


class Settings(BaseSettings):
    """Everything an operator may set; each field is also a line of .env.example (a test holds them equal)."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        SecretStr(""), description="The bot's token from @BotFather; empty: no Telegram"
    )
    telegram_base_url: Annotated[str, AfterValidator(_ending_in_bot)] = Field(
        "https://api.telegram.org/bot", description="Where the Bot API is, with /bot at the end"
    )
    telegram_mode: TelegramMode = Field(
        TelegramMode.POLLING, description="polling or webhook (needs PUBLIC_URL with https)"
    )
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        SecretStr(""), description="What Telegram says with each webhook call; empty: drawn from the keys"
    )
    data_dir: Path = Field(Path("var"), description="Where the SQLite database and the reports are kept")
    database_url: str = Field("", description="postgresql://... for several processes; empty: SQLite in DATA_DIR")
    master_key_file: Path | None = Field(
        None,
        description="The key that locks the words, keys/master.key beside DATA_DIR if not set; keep a copy elsewhere",
    )
    backups_kept_days: int = Field(
        35, ge=1, le=35, description="After how many days a backup must be gone: who was deleted is in older ones"
    )
    area_pack: Path = Field(Path("areas/milton-keynes"), description="The folder that says which town this is")
    web_host: str = Field("127.0.0.1", description="The address the web chat listens on")
    web_port: int = Field(8080, ge=0, le=65535, description="The port the web chat listens on")
    public_url: Annotated[str, AfterValidator(_without_slash)] = Field(
        "http://127.0.0.1:8080",
        description="What people type to get here, else this machine; https turns on Secure cookies and HSTS",
    )
    smtp_host: str = Field("", description="The mail server that sends our mail; empty: no mail")
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port; 465 is TLS from the first sign on")
    smtp_user: str = Field("", description="The name we log in with there; empty: no login")
    smtp_password: SecretStr = Field(SecretStr(""), description="And the password")
    smtp_starttls: bool = Field(
        True,  # noqa: FBT003 - pydantic's way to give a default
        description="Whether the line must be locked (STARTTLS) before anything is said; false only on this machine",
    )
    mail_from: Address = Field("", description="Who our mail is from, such as Earshot <earshot@example.org>")
    safeguarding_lead_mail: Address = Field(
        "",
        description="Where the lead is told that somebody may be in danger: Anna Bell <anna@example.org>",
    )
    safeguarding_deputy_mail: Address = Field("", description="The deputy, told when the lead has not answered in time")
    safeguarding_manager_mail: Address = Field("", description="The mobilisers' manager, told next")
    safeguarding_on_call_mail: Addresses = Field(
        "", description="The on-call list, commas between: told last, and at once while nobody is there"
    )
    log_level: str = Field(
        "INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged; never words"
    )

    @model_validator(mode="after")
    def _own_port(self) -> Self:
        """Without a PUBLIC_URL people type this machine's own address, at whatever port the web chat has."""
        if "public_url" not in self.model_fields_set and self.web_port:
            self.public_url = f"http://127.0.0.1:{self.web_port}"
        return self

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{(self.data_dir / SQLITE_FILE).absolute()}"

    @property
    def key_file(self) -> Path:
        """Where the master key is."""
        return self.master_key_file or self.data_dir.absolute().parent / "keys" / "master.key"

    @property
    def mail_on(self) -> bool:
        """Whether mail can be sent."""
        return bool(self.smtp_host and self.mail_from)

    def mailboxes(self, role: str) -> tuple[Mailbox, ...]:
        """The addresses of a safeguarding role: lead, deputy, manager, on_call."""
        return _mailboxes(getattr(self, f"safeguarding_{role}_mail"))

    @property
    def sender(self) -> Mailbox:
        """Who our mail is from."""
        return Mailbox(*parseaddr(self.mail_from))

    @property
    def telegram_on(self) -> bool:
        """Whether the Telegram bot runs."""
        return bool(self.telegram_bot_token.get_secret_value())

    @property
    def secure(self) -> bool:
        """Whether people reach us by https (a proxy's business)."""
        return self.public_url.startswith("https://")


def load(**given: Any) -> Settings:
    """The settings of this start; `given` wins over the environment. SettingError names what is wrong."""
    try:
        return Settings(**given)
    except ValidationError as fault:
        lines = [f"{str(one['loc'][0]).upper()}: {one['msg'].removeprefix('Value error, ')}" for one in fault.errors()]
        raise SettingError("; ".join(lines)) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingError(f".env cannot be read: {getattr(fault, 'strerror', None) or 'it is not UTF-8'}") from None
