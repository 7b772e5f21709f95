"""Leaving well: promises handed over by name, a whole neighbourhood exported, an end that everybody hears of."""

import io
import json
import zipfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from msgspec.structs import replace
from sqlalchemy import update

from bot.conversation.events import Showed
from bot.domain.attachment import File, Medium
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.draws import new_id
from bot.errors import NotFound, Refused
from bot.exchange.locked import ROUNDS, lock, password
from bot.jobs.cover import cover
from bot.jobs.follow_up import follow_up
from bot.jobs.kit import Kit
from bot.staff.closing_down import ClosingDown
from bot.staff.exit_kit import exit_kit
from bot.staff.handing_over import HandingOver
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.chat import wording
from tests.factories_app import NOON, PUSH, Whole
from tests.factories_staff import ASH, MO, SAM, Staff

TODAY = NOON.date()
HOOP, DAMP = "could the park have a hoop", "damp in my flat"
WHERE = "the council, 01632 960300"


class Town:
    """A town with its workers, the desks of whoever leaves it, and the clock."""

    def __init__(self, staff: Staff) -> None:
        self.staff, self.whole = staff, staff.town
        given = (staff.town.database, staff.town.keys, staff.town.area, wording(), staff.town.clock, new_id)
        self.closing, self.handing = ClosingDown(*given), HandingOver(*given)
        nothing: Any = None
        kit = Kit(staff.town.database, staff.town.keys, staff.town.area, nothing, Path(), "here")
        self.kit = replace(
            kit, takes_up=staff.town.dispatcher.takes_up, take=staff.town.dispatcher.take, pushed=(PUSH,)
        )

    async def looks(self, **later: int) -> None:
        self.whole.now += timedelta(**later)
        await cover(self.kit, self.whole.now)
        await follow_up(self.kit, self.whole.now)

    async def told(self, who: str) -> str:
        return "\n".join(one.text for one in await self.whole.answers(who))


@pytest.fixture
async def town(database: Database, keys: Keys) -> Town:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return Town(staff)


async def test_whoever_has_something_open_is_told_once_however_much_it_is(town: Town) -> None:
    await town.staff.heard("ada", HOOP)
    await town.whole.says("ada", "/menu", DAMP)
    done = await town.staff.heard("bo", HOOP)
    await town.staff.triage.does(SAM, done, Deed(Does.BECAME, Progress.DONE))
    assert await town.closing.close(TODAY + timedelta(days=30), WHERE) == 1
    await town.looks(minutes=1)
    assert (await town.told("ada")).count("We close on Friday 6 November") == 1
    assert WHERE in await town.told("ada")
    assert "We close" not in await town.told("bo")
    for days in (7, 14):
        await town.looks(days=days)
    assert (await town.told("ada")).count("We close on") == 1


async def test_a_voice_note_that_nobody_has_heard_is_handed_over_and_its_person_told_of_the_end(town: Town) -> None:
    """Told once it was heard: until then it may be somebody in danger, to whom nothing is said unasked."""
    recording = await town.staff.showed("dot")
    assert len(await town.handing.to_worker("sam", "mo")) == 1
    assert await town.handing.to_organisation("quayside", "Mill Trust") == [], "what nobody heard changes no hands"
    assert await town.closing.close(TODAY + timedelta(days=30), WHERE) == 1
    await town.looks(minutes=1)
    assert "We close on" not in await town.told("dot")
    await town.staff.notebook.recordings.write_down(MO, recording, HOOP)
    await town.looks(minutes=1)
    assert "We close on" in await town.told("dot")


async def test_until_the_day_words_are_taken_with_a_warning_and_from_it_on_nothing_is(town: Town) -> None:
    await town.closing.close(TODAY + timedelta(days=1), WHERE)
    await town.looks(minutes=1)
    await town.whole.meets("ada")
    await town.whole.says("ada", HOOP)
    await town.whole.taps("ada", "right")
    await town.whole.taps("ada", "no_thanks")
    assert "We close on Thursday 8 October" in await town.told("ada")
    await town.looks(days=1)
    await town.whole.says("ada", DAMP)
    assert "Nobody reads here now, so we have not kept this" in await town.told("ada")
    photo = Showed(Medium.PHOTO, file=File("a photo", 100))
    await town.whole.takes(town.whole.update("ada", photo))
    assert await town.whole.rows(tables.attachment) == []
    await town.whole.says("ada", "/person")
    assert "Nobody reads here now" in await town.whole.last("ada")
    await town.whole.meets("new")
    await town.whole.says("new", DAMP)
    assert WHERE in await town.told("new")
    assert await town.whole.stored() == [HOOP]


async def test_danger_is_answered_after_the_end_as_before_it(town: Town) -> None:
    await town.closing.close(TODAY, WHERE)
    await town.whole.meets("ada")
    await town.looks(minutes=1)
    await town.whole.says("ada", "he hits me")
    assert "999" in await town.told("ada")
    assert "Nobody reads here now" not in (await town.whole.last("ada"))


async def test_taken_back_it_goes_on_and_those_who_were_told_hear_that(town: Town) -> None:
    await town.staff.heard("ada", HOOP)
    await town.closing.close(TODAY, WHERE)
    with pytest.raises(Refused, match="closing already"):
        await town.closing.close(TODAY, WHERE)
    await town.looks(minutes=1)
    assert await town.closing.take_back() == 1
    await town.looks(days=7)
    assert "We are not closing after all" in await town.told("ada")
    await town.staff.heard("bo", DAMP)
    with pytest.raises(Refused, match="not closing"):
        await town.closing.take_back()


@pytest.mark.parametrize(
    ("days", "where", "why"),
    [
        (-1, WHERE, "today or later"),
        (1, " ", "say where"),
        (1, "what is your name?", "name it, and no more"),
        (1, "the council\nand me", "on one line"),
        (9999, WHERE, "too far off"),
    ],
)
async def test_a_day_that_is_over_or_no_place_to_turn_to_is_refused(
    town: Town, days: int, where: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        await town.closing.close(TODAY + timedelta(days=days), where)


async def test_a_worker_s_open_promises_are_another_s_from_now_on_and_on_record(town: Town) -> None:
    mine, done = await town.staff.heard("ada", HOOP), await town.staff.heard("bo", HOOP)
    await town.staff.triage.does(SAM, done, Deed(Does.BECAME, Progress.DONE))
    with pytest.raises(Refused, match="does not read for quayside"):
        await town.handing.to_worker("sam", "ash")
    assert [one.reference for one in await town.handing.to_worker("sam", "mo")] == [mine]
    rota = await town.staff.aways.rota()
    assert rota.owes(await town.staff.triage.item(MO, mine), TODAY) == MO
    assert (await town.staff.triage.item(MO, done)).owner == ""
    assert ("operator", f"{mine} handed over from sam to mo") in await town.staff.on_record()
    with pytest.raises(NotFound):
        await town.handing.to_worker("nobody", "ash")


async def test_whoever_was_promised_something_is_told_by_name_who_looks_after_it_now(town: Town) -> None:
    reference, elsewhere = await town.staff.heard("ada", HOOP), await town.staff.heard("bo", "damp in Mill Row")
    assert [one.reference for one in await town.handing.to_organisation("quayside", "Harbour Town Council")] == [
        reference
    ]
    await town.looks(minutes=1)
    assert "From now on Harbour Town Council looks after this." in await town.told("ada")
    assert "Harbour Town Council" not in await town.told("bo")
    assert (await town.staff.triage.item(ASH, elsewhere)).became is None
    with pytest.raises(NotFound):
        await town.handing.to_organisation("atlantis", "Harbour Town Council")
    for name in ("meet me at the park", "x@example.org", "a\nb", "x" * 101):
        with pytest.raises(Refused, match="say who takes over"):
            await town.handing.to_organisation("quayside", name)


async def test_the_kit_has_all_of_a_neighbourhood_and_nothing_of_a_case_or_of_another_place(town: Town) -> None:
    reference, _ = await town.staff.heard("ada", HOOP), await town.staff.heard("bo", "damp in Mill Row")
    until = TODAY + timedelta(days=9)
    await town.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.PLANNED, until, words="On the agenda."))
    await town.whole.meets("dee")
    await town.whole.says("dee", "he hits me")
    await town.whole.meets("eve")
    await town.whole.says("eve", "my friend is bullied at the park")
    async with town.whole.database.write() as conn:
        closed = update(tables.safeguarding_case).where(
            tables.safeguarding_case.c.participant == town.whole.hash("eve")
        )
        await conn.execute(closed.values(closed_at=town.whole.now))
    taken_back = await town.staff.heard("cy", "lamps for the quay")
    await town.staff.triage.does(SAM, taken_back, Deed(Does.SPAM))
    await town.staff.gatherings.note(SAM, "Quayside: football, Monday - 14 came")
    await town.staff.notebook.meetings.note(SAM, "Quayside: today - 2 new; chair: book the hall")
    await town.staff.notebook.startings.note(SAM, "a bike workshop; the hub; 1 short")
    whole = town.whole
    kit = await exit_kit(whole.database, whole.keys, whole.area, "quayside", id_=new_id(), now=whole.now)
    read = partial(_table, kit.content)
    assert [(one["reference"], one["words"], one["person"]) for one in read("contributions")] == [(reference, HOOP, 1)]
    assert [(one["progress"], one["why"]) for one in read("progress")] == [("planned", "On the agenda.")]
    assert {"reference": reference, "by": f"{until}", "owes": "Sam"} in read("open_promises")
    assert [one["title"] for one in read("activities")] == ["football"]
    assert [(one["met_on"], one["new_faces"]) for one in read("meetings")] == [(f"{TODAY}", 2)]
    assert [(one["owner"], one["what"]) for one in read("minutes")] == [("chair", "book the hall")]
    assert [(one["title"], one["missing"]) for one in read("nearly_starting")] == [("a bike workshop", 1)]
    clear = b"".join(zipfile.ZipFile(io.BytesIO(kit.content)).read(one) for one in _names(kit.content))
    assert b"hits" not in clear
    assert b"bullied" not in clear, "a closed case's words are the lead's, too"
    assert b"Mill Row" not in clear
    assert whole.hash("ada").encode() not in clear
    assert HOOP.encode() in zipfile.ZipFile(io.BytesIO(kit.content)).read("contributions.csv")
    assert ("operator", "exported quayside") in await town.staff.on_record()


def test_a_locked_kit_opens_with_its_password_as_openssl_opens_it_and_without_it_not() -> None:
    made = password(lambda n: n - 1)
    assert made == "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"
    locked = lock(b"the kit", made, b"8 bytes.")
    assert locked.startswith(b"Salted__8 bytes.")
    assert b"kit" not in locked
    assert _opened(locked, made) == b"the kit"
    with pytest.raises(ValueError, match="padding"):
        _opened(locked, "ZZZZZ")


def _opened(locked: bytes, word: str) -> bytes:
    derived = PBKDF2HMAC(hashes.SHA256(), 48, locked[8:16], ROUNDS).derive(word.encode())
    cipher = Cipher(algorithms.AES256(derived[:32]), modes.CBC(derived[32:])).decryptor()
    padder = padding.PKCS7(128).unpadder()
    return padder.update(cipher.update(locked[16:]) + cipher.finalize()) + padder.finalize()


def _names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def _table(content: bytes, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(zipfile.ZipFile(io.BytesIO(content)).read(f"{name}.json"))
    return rows
