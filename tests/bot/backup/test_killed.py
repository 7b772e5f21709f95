"""Killed at any moment, a backup leaves no half file, and a restore leaves the old store whole or the new one."""

import asyncio
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.backup import Site
from bot.core import ROOT
from bot.storage.stores import store
from tests.factories_backup import backed_up, brought_back, erase, site, speak, words

OLD, NEW = {"said since"}, {"more lamps"}
STOPS = """
import sys, time
from pathlib import Path
from bot import backup
from tests.factories_backup import site

def told(step, done, of):
    if step == sys.argv[5]:
        print("there", flush=True)
        time.sleep(60)

getattr(backup, sys.argv[4])(site(sys.argv[1], Path(sys.argv[2])), Path(sys.argv[3]), told, **eval(sys.argv[6]))
"""
FALLS = """
import os, sys
from pathlib import Path
from bot.backup import restore
from tests.factories_backup import QUIET, site

CHANGES = {"os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"}
left = int(sys.argv[4])

def count(event, _):
    global left
    if event in CHANGES:
        left -= 1
        if not left:
            os.kill(os.getpid(), 9)

at = site(sys.argv[1], Path(sys.argv[2]))
sys.addaudithook(count)
restore(at, Path(sys.argv[3]), QUIET, replace=True)
"""


@pytest.fixture
async def kept(at: Site, file: Path) -> Site:
    """A backup of two people; one of them was erased since, and another one spoke."""
    ada = await speak(at, "ada", "a hoop")
    ben = await speak(at, "ben", "more lamps")
    await backed_up(at, file)
    await erase(at, ada)
    await erase_in_live_only(at, ben)
    await speak(at, "cem", "said since")
    return at


async def erase_in_live_only(at: Site, person: object) -> None:
    """Their words are not there any more when disaster strikes; the log of erasures does not know of them."""
    log = at.key_file.with_name("erased.log")
    before = log.read_bytes()
    await erase(at, person)  # type: ignore[arg-type]
    log.write_bytes(before)


def kill_at(at: Site, file: Path, command: str, step: str, **how: bool) -> None:
    arguments = [sys.executable, "-c", STOPS, at.database, str(at.data_dir.parent), str(file), command, step, repr(how)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603
        assert program.stdout is not None
        assert program.stdout.readline() == "there\n"
        program.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("step", ["Copying", "Locking"])
async def test_a_backup_killed_half_way_leaves_no_file(kept: Site, file: Path, step: str) -> None:
    await asyncio.to_thread(kill_at, kept, file.with_name("second"), "back_up", step)
    assert list(file.parent.iterdir()) == [file]
    assert [one.name for one in file.parent.parent.rglob("*.copy")] == []
    assert await words(kept) == OLD
    await backed_up(kept, file.with_name("second"))


@pytest.mark.parametrize("step", ["Bringing back", "Cleaning"])
async def test_a_restore_killed_half_way_leaves_the_store_as_it_was(kept: Site, file: Path, step: str) -> None:
    await asyncio.to_thread(kill_at, kept, file, "restore", step, replace=True)
    assert await words(kept) == OLD
    assert len(await asyncio.to_thread(store(kept.database).leftovers)) == 1, "`earshot check` names it"
    restored = await brought_back(kept, file, replace=True)
    assert await words(kept) == NEW
    assert await asyncio.to_thread(store(kept.database).leftovers) == [restored.aside]


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_a_restore_killed_at_any_change_of_a_file_leaves_the_old_or_the_new_one_whole(
    kept: Site, file: Path, tmp_path: Path
) -> None:
    """Each link, rename, deletion and folder of a restore is a moment to die at; each leaves either store, whole."""
    found: list[set[str]] = []
    for moment in range(1, 60):
        folder = tmp_path / f"at{moment}"
        shutil.copytree(kept.key_file.parent, folder / "keys")
        shutil.copy(kept.database.removeprefix("sqlite:///"), folder / "earshot.db")
        at = site(f"sqlite:///{folder}/earshot.db", folder)
        arguments = [sys.executable, "-c", FALLS, at.database, str(folder), str(file), str(moment)]
        ended = await asyncio.to_thread(subprocess.run, arguments, cwd=ROOT, check=False)
        found.append(await words(at))
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
    assert len(found) > 8
    changed = found.index(NEW)
    assert found == [OLD] * changed + [NEW] * (len(found) - changed)
