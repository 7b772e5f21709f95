"""The web chat on the real program: dispatcher, store and all, on an embedded database."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

from bot.app import assembled
from bot.core import ROOT
from bot.running import Earshot
from bot.settings import load
from bot.storage import attachments, tables
from tests.handlers.web.town import Town, Visitor


@pytest.fixture
async def earshot(tmp_path: Path) -> AsyncIterator[Earshot]:
    settings = load(
        _env_file=None,
        telegram_bot_token="",
        data_dir=tmp_path / "var",
        master_key_file=tmp_path / "keys" / "master.key",
        area_pack=ROOT / "areas" / "milton-keynes",
        web_port=0,
    )
    async with assembled(settings) as earshot:
        stop, on = asyncio.Event(), asyncio.Event()
        running = asyncio.create_task(earshot.run(stop, on.set))
        await on.wait()
        yield earshot
        stop.set()
        await running


OFFERED = '<div id="files">'


RECORDED = b"OggS" + bytes(range(256))


def photo() -> bytes:
    written = BytesIO()
    Image.new("RGB", (60, 40), "green").save(written, "JPEG")
    return written.getvalue()


async def sends_photo(visitor: Visitor, content: bytes, **changes: str) -> httpx.Response:
    """Post the form for a photo as the page has it."""
    form = {"csrf": visitor.hidden["csrf"], "nonce": visitor.hidden["nonce"], **changes}
    return await visitor.client.post("/chat/photo", data=form, files={"photo": ("p.jpg", content, "image/jpeg")})


async def sends_voice(visitor: Visitor, content: bytes) -> httpx.Response:
    """Post the form for a voice note as the page has it."""
    form = {"csrf": visitor.hidden["csrf"], "nonce": visitor.hidden["nonce"]}
    return await visitor.client.post("/chat/voice", data=form, files={"voice": ("v.ogg", content, "audio/ogg")})


def someone_at(earshot: Earshot) -> Visitor:
    address = f"http://127.0.0.1:{earshot.web.bind()}"
    return Visitor(Town(), httpx.AsyncClient(base_url=address, follow_redirects=True, timeout=30))


async def test_a_whole_talk_coming_back_and_deleting(earshot: Earshot) -> None:
    """One talk through everything: said, thanked for, found again by three words, and deleted."""
    door = earshot.core.area.served[0].door
    visitor = someone_at(earshot)
    await visitor.opens(f"/chat?door={door}")
    await visitor.presses("18+")
    await visitor.says("could the park have a basketball hoop")
    await visitor.presses("That's right")
    await visitor.presses("No thanks")
    assert "Your number is" in visitor.text
    three = visitor.text.split("phone or computer:")[1].split(".")[0].strip()

    elsewhere = someone_at(earshot)
    await elsewhere.fills_in("/chat/back", three=three.upper())
    assert "could the park have a basketball hoop" in elsewhere.heard

    await elsewhere.presses("Menu")
    await elsewhere.presses("More")
    await elsewhere.presses("Delete my words")
    await elsewhere.presses("Delete it")
    assert "It's gone." in elsewhere.heard[-1]
    assert "basketball" not in elsewhere.text
    await visitor.opens()
    assert "basketball" not in visitor.text


async def test_a_thing_said_twice_by_two_clicks_is_kept_once(earshot: Earshot) -> None:
    visitor = someone_at(earshot)
    await visitor.opens(f"/chat?door={earshot.core.area.served[0].door}")
    await visitor.presses("18+")
    form = visitor.hidden
    await asyncio.gather(*(visitor.client.post("/chat", data={**form, "words": "more benches"}) for _ in range(5)))
    await visitor.opens()
    assert visitor.heard.count("more benches") == 1


async def test_hide_takes_both_sides_away_and_leaves_something_neutral(earshot: Earshot) -> None:
    visitor = someone_at(earshot)
    await visitor.opens()
    await visitor.presses("18+")
    await visitor.says("something I regret")
    await visitor.presses("Hide")
    await visitor.opens("/chat")
    assert visitor.heard == ["What would you like to see round here? Write any time."]


async def test_on_a_child_s_screen_hide_forgets_who_was_there(earshot: Earshot) -> None:
    visitor = someone_at(earshot)
    await visitor.opens()
    await visitor.presses("13-15")
    await visitor.presses("Hide")
    await visitor.opens("/chat")
    assert "How old are you?" in visitor.heard[0]


async def test_hide_this_leaves_nothing_of_a_disclosure(earshot: Earshot) -> None:
    visitor = someone_at(earshot)
    await visitor.opens()
    await visitor.says("i want to kill myself")
    assert "0800 1111" in visitor.text
    await visitor.presses("Hide this")
    assert visitor.heard == ["What would you like to see round here? Write any time."]


async def test_a_report_is_for_whoever_has_the_operator_s_key(earshot: Earshot) -> None:
    visitor = someone_at(earshot)
    await visitor.opens("/report/2026-06/all/internal/en.csv")
    assert visitor.answer.status_code == 404
    await visitor.opens(f"/report?key={earshot.operator_key}")
    assert visitor.answer.status_code == 200
    await visitor.opens("/report/banana/all/internal/en.csv")
    assert "is not a month" in visitor.text


async def test_odd_words_are_shown_as_they_were_kept(earshot: Earshot) -> None:
    visitor = someone_at(earshot)
    await visitor.opens()
    for words in ("nul \x00 and \u202eoverride", "z\u0335\u0321\u035a" * 20, "<b>{{ 7*7 }}</b>"):
        await visitor.says(words)
        assert words.replace("\x00", "\ufffd") in visitor.heard


async def test_a_photo_of_an_adult_is_kept_with_what_it_is_about_and_nobody_else_is_offered_to_send_one(
    earshot: Earshot,
) -> None:
    visitor = await someone_at(earshot).opens()
    assert OFFERED not in visitor.answer.text
    assert (await sends_photo(visitor, photo())).status_code == 403, "before the age is known"
    await visitor.presses("18+")
    assert OFFERED in visitor.answer.text
    await visitor.says("the bench in Fishermead is broken")
    form = dict(visitor.hidden)
    for _ in range(2):
        answer = await sends_photo(visitor, photo(), **form)
        assert answer.status_code == 200
    await visitor.opens()
    assert sum("kept the photo" in one for one in visitor.heard) == 1, "posted twice, kept once"
    async with asyncio.timeout(20):
        while not (kept := await _kept(earshot)):  # noqa: ASYNC110 - it is fetched beside
            await asyncio.sleep(0.1)
    [content] = kept
    assert content.startswith(b"\xff\xd8")


async def _kept(earshot: Earshot) -> list[bytes]:
    core = earshot.core
    async with core.database.read() as conn:
        ids = (await conn.execute(select(tables.attachment.c.id))).scalars().all()
        found = [await attachments.content(conn, core.keys, id_) for id_ in ids]
    return [one for one in found if one]


@pytest.mark.parametrize("content", [b"", b"MZ not a photo", b"\xff\xd8\xff" + bytes(5_000_000)])
async def test_what_is_no_photo_that_can_be_kept_is_told_so(earshot: Earshot, content: bytes) -> None:
    visitor = await (await someone_at(earshot).opens()).presses("18+")
    answer = await sends_photo(visitor, content)
    assert answer.status_code in {413, 422}
    assert await _kept(earshot) == []


async def test_a_child_can_send_neither_a_photo_nor_a_recording_that_stays_on_the_device(earshot: Earshot) -> None:
    visitor = await (await someone_at(earshot).opens()).presses("13-15")
    assert OFFERED not in visitor.answer.text
    assert (await sends_photo(visitor, photo())).status_code == 403
    assert (await sends_voice(visitor, RECORDED)).status_code == 403


async def test_an_adult_who_would_rather_speak_sends_their_voice_and_it_is_kept_as_it_came(earshot: Earshot) -> None:
    visitor = await (await someone_at(earshot).opens()).presses("18+")
    assert (await sends_voice(visitor, photo())).status_code == 422, "a photo is no voice note"
    answer = await sends_voice(visitor, RECORDED)
    assert answer.status_code == 200
    await visitor.opens()
    assert any("kept your voice note" in one for one in visitor.heard)
    async with asyncio.timeout(20):
        while not (kept := await _kept(earshot)):  # noqa: ASYNC110 - it is fetched beside
            await asyncio.sleep(0.1)
    assert kept == [RECORDED]


async def test_a_photo_without_the_forms_token_is_refused(earshot: Earshot) -> None:
    visitor = await (await someone_at(earshot).opens()).presses("18+")
    assert (await sends_photo(visitor, photo(), csrf="made up")).status_code == 403
