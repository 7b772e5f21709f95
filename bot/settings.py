"""Settings: the environment, then .env; a wrong one stops the start with a line that names it."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    area_pack: Path = Field(Path("areas/milton-keynes"), description="The folder that says which town this is")
    web_host: str = Field("127.0.0.1", description="The address the web chat listens on")
    web_port: int = Field(8080, ge=0, le=65535, description="The port the web chat listens on")
    public_url: Annotated[str, AfterValidator(_without_slash)] = Field(
        "http://127.0.0.1:8080",
        description="What people type to get here, else this machine; https turns on Secure cookies and HSTS",
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
