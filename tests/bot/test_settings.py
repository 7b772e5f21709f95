"""Settings come from the environment, then from .env; a wrong one is named in one line, and no secret is ever shown."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core import ROOT
from bot.errors import SettingError
from bot.settings import Settings, load

TOKEN = "987654321:AAEarshotFakeTokenForTestsOnly00000"
DERIVED = {"MASTER_KEY_FILE": "keys/master.key"}
"""Defaults that are worked out from others: what the example shows is what comes of the other defaults."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working folder, and none of the settings in the environment."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def example() -> list[tuple[str, str, str]]:
    """The lines of .env.example as name, default, remark."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    settings = [
        (number, line) for number, line in enumerate(lines) if "=" in line and " " not in line.split("=")[0][2:]
    ]
    return [
        (line.removeprefix("# ").partition("=")[0], line.partition("=")[2], lines[number - 1].removeprefix("# "))
        for number, line in settings
    ]


def test_the_example_has_every_setting_with_its_default_and_what_it_is_for() -> None:
    fields = [
        (name.upper(), DERIVED.get(name.upper(), _written(one.default)), one.description)
        for name, one in Settings.model_fields.items()
    ]
    assert example() == fields


def test_the_example_sets_nothing_as_it_stands(folder: Path) -> None:
    (folder / ".env").write_text((ROOT / ".env.example").read_text("utf-8"), "utf-8")
    assert load() == load(_env_file=None)


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("WEB_PORT=1111\nWEB_HOST=0.0.0.0\n", "utf-8")
    monkeypatch.setenv("WEB_PORT", "2222")
    assert (load().web_port, load().web_host) == (2222, "0.0.0.0")  # noqa: S104
    assert load(web_port=3333).web_port == 3333


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "")
    monkeypatch.setenv("WEB_PORT", "")
    assert (load().data_dir, load().web_port) == (Path("var"), 8080)


WRONG = {
    "TELEGRAM_BOT_TOKEN": ["no-colon", f" {TOKEN} x", "токен"],
    "TELEGRAM_BASE_URL": ["api.telegram.org/bot", "https://api.telegram.org", "ftp://x/bot"],
    "TELEGRAM_MODE": ["both"],
    "TELEGRAM_WEBHOOK_SECRET": ["with space", "é", "x" * 257],
    "WEB_PORT": ["eighty", "-1", "65536", "80.5"],
    "PUBLIC_URL": ["voices.example", "file:///x"],
    "LOG_LEVEL": ["info", "TRACE"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_named_in_one_line(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError) as fault:
        load()
    told = str(fault.value)
    assert told.startswith(f"{name}: ")
    assert "\n" not in told
    if "TOKEN" in name or "SECRET" in name:
        assert value not in told


def test_every_wrong_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_PORT", "x")
    monkeypatch.setenv("LOG_LEVEL", "x")
    with pytest.raises(SettingError, match=r"WEB_PORT.*LOG_LEVEL"):
        load()


def test_a_file_that_is_not_text_is_named(folder: Path) -> None:
    (folder / ".env").write_bytes(b"WEB_HOST=\xff\xfe\n")
    with pytest.raises(SettingError, match=r"\.env"):
        load()


def test_secrets_are_shown_nowhere() -> None:
    settings = load(telegram_bot_token=TOKEN, telegram_webhook_secret="open-sesame")
    for shown in (repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json()):
        assert TOKEN not in shown
        assert "open-sesame" not in shown
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert settings.telegram_on


def test_the_key_lies_beside_the_data_never_in_it(folder: Path) -> None:
    for data_dir in ("var", "deep/var", str(folder / "elsewhere")):
        settings = load(data_dir=data_dir)
        assert settings.key_file == settings.data_dir.absolute().parent / "keys" / "master.key"
        assert settings.data_dir.absolute() not in settings.key_file.parents
    assert load(master_key_file="mine.key").key_file == Path("mine.key")


def test_without_an_address_of_its_own_people_type_this_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(web_port=9000).public_url == "http://127.0.0.1:9000"
    assert load(web_port=9000, public_url="https://voices.example/").public_url == "https://voices.example"
    assert load(public_url="https://voices.example").secure
    assert not load().secure
    assert "WEB_PORT" not in os.environ
    del monkeypatch


def _written(default: object) -> str:
    reveal = getattr(default, "get_secret_value", lambda: default)
    return str(reveal())
