"""The data of a report: what is printed and no more, in forms a program and a spreadsheet can trust."""

import csv
import json
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from bot.domain.area import Theme
from bot.i18n import Wording
from reports.model import Edition, Files, Request
from reports.pipeline import Making
from reports.render.data import Row, schema
from reports.render.workbook import measure_of
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_full, make_month
from tests.reports.conftest import ROOT

SCHEMA, DICTIONARY = ROOT / "docs" / "report-data.schema.json", ROOT / "docs" / "report-data.md"
ROWS = [row for month in (*OCTOBER.compared(), OCTOBER) for row in make_month(month, 200, 3)]


@pytest.fixture(scope="module", params=list(Edition))
def made(request: pytest.FixtureRequest, wording: Wording) -> Files:
    return Making(make_full(heard=ROWS), make_area(), wording).files(Request(OCTOBER, None, request.param))


def test_csv_workbook_and_json_say_the_same(made: Files) -> None:
    as_json, as_csv = json.loads(made.json)["rows"], list(csv.DictReader(StringIO(made.csv.decode())))
    assert [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in as_json] == as_csv
    with ZipFile(BytesIO(made.xlsx)) as book:
        told = book.read("xl/sharedStrings.xml").decode()
    assert all(row["measure"] in told and row["figure"] in told for row in as_json)


def test_the_schema_in_the_docs_is_the_datas_own_and_it_fits(made: Files) -> None:
    """Where this fails: write what `reports.render.data.schema` gives to docs/report-data.schema.json."""
    assert SCHEMA.read_bytes() == schema()
    told, form = json.loads(made.json), json.loads(schema())["$defs"]
    assert set(told) == set(form["Data"]["properties"])
    assert all(set(row) == set(form["Row"]["properties"]) == set(Row.__struct_fields__) for row in told["rows"])
    assert told["facts"]["month"] == "2026-10"
    assert len(told["facts"]["fingerprint"]) == 64


def test_every_measure_has_its_meaning_in_the_workbook_and_in_the_docs(made: Files, wording: Wording) -> None:
    page = DICTIONARY.read_text("utf-8")
    with ZipFile(BytesIO(made.xlsx)) as book:
        told = book.read("xl/sharedStrings.xml").decode()
    for row in json.loads(made.json)["rows"]:
        name = measure_of(row["measure"])
        meaning = wording.text(f"report.measure.{name}", "en")
        assert f"| `{name}` | {meaning} |" in page
        assert meaning.replace("'", "&apos;") in told or meaning in told


def test_each_door_stands_in_the_dictionary_by_the_name_it_has_among_the_figures(made: Files) -> None:
    """Only `people_by_door` stood there, and whoever looked up `people_by_door_web` found nothing."""
    with ZipFile(BytesIO(made.xlsx)) as book:
        strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", book.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        explained = set(re.findall(r'<c r="A\d+"[^>]*><v>(\d+)</v>', book.read("xl/worksheets/sheet2.xml").decode()))
    doors = {row["measure"] for row in json.loads(made.json)["rows"] if row["measure"].startswith("people_by_door")}
    assert all(str(strings.index(one)) in explained for one in doors)


def test_a_figures_bounds_are_those_printed(wording: Wording) -> None:
    made = Making(make_full(heard=ROWS), make_area(), wording).files(Request(OCTOBER))
    for row in json.loads(made.json)["rows"]:
        if row["figure"] == "fewer than 10":
            assert (row["low"], row["high"]) == (0, 9)
        elif row["figure"].isdecimal() and row["low"] is not None:
            assert row["low"] <= int(row["figure"]) <= row["high"]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(wording: Wording) -> None:
    area = make_area()
    themes = tuple(Theme(one.code, {"en": f'=HYPERLINK("http://x.example") {one.code}'}) for one in area.themes)
    made = Making(make_full(heard=ROWS), replace(area, themes=themes), wording).files(Request(OCTOBER))
    with ZipFile(BytesIO(made.xlsx)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
        assert not [name for name in book.namelist() if "rels/sheet" in name]
    assert not [one for one in sheets if "<f>" in one or "hyperlink" in one]
    assert "'=HYPERLINK" in made.csv.decode()
