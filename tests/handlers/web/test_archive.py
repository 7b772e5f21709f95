"""The archive shows what was published and nothing else, at addresses that stay; a private one by a link."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest
from msgspec.structs import replace

from bot.staff.archive_links import make_link
from bot.staff.shelf import Shelf
from bot.storage.database import Database
from bot.storage.keys import Keys
from handlers.web.app import build
from reports.release import documents
from tests.factories_releasing import DRAFTED, OCTOBER, Going
from tests.factories_staff import MO
from tests.handlers.web.town import PUBLIC, Town

DAY = timedelta(days=1)
ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = "/reports/2026-10/all/agency.html"


@dataclass
class Reading:
    """A town with a month on its way out, and somebody who reads its archive."""

    going: Going
    client: httpx.AsyncClient

    async def opens(self, path: str) -> httpx.Response:
        return await self.client.get(path)


async def reading(database: Database, keys: Keys, folder: Path, *, public: bool) -> Reading:
    going = Going(database, keys, folder)
    going.area = replace(going.area, report_days=replace(going.area.report_days, public_archive=public))
    going.__post_init__()
    await going.staffed()
    town = Town(area=going.area, now=going.now)
    app = build(town.parts(archive=Shelf(database, keys, going.area)), town.take)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return Reading(going, httpx.AsyncClient(transport=transport, base_url=PUBLIC, follow_redirects=True))


@pytest.fixture
async def open_to_all(database: Database, keys: Keys, tmp_path: Path) -> Reading:
    return await reading(database, keys, tmp_path, public=True)


@pytest.fixture
async def private(database: Database, keys: Keys, tmp_path: Path) -> Reading:
    return await reading(database, keys, tmp_path, public=False)


async def published(going: Going) -> None:
    ann = await going.said("c1")
    await going.quoted(ann, "c1")
    await going.looks()
    await going.with_words("c1")
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)


async def test_before_anything_is_published_there_is_nothing_of_it(open_to_all: Reading) -> None:
    """Not frozen, frozen, approved and not out yet, held back."""
    going = open_to_all.going
    await going.said("c1")
    await going.looks()
    for step in (lambda: going.desk.approve(MO, "2026-10"), lambda: going.desk.hold(MO, "2026-10", "stop")):
        assert "None is out yet" in (await open_to_all.opens("/reports")).text
        assert (await open_to_all.opens("/reports/2026-10")).status_code == 404
        assert (await open_to_all.opens(PAGE)).status_code == 404
        assert "<entry>" not in (await open_to_all.opens("/reports/feed.xml")).text
        await step()
    await going.looks(DRAFTED + DAY)
    assert (await open_to_all.opens(PAGE)).status_code == 404


async def test_every_document_that_leaves_the_house_is_there_and_no_other(open_to_all: Reading) -> None:
    """P8, P13: the internal edition never, whatever it is called."""
    await published(open_to_all.going)
    month = (await open_to_all.opens("/reports/2026-10")).text
    for one in documents(OCTOBER, open_to_all.going.area):
        tail = "" if one.language == "en" else f".{one.language}"
        for kind in ("html", "pdf", "csv"):
            path = f"/reports/2026-10/{one.neighbourhood or 'all'}/{one.edition}{tail}.{kind}"
            answer = await open_to_all.opens(path)
            assert answer.status_code == 200, path
            assert f'href="{path}"' in month
            assert answer.headers["x-content-type-options"] == "nosniff"
    for edition in ("internal", "Internal", "INTERNAL", "internal.en", "..%2finternal", "agency%00"):
        for scope in ("all", "quayside", "elsewhere"):
            for kind in ("html", "pdf", "csv", "exe"):
                path = f"/reports/2026-10/{scope}/{edition}.{kind}"
                assert (await open_to_all.opens(path)).status_code == 404, path
    assert "internal" not in month


async def test_its_pages_carry_the_strict_headers_and_a_documents_own_styles_alone(open_to_all: Reading) -> None:
    await published(open_to_all.going)
    for path in ("/reports", "/reports/2026-10", PAGE, "/reports/feed.xml"):
        answer = await open_to_all.opens(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers, "whoever reads is nobody"
    assert "sandbox" in (await open_to_all.opens(PAGE)).headers["content-security-policy"]


async def test_a_revision_takes_the_place_of_the_files_at_the_same_addresses_with_a_note(open_to_all: Reading) -> None:
    going = open_to_all.going
    await published(going)
    before = (await open_to_all.opens(PAGE)).text
    assert "quote c1" in before
    [ann] = [await going.said()]
    await going.withdrawn(ann, "c1")
    await going.looks(DRAFTED + 2 * DAY)
    after = (await open_to_all.opens(PAGE)).text
    assert "quote c1" not in after
    month = (await open_to_all.opens("/reports/2026-10")).text
    assert "Something was taken back. It is left out now." in month
    [first, second] = await going.releases()
    assert second.hash in month
    assert first.hash not in month


async def test_the_feed_has_an_entry_for_each_revision_the_newest_first(open_to_all: Reading) -> None:
    going = open_to_all.going
    await published(going)
    [ann] = [await going.said()]
    await going.withdrawn(ann, "c1")
    await going.looks(DRAFTED + 2 * DAY)
    answer = await open_to_all.opens("/reports/feed.xml")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    entries = root.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert ids == [f"{PUBLIC}/reports/2026-10#revision-{revision}" for revision in (2, 1)]
    assert [one.findtext(f"{ATOM}updated") for one in entries] == sorted(
        (str(one.findtext(f"{ATOM}updated")) for one in entries), reverse=True
    )
    for one in (root, *entries):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert root.findtext(f"{ATOM}author/{ATOM}name")


async def test_a_private_archive_is_there_for_nobody_without_a_link(private: Reading) -> None:
    await published(private.going)
    made_up = make_link(private.going.keys, "nobody")
    for key in ("", "?key=", "?key=never", f"?key={made_up}"):
        for path in ("/reports", "/reports/2026-10", PAGE, "/reports/feed.xml"):
            assert (await private.opens(path + key)).status_code == 404, path + key


async def test_a_contacts_link_opens_it_leaves_the_address_bar_and_is_over_with_them(private: Reading) -> None:
    going = private.going
    await published(going)
    cath = await going.sendings.put(MO, "council", "Cath", "cath@council.example")
    key = going.sendings.link(cath.id)
    answer = await private.opens(f"/reports/2026-10?key={key}")
    assert (answer.status_code, str(answer.url)) == (200, f"{PUBLIC}/reports/2026-10")
    assert (await private.opens(PAGE)).status_code == 200
    assert f'href="/reports/feed.xml?key={key}"' in (await private.opens("/reports")).text, (
        "a feed reader has no cookie"
    )
    stranger = httpx.AsyncClient(transport=private.client._transport, base_url=PUBLIC)
    feed = await stranger.get(f"/reports/feed.xml?key={key}")
    assert feed.status_code == 200
    assert f"/reports/2026-10?key={key}" in feed.text
    await going.sendings.take_off(MO, cath.id)
    for path in ("/reports", PAGE, f"/reports/feed.xml?key={key}", f"/reports?key={key}"):
        assert (await private.opens(path)).status_code == 404, path


async def test_it_reads_in_each_language_from_right_to_left_too(open_to_all: Reading) -> None:
    await published(open_to_all.going)
    english = (await open_to_all.opens("/reports/2026-10")).text
    assert "October 2026" in english
    assert "2 November 2026" in english


async def test_of_a_month_that_went_out_the_operator_is_offered_no_exact_figures(open_to_all: Reading) -> None:
    await open_to_all.opens("/report?key=open sesame")
    exact = 'href="/report/2026-10/all/internal/en.html"'
    assert exact in (await open_to_all.opens("/report?month=2026-10")).text
    await published(open_to_all.going)
    page = (await open_to_all.opens("/report?month=2026-10")).text
    assert exact not in page
    assert 'href="/report/2026-10/all/agency/en.html"' in page
    assert 'href="/reports/2026-10"' in page
    assert "Nothing here has been sent" not in page
