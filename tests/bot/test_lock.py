"""One running Earshot per DATA_DIR, and none is kept out by one that died."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.core import ROOT
from bot.errors import SettingError
from bot.lock import LOCK, only_one_in

HOLD = "import sys, time; from pathlib import Path; from bot.lock import only_one_in\n"
HOLD += "with only_one_in(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"


def test_a_second_one_is_told_where_the_first_one_runs(tmp_path: Path) -> None:
    with only_one_in(tmp_path), pytest.raises(SettingError, match=f"DATA_DIR={tmp_path}"), only_one_in(tmp_path):
        pass


def test_two_folders_have_a_lock_each(tmp_path: Path) -> None:
    with only_one_in(tmp_path / "a"), only_one_in(tmp_path / "b"):
        assert (tmp_path / "a" / LOCK).exists()


def test_it_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with only_one_in(tmp_path):
            pass


def test_it_is_free_as_soon_as_its_holder_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:  # noqa: S603
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(SettingError), only_one_in(tmp_path):
            pass
        holder.kill()
        holder.wait()
    with only_one_in(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_a_setting_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "var"):
        with pytest.raises(SettingError, match=f"DATA_DIR={folder}"), only_one_in(folder):
            pass


def test_only_its_owner_can_open_it(tmp_path: Path) -> None:
    with only_one_in(tmp_path):
        assert (tmp_path / LOCK).stat().st_mode & 0o077 == 0
