"""Killed at any moment around somebody's words of danger, the lead is told of each case, twice at most."""

import asyncio
import random
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from msgspec import Struct, field

from tests.crash.harness import FIRST_PERSON, Telegram, telegram
from tests.crash.subjects import EARSHOT, earshot
from tests.fakes.mail import Letterbox, letterbox

LEAD = "anna@voices.example"
DANGER = "my stepdad hits me every night"
SEED = 20261126
WINDOW = 4.0
"""Seconds within which the program is killed: what is said, put down and sent, all of it lies within."""
PATIENCE = 120.0

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.xdist_group("crash"),
    pytest.mark.skipif(not Path(EARSHOT).exists(), reason="the program earshot is not installed"),
]


class Toll(Struct):
    """How often each case was told to the lead, and how long that took from the last start."""

    told: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


async def killed(box: Letterbox, api: Telegram, folder: Path, url: str, kills: int) -> Toll:
    """So many people in danger, each with a kill at a random moment after their words."""
    dice, toll = random.Random(SEED), Toll()  # noqa: S311 - a die, not a secret
    subject = earshot(api, folder, mode="polling", database_url=url)
    mail = {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(box.port),
        "SMTP_STARTTLS": "false",
        "MAIL_FROM": "earshot@voices.example",
        "SAFEGUARDING_LEAD_MAIL": LEAD,
    }
    environment = {**subject.environment, **mail}
    with subject.log.open("ab") as log:
        process = subprocess.Popen(subject.command, env=environment, stdout=log, stderr=log)  # noqa: S603, ASYNC220
        try:
            for person in range(FIRST_PERSON, FIRST_PERSON + kills):
                before = len(set(_cases(box)))
                await asyncio.to_thread(api.say, [(person, DANGER)])
                await asyncio.sleep(dice.uniform(0, WINDOW))
                process.kill()
                await asyncio.to_thread(process.wait)
                began = time.monotonic()
                process = subprocess.Popen(subject.command, env=environment, stdout=log, stderr=log)  # noqa: S603, ASYNC220
                while len(set(_cases(box))) <= before and time.monotonic() - began < PATIENCE:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
                toll.seconds.append(time.monotonic() - began)
            await asyncio.sleep(3)
        finally:
            process.kill()
            process.wait()
    toll.told = Counter(_cases(box))
    return toll


def _cases(box: Letterbox) -> list[str]:
    """The mails about a case, by their ids; the month's drill, which comes while workers are there, is about none."""
    ids = [str(one["Message-ID"]) for one in box.to(LEAD)]
    return [one for one in ids if ".drill." not in one]


async def holds(folder: Path, url: str, kills: int) -> None:
    with telegram(SEED) as api:
        async with letterbox() as box:
            toll = await killed(box, api, folder, url, kills)
    print(toll.told.values(), [round(one, 1) for one in toll.seconds])  # noqa: T201 - the figures are the point
    assert len(toll.told) == kills, "a case of which nobody was told"
    assert max(toll.told.values()) <= 2
    assert max(toll.seconds) < PATIENCE


@pytest.mark.parametrize("store", ["sqlite"])
async def test_a_kill(empty_url: str, tmp_path: Path) -> None:
    await holds(tmp_path, empty_url, 1)


@pytest.mark.long
async def test_thirty_kills(empty_url: str, tmp_path: Path) -> None:
    await holds(tmp_path, empty_url, 30)
