import csv
import math
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from benchmarks.estate import estate
from bot.core import ROOT
from bot.pack.loading import load
from reports.document import Bar, Chart, Map, Paragraph, Quote, Quotes, Section, Spot, Table
from reports.model import Edition, Request
from reports.pipeline import Making, make
from reports.render.charts import draw
from reports.render.outlines import EDGE, draw_outlines
from reports.render.paper import SIZES, compiled, paper
from reports.render.tidy import COLUMNS, harmless
from reports.render.web import policy, style_sheet
from tests.factories_pack import make_area, make_neighbourhood
from tests.factories_reports import OCTOBER, make_frozen, make_full, make_month, make_people

BARS = (Bar("Play <b>&</b> \N{DUCK} {{7*7}}", 30, "30", 20), Bar("\u202eRent", 10, "10"))
CHART = Chart("Play 30, rent 10", "Bar: people", BARS)


class Outline(HTMLParser):
    """What a screen reader walks along: tags with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(scope="module", params=list(Edition))
def report(request, wording):
    rows = [row for month in (OCTOBER, *OCTOBER.compared()) for row in make_month(month, 200, 3)]
    return request.param, make(Request(OCTOBER, None, request.param), make_full(heard=rows), make_area(), wording)


def test_the_same_chart_is_the_same_drawing_however_often_it_is_drawn():
    assert draw(CHART, "a", rtl=False) == draw(CHART, "a", rtl=False)


@pytest.mark.parametrize("rtl", [False, True])
def test_a_chart_is_well_formed_and_keeps_hostile_labels_as_text(rtl):
    drawing = ET.fromstring(draw(CHART, "a", rtl=rtl))  # noqa: S314 -- drawn by us
    texts = ["".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert BARS[0].label in texts
    assert {"30", "10"} <= set(texts)
    assert not list(drawing.iter("{http://www.w3.org/2000/svg}b"))


def test_ids_of_a_drawing_begin_with_its_name():
    ids = re.findall(r'\bid="([^"]+)"', draw(CHART, "hopes-chart", rtl=False))
    assert all(one.startswith("hopes-chart-") for one in ids)


def test_a_page_has_no_script_and_fetches_nothing(report):
    _, files = report
    outline = Outline(files.html)
    assert not outline.all("script")
    assert not [tag for tag, attributes in outline.tags if {"src", "onload", "onclick"} & set(attributes)]
    assert all(link["href"].startswith("#") for link in outline.all("a"))
    assert b"@import" not in files.html
    assert b"style=" not in files.html


def test_a_pages_own_policy_allows_its_style_and_nothing_else(report):
    _, files = report
    assert f"<style>{style_sheet()}</style>".encode() in files.html
    (meta,) = [one for one in Outline(files.html).all("meta") if one.get("http-equiv")]
    assert meta["content"] == policy()
    assert policy().startswith("default-src 'none'; style-src 'sha256-")


def test_every_chart_has_words_and_a_table_beside_it(report):
    edition, files = report
    outline = Outline(files.html)
    charts = [one for one in outline.all("div") if one.get("role") == "img"]
    assert bool(charts) is not edition.one_side
    assert all(one["aria-label"] for one in charts)
    assert len(outline.all("table")) >= len(charts)
    assert len(outline.all("caption")) == len(outline.all("table"))


def test_a_quote_has_its_marks_at_its_own_two_ends_whichever_way_the_page_runs(wording):
    """English words on an Arabic page stand from left to right with English marks; so do both of a pair."""
    files = make(Request(OCTOBER, None, Edition.RESIDENTS, "ar"), make_full(), make_area(), wording)
    text = PdfReader(BytesIO(files.pdf)).pages[0].extract_text()
    plain = " ".join(re.sub("[\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}]", "", text).split())
    assert "\u201cA hoop by the pond would be used every night.\u201d" in plain
    assert "a hoop in the park: It goes up in May." in plain


def test_what_a_worker_tells_of_a_kind_stands_below_that_kind_however_the_columns_fall(wording):
    """It stood at the left below both columns, so that a crossing that is in the way was read as an idea."""
    quotes = Quotes((Quote("a hoop in the park"),), "Ideas"), Quotes((Quote("lamps are out"),), "In the way")
    heard = Section("also_heard", "Also heard", (*quotes, Quotes((Quote("Crossing is hard."),), spoken=False)))
    document = replace(Making(make_frozen(), make_area(), wording).document(Request(OCTOBER)), sections=(heard,))
    page = pypdfium2.PdfDocument(compiled(document, {}, OCTOBER, "ua-1", SIZES[0]))[0].get_textpage()

    def left_of(words):
        return page.get_charbox(page.search(words).get_next()[0])[0]

    assert left_of("In the way") > left_of("Ideas") + 100
    assert left_of("Crossing is hard") == pytest.approx(left_of("In the way"), abs=20)


def square(west: float, south: float, side: float = 0.01):
    """An outline of one closed ring, with a point every tenth of a side: more than anybody can see."""
    steps = [n * side / 1000 for n in range(1001)]
    ring = [(west + at, south) for at in steps] + [(west + side, south + at) for at in steps[1:]]
    ring += [(west + side - at, south + side) for at in steps[1:]] + [(west, south + side - at) for at in steps[1:]]
    return ((tuple(ring),),)


def of_the_town(wording, **outlines):
    area = make_area(boundaries=outlines, attribution="Outlines: the harbour office.")
    rows = [row for month in (OCTOBER, *OCTOBER.compared()) for row in make_month(month, 200, 3)]
    return Making(make_full(heard=rows), area, wording).files(Request(OCTOBER))


def test_places_are_drawn_where_they_lie_where_the_pack_knows_it_of_each_and_as_tiles_where_it_does_not(wording):
    """Whose outlines they are is printed with them; a place without one would be missing from the map."""
    places = [one.id for one in make_area().served]
    outlines = {one: square(-0.7 + n / 50, 52 + n / 50) for n, one in enumerate(places)}
    whole, part = of_the_town(wording, **outlines), of_the_town(wording, **{places[0]: outlines[places[0]]})
    page, tiled = whole.html.decode(), part.html.decode()
    assert "Map of outlines, people heard by neighbourhood" in page
    assert (EDGE in page, EDGE in tiled) == (True, False)
    assert "Outlines: the harbour office." in page
    assert "Map of tiles, people heard by neighbourhood" in tiled
    assert "harbour office" not in tiled
    assert "Outlines: the harbour office." in " ".join(PdfReader(BytesIO(whole.pdf)).pages[0].extract_text().split())
    assert whole.notes == ()


def test_an_outline_keeps_its_shape_and_none_of_the_points_that_nobody_could_see_apart():
    wide = Map("Places", "", (Spot(0, 0, "Quay", "30", 2, square(-0.7, 52.0)),))
    drawing = ET.fromstring(draw_outlines(wide, "map"))  # noqa: S314 -- drawn by us
    path = max((one.get("d") or "" for one in drawing.iter("{http://www.w3.org/2000/svg}path")), key=len)
    points = re.findall(r"-?[\d.]+,-?[\d.]+", path)
    assert 1000 < len(points) < 2000
    across, down = ([float(one.split(",")[n]) for one in points] for n in (0, 1))
    assert (max(across) - min(across)) / (max(down) - min(down)) == pytest.approx(
        math.cos(math.radians(52.005)), rel=0.01
    )


def test_ids_in_a_page_are_used_once(report):
    _, files = report
    ids = [attributes["id"] for _, attributes in Outline(files.html).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_each_page_of_the_pdf_says_how_it_may_be_passed_on(report):
    edition, files = report
    mark = "Treat as public" if edition.public else "Internal: not for sharing"
    reader = PdfReader(BytesIO(files.pdf))
    assert all(mark in page.extract_text() for page in reader.pages)
    assert mark.encode() in files.html


def test_the_pdf_is_tagged_titled_and_marked_as_accessible(report):
    edition, files = report
    reader = PdfReader(BytesIO(files.pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title.endswith(": Little Harbour, October 2026")
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert (len(reader.pages) == 1) is edition.one_side
    assert b"pdfuaid" in files.pdf


@pytest.mark.parametrize(("whole", "most"), [(False, 3), (True, 4)])
def test_a_month_of_an_estate_is_three_pages_of_its_town_four_and_accessible(whole, most, wording):
    area = load(ROOT / "areas" / "milton-keynes")
    files = Making(estate(area), area, wording).files(Request(OCTOBER, None if whole else area.neighbourhoods[0].id))
    assert len(PdfReader(BytesIO(files.pdf)).pages) <= most
    assert b"pdfuaid" in files.pdf
    assert files.notes == ()


@pytest.mark.parametrize(
    ("place", "pages", "size"),
    [
        (None, (4, 4, 4), 9.0),
        (None, (5, 4, 4), 8.75),
        (None, (5, 5, 4), 8.5),
        (None, (6, 6, 5), 9.0),
        ("quayside", (3, 2, 2), 8.75),
        ("quayside", (4, 4, 3), 9.0),
    ],
)
def test_letters_are_the_largest_that_keep_a_report_to_its_pages_and_the_usual_where_none_do(
    place, pages, size, monkeypatch, wording
):
    def compiled(*_given):
        return f"{_given[-1]} /Type/Pages/Count {pages[SIZES.index(_given[-1])]}/Kids".encode()

    monkeypatch.setattr("reports.render.paper.compiled", compiled)
    document = Making(make_frozen(), make_area(), wording).document(Request(OCTOBER, place))
    assert paper(document, {}, OCTOBER)[0].startswith(f"{size} ".encode())


def test_the_last_line_of_a_section_never_stands_alone_on_another_page(wording):
    document = Making(make_frozen(), make_area(), wording).document(Request(OCTOBER, "quayside"))
    filled = tuple(Paragraph(f"Line {number}") for number in range(42))
    ends = (Table("Activities", ("What",), (("Coffee",),)), Paragraph("Came: 20."), Paragraph("No story.", quiet=True))
    section = Section("went_on", "What went on", (*filled, *ends))
    pdf = compiled(replace(document, sections=(section,)), {}, OCTOBER, None, SIZES[0])
    _, second = PdfReader(BytesIO(pdf)).pages
    assert second.extract_text().startswith("Came: 20.")


def test_the_table_has_a_figure_a_line_under_the_columns_it_promises(report):
    edition, files = report
    if edition.one_side:
        return
    rows = list(csv.DictReader(StringIO(files.csv.decode())))
    assert tuple(rows[0]) == COLUMNS
    by_measure = {row["measure"]: row["figure"] for row in rows if not row["kind"]}
    assert {"people", "messages", "messages_received", "messages_held"} <= set(by_measure)
    if edition is Edition.INTERNAL:
        parts = ("included", "joined", "held", "withdrawn", "spam")
        assert sum(int(by_measure[f"messages_{part}"]) for part in parts) == int(by_measure["messages_received"]) == 200


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_can_be_taken_for_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Housing", "1=1", "'quoted"])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_a_report_in_a_right_to_left_language_runs_from_right_to_left(wording):
    area = make_area(neighbourhoods=(make_neighbourhood(name="الميناء"),))
    files = make(Request(OCTOBER, "quayside", language="ar"), make_frozen(make_people(30)), area, wording)
    (page,) = Outline(files.html).all("html")
    assert (page["dir"], page["lang"]) == ("rtl", "ar")
    assert files.pdf.startswith(b"%PDF")


def test_the_style_knows_no_left_and_right():
    physical = re.findall(r"[\w-]*-(?:left|right)\b|text-align: (?:left|right)", style_sheet())
    assert physical == []
