"""After the master key was changed, everything opens with the new one alone."""

import base64
from pathlib import Path

import pytest

from bot.conversation.effects import OpenCase
from bot.domain.deed import Deed, Does
from bot.domain.reading import DangerLevel
from bot.domain.second_look import SecondLook
from bot.errors import KeyFileError
from bot.storage import cases, drafts, intake, rotation, second_looks, talks
from bot.storage.database import Database
from bot.storage.intake import Saved
from bot.storage.keys import Keys, MasterKey
from bot.storage.talks import Asked
from tests.factories_storage import NOW, all_said, carried_out, done, keep, known, unlocked

NEW = base64.urlsafe_b64encode(bytes(range(32))).decode()


async def test_every_row_opens_with_the_new_key_alone(
    database: Database, keys: Keys, tmp_path: Path, master: MasterKey
) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(
        database, keys, done(ada, keep(words="hers")), done(ada, OpenCase("s1", DangerLevel.RED, (), "case"))
    )
    async with database.write() as conn:
        await intake.save(conn, keys, [Saved.of(ada, b"journal", 1)])
        await drafts.keep(conn, keys, "all", "2026-10", dataset=b"data", now=NOW)
        answer = Deed(Does.BECAME, words="an answer")
        await second_looks.ask(conn, keys, SecondLook("l1", "LK-1", "quayside", "sam", answer, NOW))
        wish = Asked("t1", ada.hash, "quayside", NOW, protected=True, words="a wish")
        await talks.open_talk(conn, keys, wish, ("Sam", "Bea"), NOW)
    file = tmp_path / "keys" / "master.key"
    _put(file, f"{NEW}\n{file.read_text()}")
    both = await unlocked(database, MasterKey.load_or_make(file, may_make=False))
    async with database.write() as conn:
        assert await rotation.rotate(conn, both) == 6
    _put(file, NEW)
    new = await unlocked(database, MasterKey.load_or_make(file, may_make=False))
    assert [one.words for one in await all_said(database, new)] == ["hers"]
    [ada] = await known(database, new, "ada")
    assert ada.journal == b"journal"
    async with database.read() as conn:
        assert await cases.words(conn, new, "s1") == ["case"]
        draft = await drafts.find(conn, new, "all", "2026-10")
        assert draft is not None
        assert draft.dataset == b"data"
        [look] = await second_looks.of(conn, new, "LK-1")
        assert look.deed == answer
        assert [one.words for one in await talks.lines(conn, new, "t1")] == ["a wish"]
    with pytest.raises(KeyFileError):
        await unlocked(database, master)


def _put(file: Path, content: str) -> None:
    file.write_text(content)
