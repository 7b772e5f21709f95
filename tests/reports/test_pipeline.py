import asyncio
import random

import pytest
from msgspec.structs import replace

from bot.domain.contribution import Kind, Progress
from bot.domain.theme import Theme
from bot.errors import ReportError
from reports.dataset import fingerprint
from reports.drawing import Drawing
from reports.frozen import Told
from reports.model import Edition, Request
from reports.pipeline import make
from tests.factories_pack import make_area, make_neighbourhood
from tests.factories_reports import OCTOBER, make_frozen, make_heard, make_month, make_people
from tests.reports.conftest import LOCALES, ROOT

TOLD = Told("1", "quayside", Kind.IDEA, "play_things_to_do", "a hoop", "it is up", Progress.DONE, OCTOBER.last)
HOSTILE = '<script>alert(1)</script> {{7*7}} #panic("x") ${1} *b* "q" =SUM(A1)'


def quarter(count=120):
    months = (OCTOBER, *OCTOBER.compared())
    return [row for month in months for row in make_month(month, count, seed=1)]


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("neighbourhood", [None, "quayside"])
def test_the_same_rows_in_any_order_give_the_same_bytes_in_all_files(edition, neighbourhood, wording):
    request = Request(OCTOBER, neighbourhood, edition)
    rows = quarter()
    shuffled = random.Random(7).sample(rows, len(rows))  # noqa: S311 -- an order, no secret
    first, second = (make(request, make_frozen(one), make_area(), wording) for one in (rows, shuffled))
    assert dict(first) == dict(second)


def test_a_file_is_named_by_month_place_edition_and_language(wording, tmp_path):
    files = make(Request(OCTOBER, "quayside", Edition.RESIDENTS), make_frozen(), make_area(), wording)
    names = [path.name for path in files.write(tmp_path / "new")]
    assert names == [f"2026-10_quayside_residents_en.{end}" for end in ("html", "pdf", "csv", "xlsx", "json")]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(names)


@pytest.mark.parametrize("edition", list(Edition))
def test_an_empty_month_is_a_whole_report(edition, wording):
    files = make(Request(OCTOBER, None, edition), make_frozen(), make_area(), wording)
    assert files.pdf.startswith(b"%PDF")
    assert (b"Made from" if edition.one_side else b"How this was made") in files.html
    assert files.notes == ()


def test_an_unknown_neighbourhood_is_refused_by_name(wording):
    with pytest.raises(ReportError, match="nowhere"):
        make(Request(OCTOBER, "nowhere"), make_frozen(), make_area(), wording)


def test_names_that_are_markup_stay_text_in_every_file(wording):
    themes = tuple(Theme(one.code, {"en": f"{HOSTILE} {one.code}"}) for one in make_area().themes)
    area = make_area(themes=themes, neighbourhoods=(make_neighbourhood(name=HOSTILE),))
    files = make(Request(OCTOBER, "quayside"), make_frozen(make_people(30)), area, wording)
    assert b"<script" not in files.html
    assert b"{{7*7}}" in files.html
    assert files.notes == ()


def test_a_sign_without_a_letter_shape_costs_the_check_not_the_report(wording):
    area = make_area(neighbourhoods=(make_neighbourhood(name="Quayside \N{DUCK} 漢字 مرحبا"),))
    files = make(Request(OCTOBER, "quayside"), make_frozen(make_people(30)), area, wording)
    assert files.pdf.startswith(b"%PDF")
    assert "2026-10_quayside_agency_en" in files.notes[0]
    assert "\N{DUCK}".encode() in files.html


def test_rows_of_other_places_and_months_change_nothing_but_the_hash_of_the_month(wording):
    request, rows = Request(OCTOBER, "quayside"), make_people(30)
    others = make_people(20, 100, neighbourhood="mill-row") + make_people(20, 200, said_on=OCTOBER.after(1).first)
    alone, whole = make_frozen(rows), make_frozen(rows + others)
    mine, among = (make(request, one, make_area(), wording) for one in (alone, whole))
    assert fingerprint(whole).encode() in among.html
    assert mine.html.replace(fingerprint(alone).encode(), b"") == among.html.replace(fingerprint(whole).encode(), b"")
    assert mine.csv == among.csv


def test_the_fingerprint_changes_with_any_row_and_not_with_their_order():
    def of(*rows):
        return fingerprint(make_frozen(rows))

    rows = make_people(3)
    assert of(*rows) == of(*rows[::-1])
    assert of(*rows) != of(*rows[:2], replace(rows[2], kind=Kind.ISSUE))
    assert of(make_heard(1)) != of(make_heard(2, participant="person-1"))
    assert of(*rows) != fingerprint(make_frozen(rows, told=(TOLD,)))


def test_no_other_month_than_the_one_that_was_frozen_is_drawn(wording):
    with pytest.raises(ReportError, match="2026-10 was frozen"):
        make(Request(OCTOBER.after(1)), make_frozen(), make_area(), wording)


async def test_drafts_made_in_another_process_are_the_same_and_let_the_loop_go_on(wording):
    requests = [Request(OCTOBER, None, edition) for edition in (Edition.AGENCY, Edition.INTERNAL)]
    frozen = make_frozen(make_people(30))
    making = asyncio.create_task(Drawing(LOCALES, ROOT).draw(requests, frozen, make_area()))
    beats = 0
    while not making.done():
        await asyncio.sleep(0.01)
        beats += 1
    made = await making
    assert made == tuple(make(request, frozen, make_area(), wording) for request in requests)
    assert beats > 10
