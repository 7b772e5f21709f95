"""The operator's report pages."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.errors import ReportError
from tests.handlers.web.town import Town, Visitor


@pytest.mark.parametrize(
    "path", ["/report", "/report?key=", "/report?key=wrong", "/report/2026-05/all/internal/en.pdf"]
)
async def test_without_the_key_there_is_nothing_there(visitor: Visitor, path: str) -> None:
    await visitor.opens(path)
    assert visitor.answer.status_code == 404
    assert "There is no page here" in visitor.text


async def test_no_key_opens_pages_that_have_none(town: Town) -> None:
    town.settings = replace(town.settings, operator_key="")
    visitor = town.visitor()
    await visitor.opens("/report?key=")
    assert visitor.answer.status_code == 404


async def test_the_key_opens_the_pages_and_leaves_the_address_bar(visitor: Visitor) -> None:
    await visitor.opens("/report?key=open sesame")
    assert visitor.answer.status_code == 200
    assert str(visitor.answer.url).endswith("/report")
    assert "SameSite=strict" in visitor.answer.history[0].headers["set-cookie"]


async def test_a_resident_s_cookie_does_not_open_them(visitor: Visitor) -> None:
    await visitor.opens()
    visitor.client.cookies.set("earshot_operator", visitor.client.cookies["earshot"])
    await visitor.opens("/report")
    assert visitor.answer.status_code == 404


async def test_this_month_and_a_year_back_are_offered_for_every_place(visitor: Visitor) -> None:
    await visitor.opens("/report?key=open sesame")
    assert "June 2026" in visitor.text
    assert "June 2025" in visitor.text
    assert "May 2025" not in visitor.text
    assert "Mill Row" in visitor.text
    assert 'href="/report/2026-06/all/internal/en.pdf"' in visitor.answer.text


async def test_a_picked_month_and_place_are_what_the_links_lead_to(visitor: Visitor) -> None:
    await visitor.opens("/report?key=open sesame")
    await visitor.opens("/report?month=2026-04&scope=quayside")
    assert 'href="/report/2026-04/quayside/agency/en.csv"' in visitor.answer.text


@pytest.mark.parametrize(("kind", "type_"), [("html", "text/html"), ("pdf", "application/pdf"), ("csv", "text/csv")])
async def test_a_report_is_made_when_it_is_opened(town: Town, visitor: Visitor, kind: str, type_: str) -> None:
    await visitor.opens("/report?key=open sesame")
    await visitor.opens(f"/report/2026-04/quayside/agency/en.{kind}")
    assert visitor.answer.headers["content-type"].startswith(type_)
    assert town.reports == [("2026-04", "quayside", "agency", "en")]


async def test_what_is_saved_within_a_minute_is_the_report_that_was_looked_at(town: Town, visitor: Visitor) -> None:
    await visitor.opens("/report?key=open sesame")
    looks = ("quayside/agency/en.html", "quayside/agency/en.csv", "all/agency/en.csv", "quayside/agency/en.csv")
    for look in looks:
        await visitor.opens(f"/report/2026-04/{look}")
    town.now += timedelta(minutes=1)
    await visitor.opens("/report/2026-04/quayside/agency/en.csv")
    assert [scope for _, scope, _, _ in town.reports] == ["quayside", None, "quayside", "quayside"]


async def test_a_report_s_own_styles_are_let_in_by_their_hash_alone(visitor: Visitor) -> None:
    await visitor.opens("/report?key=open sesame")
    await visitor.opens("/report/2026-04/all/internal/en.html")
    policy = visitor.answer.headers["content-security-policy"]
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "sandbox" in policy


async def test_what_is_for_people_at_work_is_offered_in_english_alone(town: Town) -> None:
    spoken = tuple(replace(one, on=True, reader="Ola", turnaround_days=3) for one in town.area.languages)
    town.area = replace(town.area, languages=spoken)
    visitor = town.visitor()
    await visitor.opens("/report?key=open sesame")
    page = visitor.answer.text
    for edition, offered in (("residents", True), ("children", True), ("internal", False), ("agency", False)):
        assert (f'/all/{edition}/pl.html"' in page, f'/all/{edition}/en.html"' in page) == (offered, True)
    await visitor.opens("/report/2026-04/all/agency/pl.html")
    assert (visitor.answer.status_code, town.reports) == (404, [])


@pytest.mark.parametrize("path", ["2026-04/all/secret/en.pdf", "2026-04/all/internal/en.exe", "2026-04/all/en.pdf"])
async def test_what_no_report_is_called_is_not_found(town: Town, visitor: Visitor, path: str) -> None:
    await visitor.opens("/report?key=open sesame")
    await visitor.opens(f"/report/{path}")
    assert visitor.answer.status_code == 404
    assert not town.reports


async def test_a_report_that_cannot_be_made_says_why(town: Town) -> None:
    async def refuse(*_: object) -> Mapping[str, bytes]:
        raise ReportError("Little Harbour has no neighbourhood 'moon'.")

    town.make_report = refuse  # type: ignore[method-assign]
    visitor = town.visitor()
    await visitor.opens("/report?key=open sesame")
    await visitor.opens("/report/2026-04/moon/internal/en.pdf")
    assert visitor.answer.status_code == 404
    assert "no neighbourhood 'moon'" in visitor.text
