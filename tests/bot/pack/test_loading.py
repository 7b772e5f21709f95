"""A pack on disk becomes the area it describes."""

import json
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.area import ELSEWHERE
from bot.domain.placeholder import Placeholder
from bot.domain.school import School
from bot.domain.thresholds import ReportDays, Thresholds
from bot.errors import PackError
from bot.pack import load
from tests.factories_pack import PACK, make_area, write_pack

BOUNDARIES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"neighbourhood": "quayside"},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[-1.0, 50.0], [-1.1, 50.0], [-1.1, 50.1], [-1.0, 50.0]]],
                },
            },
            {
                "type": "Feature",
                "properties": {"neighbourhood": "mill-row", "colour": "any further property is welcome"},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[[[-1.0, 50.0, 12.5], [-1.1, 50.0, 12.5], [-1.1, 50.1, 12.5], [-1.0, 50.0, 12.5]]]],
                },
            },
        ],
    },
    indent=1,
)


def test_the_pack_on_disk_and_the_town_in_memory_are_the_same(tmp_path: Path) -> None:
    assert load(write_pack(tmp_path)) == make_area()


def test_another_town_is_a_folder_and_no_code(tmp_path: Path) -> None:
    town = PACK["area"].replace("little-harbour", "nowy-port").replace("Europe/London", "Europe/Warsaw")
    area = load(write_pack(tmp_path, area=town))
    assert (area.id, area.zone.key) == ("nowy-port", "Europe/Warsaw")


def test_elsewhere_has_every_place_that_no_other_covers(tmp_path: Path) -> None:
    area = load(write_pack(tmp_path))
    assert {id_: area.of_place(id_).id for id_ in area.places} == {
        "quay": "quayside",
        "mill": "mill-row",
        "hill": ELSEWHERE,
        "marsh": ELSEWHERE,
    }


def test_neighbourhoods_and_themes_keep_the_order_of_the_pack(tmp_path: Path) -> None:
    area = load(write_pack(tmp_path))
    assert [one.id for one in area.neighbourhoods] == ["quayside", "mill-row", ELSEWHERE]
    assert [one.code for one in area.themes][0::11] == ["housing", "other"]


@pytest.mark.parametrize("saved_as", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_saved_by_windows_programs_are_read_alike(tmp_path: Path, saved_as: str, line_end: str) -> None:
    write_pack(tmp_path)
    for stem in ("places.csv", "neighbourhoods.toml"):
        text = (tmp_path / stem).read_text("utf-8")
        (tmp_path / stem).write_bytes(text.replace("\n", line_end).encode(saved_as))
    assert load(tmp_path) == make_area()


@pytest.mark.parametrize("word", ["किराया", "ভাড়া", "வாடகை", "kwaśne jabłko", "don\u2019t", "a&e", "wi-fi", "111"])
def test_words_of_any_script_may_stand_under_a_theme(tmp_path: Path, word: str) -> None:
    area = load(write_pack(tmp_path, themes=PACK["themes"].replace("damp", word)))
    assert word in area.theme("housing").words["en"]


def test_what_a_pack_leaves_out_of_its_settings_is_as_usual(tmp_path: Path) -> None:
    kept = PACK["area"].split("[thresholds]")[0]
    area = load(write_pack(tmp_path, area=kept))
    assert area.thresholds == Thresholds(publish=10, step=5)
    assert area.report_days == ReportDays(draft_day=1, draft_at=time(3, 30), send_day=8)


def test_a_time_may_be_written_with_or_without_quotes(tmp_path: Path) -> None:
    area = load(write_pack(tmp_path, area=PACK["area"].replace('"20:00"', "20:00:00")))
    assert area.quiet.first == time(20)


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ('lead = "the safeguarding lead"', 'lead = " "', ("a safeguarding lead",)),
        ('deputy = "the deputy safeguarding lead"', "", ("a safeguarding deputy",)),
        ("[[staffed]]", "[unused]", ("staffed hours",)),
    ],
)
def test_a_pack_without_a_safeguard_loads_and_says_which(
    tmp_path: Path, old: str, new: str, missing: tuple[str, ...]
) -> None:
    text = PACK["area"].replace(old, new)
    if "[unused]" in text:
        text = text.split("[unused]")[0] + "[quiet]" + text.split("[quiet]")[1]
    assert load(write_pack(tmp_path, area=text)).missing_safeguards == missing


def test_the_people_a_pack_made_up_are_known_by_where_they_stand(tmp_path: Path) -> None:
    safeguarding = PACK["area"].replace("[[staffed]]", 'placeholders = ["deputy"]\n[[staffed]]')
    mobilisers = PACK["neighbourhoods"].replace("tile = [0, 1]", 'placeholders = ["mobiliser"]')
    assert load(write_pack(tmp_path, area=safeguarding, neighbourhoods=mobilisers)).placeholders == (
        Placeholder("area.toml", "[safeguarding] deputy", "the deputy safeguarding lead"),
        Placeholder("neighbourhoods.toml", "[mill-row] mobiliser", "Ash"),
    )


def test_a_pack_works_without_boundaries_and_postcodes(tmp_path: Path) -> None:
    area = load(write_pack(tmp_path))
    assert (area.boundaries, area.postcodes) == ({}, None)


def test_boundaries_and_postcodes_dropped_in_are_found(tmp_path: Path) -> None:
    postcodes = "postcode,place\nAB1 2CD,quay\nab12ce,mill\n"
    area = load(write_pack(tmp_path, boundaries=BOUNDARIES, postcodes=postcodes))
    assert area.boundaries["quayside"][0] == (((-1.0, 50.0), (-1.1, 50.0), (-1.1, 50.1), (-1.0, 50.0)),)
    assert area.postcodes == tmp_path / "postcodes.csv"


def test_dropped_in_files_are_checked_too(tmp_path: Path) -> None:
    """A postcode that stands twice, a place nobody knows and an outline of nowhere are each named with their line."""
    postcodes = "postcode,place\nAB1 2CD,quay\nab12cd,mill\nAB1 2CF,atlantis\n,quay\n"
    write_pack(tmp_path, boundaries=BOUNDARIES.replace('"quayside"', '"atlantis"'), postcodes=postcodes)
    with pytest.raises(PackError) as refused:
        load(tmp_path)
    assert [line.partition("/")[2] for line in str(refused.value).splitlines()] == [
        'boundaries.geojson, features entry 1.properties.neighbourhood: "atlantis" is not in neighbourhoods.toml',
        'postcodes.csv, line 3 postcode: "ab12cd" is also on line 2',
        'postcodes.csv, line 4 place: "atlantis" is not in places.csv',
        "postcodes.csv, line 5 postcode: must not be empty",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1: this is not proper JSON"),
        ("[" * 100_000, "not proper JSON"),
        ("[]", "must be a table"),
        (BOUNDARIES.replace("-1.1", "400"), "must be 180 or less"),
        (BOUNDARIES.replace("MultiPolygon", "Point"), "geometry"),
        (BOUNDARIES.replace('"neighbourhood": "quayside"', '"name": "x"'), "neighbourhood: is missing"),
    ],
)
def test_boundaries_that_cannot_be_drawn_are_refused(tmp_path: Path, text: str, said: str) -> None:
    write_pack(tmp_path, boundaries=text)
    with pytest.raises(PackError, match=r"boundaries\.geojson") as refused:
        load(tmp_path)
    assert said in str(refused.value)


def test_holidays_are_in_order_of_their_days(tmp_path: Path) -> None:
    area = load(write_pack(tmp_path))
    assert [one.first for one in area.holidays] == [date(2026, 7, 22), date(2026, 8, 31)]


SCHOOLS = """id,name,aliases,last_checked
mill,Mill Row Primary School,Mill Row Infants;MRPS,2026-01-05
hill,The Hill Academy,,
"""


def test_a_pack_may_name_its_schools_and_when_each_was_checked(tmp_path: Path) -> None:
    area = load(write_pack(tmp_path, schools=SCHOOLS))
    assert area.schools == (
        School("mill", "Mill Row Primary School", ("Mill Row Infants", "MRPS"), date(2026, 1, 5)),
        School("hill", "The Hill Academy"),
    )
    assert load(write_pack(tmp_path / "other")).schools == ()
