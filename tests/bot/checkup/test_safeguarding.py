"""`earshot check` says by how many ways each worker would hear of danger, and when nobody has tried for a month."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alerts.drills import put_drill
from bot.checkup import Level
from bot.checkup.safeguarding import safeguarding
from bot.pack import load
from bot.settings import Settings
from bot.storage import staff
from bot.storage.database import Database
from bot.storage.keys import MasterKey
from bot.storage.migrate import migrate
from tests.bot.alerts.town import ROSTER
from tests.bot.checkup.test_checkup import NOW, ORGANISATION, of, settings
from tests.crash.harness import free_port
from tests.factories_storage import unlocked
from tests.fakes.bot_api import TOKEN
from tests.fakes.mail import letterbox


async def warned(given: Settings) -> list[str]:
    return of(await safeguarding(given, load(given.area_pack), NOW, looks=True), Level.WARNING)


def with_mail(folder: Path, port: int, **more: Any) -> Settings:
    usual = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_starttls": False, "mail_from": "a@voices.example"}
    return settings(folder, **(usual | more))


async def test_without_mail_and_telegram_nobody_can_be_told(tmp_path: Path) -> None:
    told = await warned(settings(tmp_path))
    assert "mail: off: nobody is told of danger by mail. Set SMTP_HOST and MAIL_FROM." in told
    assert sum("cannot be told of danger at all" in one for one in told) == 2
    assert any("no manager is named" in one for one in told)
    assert any("nobody is on call" in one for one in told)


async def test_a_mail_server_that_is_away_is_named(tmp_path: Path) -> None:
    given = with_mail(tmp_path, free_port())
    assert any(f"127.0.0.1:{given.smtp_port} does not take us" in one for one in await warned(given))


@pytest.mark.parametrize(("days", "warns"), [(35, False), (36, True)])
async def test_with_two_ways_each_and_a_drill_this_month_all_is_well(
    tmp_path: Path,
    url: str,
    days: int,
    warns: bool,  # noqa: FBT001
) -> None:
    database = await Database.open(url)
    keys = await unlocked(
        database, MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=True), ORGANISATION
    )
    async with database.write() as conn:
        for one in ("lead", "deputy"):
            await staff.invite(conn, keys.organisation, one, one, NOW)
            await staff.accept(conn, keys, one, who=one, address="1", now=NOW)
        await put_drill(conn, keys.organisation, ROSTER, "x", NOW - timedelta(days=days))
    await database.close()
    async with letterbox() as box:
        mails = {f"safeguarding_{one}_mail": f"{one}@voices.example" for one in ("lead", "deputy", "on_call")}
        given = with_mail(tmp_path, box.port, telegram_bot_token=TOKEN, database_url=url, **mails)
        told = await warned(given)
    assert [one for one in told if "manager" not in one] == (
        ["safeguarding: the last drill was 36 days ago: `earshot drill`, while `earshot run` runs."] if warns else []
    )


async def test_one_way_is_one_too_few(tmp_path: Path) -> None:
    async with letterbox() as box:
        told = await warned(with_mail(tmp_path, box.port, safeguarding_lead_mail="Anna Bell <anna@voices.example>"))
    assert any("is told of danger by mail only" in one and "`earshot invite lead`" in one for one in told)


async def test_an_empty_database_is_looked_at_without_harm(tmp_path: Path) -> None:
    await migrate(f"sqlite:///{tmp_path / 'var' / 'earshot.sqlite3'}")
    assert any("the last drill has still to be" in one for one in await warned(settings(tmp_path)))
