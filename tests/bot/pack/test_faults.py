"""Whatever is wrong with a pack, the error names where, and all that is wrong is named at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import PackError
from bot.pack import load
from tests.factories_pack import ACTIVITIES, FILES, PACK, write_pack

OPTIONAL = {
    *("family", "places", "aliases", "tile", "phone", "link", "tenures", "lead", "deputy", "placeholders"),
    *(
        "publish",
        "step",
        "telegram",
        "draft_day",
        "draft_at",
        "send_day",
        "words.en",
        "bank_holidays",
        "school_holidays",
    ),
}


def file_name(stem: str) -> str:
    return FILES.get(stem, f"{stem}.toml")


def faults(folder: Path) -> list[str]:
    """The lines of the error that loading raises."""
    with pytest.raises(PackError) as refused:
        load(folder)
    return str(refused.value).splitlines()


def keys() -> Iterator[tuple[str, int, str, str]]:
    """Every key of every TOML file of the pack: file stem, line number, table, key."""
    for stem, text in PACK.items():
        table = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if heading := re.fullmatch(r"\[\[?(.+?)\]\]?", line):
                table = heading[1]
            elif found := re.match(r"([\w.]+) = ", line):
                yield stem, number, table, found[1]


def head(key: str) -> str:
    """The first part of a dotted key: what is named where all of it is missing or unknown."""
    return key.partition(".")[0]


KEYS = [pytest.param(*one, id="-".join(map(str, one))) for one in keys()]
SPELT = [one for one in KEYS if one.values[2] != "minimum_age"]  # any channel may have an age


def with_line(stem: str, number: int, line: str) -> str:
    lines = PACK[stem].splitlines()
    lines[number - 1] = line
    return "\n".join(lines)


@pytest.mark.parametrize(("stem", "number", "table", "key"), SPELT)
def test_a_misspelt_key_is_named_with_its_file_and_table(
    tmp_path: Path, stem: str, number: int, table: str, key: str
) -> None:
    wrong = PACK[stem].splitlines()[number - 1].replace(key, f"wrong_{key}", 1)
    said = faults(write_pack(tmp_path, **{stem: with_line(stem, number, wrong)}))
    assert any(file_name(stem) in one and table in one and f"wrong_{head(key)}" in one for one in said)


@pytest.mark.parametrize(("stem", "number", "table", "key"), KEYS)
def test_a_value_of_the_wrong_kind_is_named_with_its_file_table_and_key(
    tmp_path: Path, stem: str, number: int, table: str, key: str
) -> None:
    said = faults(write_pack(tmp_path, **{stem: with_line(stem, number, f"{key} = [[1.5]]")}))
    assert any(file_name(stem) in one and table in one and key in one for one in said)


@pytest.mark.parametrize(("stem", "number", "table", "key"), KEYS)
def test_a_key_that_is_needed_is_missed_with_its_file_and_table(
    tmp_path: Path, stem: str, number: int, table: str, key: str
) -> None:
    write_pack(tmp_path, **{stem: with_line(stem, number, "")})
    if key == "family" and table in {"play_things_to_do", "community_belonging", "shops_food"}:
        assert any("[doing]: has fewer than three themes" in one for one in faults(tmp_path))
    elif key in OPTIONAL:
        load(tmp_path)
    else:
        assert any(file_name(stem) in one and table in one and head(key) in one for one in faults(tmp_path))


@pytest.mark.parametrize(("stem", "number", "_table", "key"), KEYS)
def test_broken_toml_is_named_with_its_line(tmp_path: Path, stem: str, number: int, _table: str, key: str) -> None:
    said = faults(write_pack(tmp_path, **{stem: with_line(stem, number, f'{key} = "no end')}))
    assert len([one for one in said if re.search(rf"{stem}\.toml.*\(at line {number},", one)]) == 1


def test_toml_that_ends_too_early_is_named_with_its_last_line(tmp_path: Path) -> None:
    said = faults(write_pack(tmp_path, holidays="\nbank_holidays = ["))
    assert said == [
        f"{tmp_path.name}/holidays.toml: this is not proper TOML: Invalid value (at line 2, the end of the file)"
    ]


@pytest.mark.parametrize("number", range(2, 6))
def test_a_row_with_a_cell_too_many_or_too_few_is_named_with_its_line(tmp_path: Path, number: int) -> None:
    rows = PACK["places"].splitlines()
    for wrong in (rows[number - 1] + ",", rows[number - 1].rsplit(",", 1)[0]):
        changed = "\n".join([*rows[: number - 1], wrong, *rows[number:]])
        assert any(f"places.csv, line {number}: has" in one for one in faults(write_pack(tmp_path, places=changed)))


@pytest.mark.parametrize("stem", sorted(PACK))
def test_a_missing_file_is_named_and_blames_no_other(tmp_path: Path, stem: str) -> None:
    said = faults(write_pack(tmp_path, **{stem: None}))
    assert said == [f"{tmp_path.name}/{file_name(stem)}: this file is missing"]


@pytest.mark.parametrize("stem", sorted(PACK))
def test_a_file_in_another_encoding_is_named_with_the_line(tmp_path: Path, stem: str) -> None:
    write_pack(tmp_path)
    (tmp_path / file_name(stem)).write_bytes(b"# fine\n# caf\xe9\n")
    assert faults(tmp_path)[0].startswith(f"{tmp_path.name}/{file_name(stem)}, line 2: is not UTF-8")


def test_a_folder_where_a_file_should_be_is_named(tmp_path: Path) -> None:
    write_pack(tmp_path, themes=None)
    (tmp_path / "themes.toml").mkdir()
    assert any("themes.toml: cannot be read" in one for one in faults(tmp_path))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="atlantis: there is no such folder"):
        load(tmp_path / "atlantis")


WRONG = [
    ("area", 'id = "little-harbour"', 'id = "Little Harbour"', "area.toml, id: must be small letters"),
    ("area", "Europe/London", "Europe/Atlantis", 'area.toml, timezone: there is no time zone "Europe/Atlantis"'),
    ("area", "Europe/London", "Europe", 'area.toml, timezone: there is no time zone "Europe"'),
    ("area", "Europe/London", "../../etc/passwd", "area.toml, timezone: there is no time zone"),
    ("area", 'first = "09:00"', 'first = "9 am"', 'area.toml, staffed entry 1.first: must be a time such as "09:00"'),
    ("area", 'last = "17:00"', 'last = "08:00"', "area.toml, staffed entry 1: last comes before first"),
    ("area", 'last = "08:00"', 'last = "20:00"', "area.toml, quiet: first and last are the same time"),
    ("area", "[1, 2, 3, 4, 5, 6, 7]", "[8]", "area.toml, quiet.days entry 1: must be 7 or less"),
    ("area", "[1, 2, 3, 4, 5, 6, 7]", "[]", "area.toml, quiet.days: must have 1 or more entries"),
    ("area", "publish = 10", "publish = 9", "area.toml, thresholds: publish: below 10 only under a sharing agreement"),
    ("area", "publish = 10", "publish = 4", "area.toml, thresholds.publish: must be 5 or more"),
    ("area", "step = 5", "words_kept_months = 25", "area.toml, thresholds.words_kept_months: must be 24 or less"),
    ("area", "telegram = 16", 'telegram = "16"', "area.toml, minimum_age.telegram: must be a whole number"),
    ("area", "send_day = 8", "send_day = 31", "area.toml, report.send_day: must be 28 or less"),
    ("area", "draft_day = 1", "draft_day = 9", "area.toml, report: send_day comes before draft_day"),
    ("places", "id,name", "name,id", "places.csv, line 1: the columns must be id,name,kind"),
    ("places", "mill,Mill", "quay,Mill", 'places.csv, line 3: id: "quay" is also on line 2'),
    ("places", "Mill Row", "", "places.csv, line 3 name: must not be empty"),
    ("places", "Old Mill", "QUAYSIDE", 'places.csv, line 3 name or aliases: "QUAYSIDE" is also at line 2'),
    ("places", "50.02", "north", "places.csv, line 3 latitude: must be a number"),
    ("places", "50.02", "nan", "places.csv, line 3 latitude"),
    ("places", "50.02", "95", "places.csv, line 3 latitude: must be 90 or less"),
    ("places", "50.02", "", "places.csv, line 3 latitude, longitude: must both be there"),
    ("places", "quay,Quayside", '"quay,Quayside', "places.csv, line 5: this is not proper CSV"),
    ("places", "mill,", "sea,", 'neighbourhoods.toml, [mill-row] places: "mill" is not in places.csv'),
    ("neighbourhoods", '"quay"', '"quay", "sea"', 'neighbourhoods.toml, [quayside] places: "sea" is not in places.csv'),
    ("neighbourhoods", '["mill"]', '["quay"]', '[mill-row] places: "quay" is also at [quayside]'),
    ("neighbourhoods", '["mill"]', '["mill", "mill"]', "[mill-row] places: says the same twice: mill"),
    ("neighbourhoods", '"MR"', '"LK"', '[mill-row] prefix: "LK" is also at [quayside]'),
    ("neighbourhoods", '"MR"', '"M1"', "[mill-row] prefix: must be two to four capital letters"),
    ("neighbourhoods", "m1llrw", "q7ays1", '[mill-row] door: "q7ays1" is also at [quayside]'),
    ("neighbourhoods", "m1llrw", "mill", "[mill-row] door: must be six to eight small letters and figures"),
    ("neighbourhoods", "[0, 1]", "[0, 0]", "[mill-row] tile: (0, 0) is also at [quayside]"),
    ("neighbourhoods", "[0, 1]", "[0]", "[mill-row] tile entry 2: is missing"),
    (
        "neighbourhoods",
        '"Mill Row"',
        '"quay estate"',
        '[mill-row] name or aliases: "quay estate" is also at [quayside]',
    ),
    ("neighbourhoods", '"Mill Row"', '"QUAYSIDE"', '[mill-row] name or aliases: "QUAYSIDE" is also at [quayside]'),
    ("neighbourhoods", '"Quay Estate"', '"mill-row"', '[mill-row] name or aliases: "mill-row" is also at [quayside]'),
    ("themes", "'damp'", "'damp?'", "themes.toml, [housing] words.en entry 3: must be words, without any of"),
    ("themes", "'damp'", "'{damp}'", "themes.toml, [housing] words.en entry 3: must be words, without any of"),
    ("themes", "'damp'", "'flat'", "themes.toml, [housing] words.en: says the same twice: flat"),
    ("neighbourhoods", "served = false", "served = true", "neighbourhoods.toml, [elsewhere] served: must be false"),
    ("neighbourhoods", "[elsewhere]", "[beyond]", "neighbourhoods.toml, [elsewhere]: is missing"),
    ("neighbourhoods", "[elsewhere]", "[quayside]", "neighbourhoods.toml: this is not proper TOML"),
    ("neighbourhoods", '"the team"', '"the team"\nplaces = ["hill"]', "[elsewhere] places: must be left out"),
    ("neighbourhoods", "tile = [0, 1]", "working_days = []", "[mill-row] working_days: must have 1 or more entries"),
    ("neighbourhoods", "tile = [0, 1]", "answer_days = 0", "[mill-row] answer_days: must be 1 or more"),
    ("neighbourhoods", "tile = [0, 1]", "digest_hour = 24", "[mill-row] digest_hour: must be 23 or less"),
    ("neighbourhoods", "tile = [0, 1]", 'themes = ["gold"]', '[mill-row] themes: "gold" is not in themes.toml'),
    ("neighbourhoods", "tile = [0, 1]", 'languages = ["xx"]', '[mill-row] languages: "xx" is not in languages.toml'),
    ("neighbourhoods", "tile = [0, 1]", 'prompt.xx = "Eh?"', '[mill-row] prompt: "xx" is not in languages.toml'),
    (
        "neighbourhoods",
        "tile = [0, 1]",
        f'prompt.en = "{"a" * 81}"',
        "[mill-row] prompt.en: must have 80 signs at most",
    ),
    ("neighbourhoods", "[mill-row]", "[all]", "neighbourhoods.toml, [all]: is what reports call the whole area"),
    ("neighbourhoods", "[mill-row]", '["../mill"]', "neighbourhoods.toml, [../mill]: the name of a table must be"),
    ("neighbourhoods", "[mill-row]", "[mill.row]", "neighbourhoods.toml, [mill] row: is not a key that is known"),
    ("neighbourhoods", "[quayside]", 'loose = "x"\n[quayside]', "neighbourhoods.toml, [loose]: must be a table"),
    ("languages", "[pl]", "[Polish]", "languages.toml, [Polish]: the name of a table must be small letters"),
    ("themes", '"home"', '"homes"', 'themes.toml, [housing] family: "homes" is not in families.toml'),
    ("families", "[home]", "[rest]", "families.toml, [rest]: is the name of a theme too"),
    ("families", "[home]", "[health]", "families.toml, [health]: is the name of a theme too"),
    ("families", "[home]", "[houses]", "families.toml, [houses]: has fewer than three themes"),
    ("families", "names.en", "names.pl", "families.toml, [home] names.en: is missing"),
    ("families", "names.en", "names.xx = 'x'\nnames.en", '[home] names.xx: "xx" is not in languages.toml'),
    ("themes", "[other]", "[rest]", "themes.toml, [other]: is missing"),
    ("themes", "[housing]", "[homes]", 'agencies.toml, [council] themes: "housing" is not in themes.toml'),
    ("themes", "[jobs_money]", "[work]", 'signposts.toml, [advice] themes: "jobs_money" is not in themes.toml'),
    ("themes", "names.en", "names.pl", "themes.toml, [housing] names.en: is missing"),
    ("themes", "words.en", "words.eng", '[housing] words.eng: "eng" is not in languages.toml'),
    ("agencies", "duty_checked = 2026-06-01", "", "agencies.toml, [council]: duty and duty_checked belong together"),
    ("agencies", "tenures", "duties = [{words = [], says = 'x'}]\ntenures", "[council] duties"),
    ("agencies", "https://", "http://", "agencies.toml, [council] link: must be a link that starts with https://"),
    ("agencies", "https://council.example", "https://", "agencies.toml, [council] link: must be a link"),
    ("agencies", "01632 960001", "the desk", "agencies.toml, [council] phone: must be a telephone number"),
    ("agencies", '["council"]', '["castle"]', "agencies.toml, [council] tenures entry 1"),
    ("signposts", "2026-06-01", "1926-06-01", "signposts.toml, [advice] last_checked: must be a date between"),
    ("signposts", "2026-06-01", '"June"', "signposts.toml, [advice] last_checked: must be a date such as 2026-06-01"),
    ("crisis_contacts", '"child"', '"kid"', "[childline] audience: must be 'child', 'adult', 'all' or 'staff'"),
    ("crisis_contacts", '"all"', '"staff"', 'crisis_contacts.toml, audience: none is for "adult" or "all"'),
    ("crisis_contacts", '"999"', '""', "crisis_contacts.toml, [emergency] number: must be a telephone number"),
    ("neighbourhoods", "tile = [0, 1]", "placeholders = true", "[mill-row] placeholders: must be a list in square"),
    (
        "neighbourhoods",
        "tile = [0, 1]",
        'placeholders = ["Ash"]',
        "[mill-row] placeholders entry 1: must be 'mobiliser'",
    ),
    (
        "area",
        "deputy =",
        'placeholders = ["led"]\ndeputy =',
        "placeholders entry 1: must be 'lead', 'deputy' or 'manager'",
    ),
    (
        "area",
        "deputy =",
        'placeholders = ["lead", "lead"]\ndeputy =',
        "area.toml, safeguarding.placeholders: says the same twice: lead",
    ),
    (
        "area",
        'lead = "the safeguarding lead"',
        'lead = " "\nplaceholders = ["lead", "deputy"]',
        "area.toml, safeguarding: placeholders: nobody is named as lead, so leave it out of the list",
    ),
    ("languages", "on = true", "on = false", "languages.toml, on: at least one language must be on"),
    ("languages", "[en]", "[cy]", "languages.toml, [en]: is missing: English is what every text falls back on"),
    ("languages", "turnaround_days = 2", "", "languages.toml, [en]: reader and turnaround_days: a language is on only"),
    ("holidays", "2026-07-22", "2026-10-22", "holidays.toml, school_holidays entry 1: last comes before first"),
    ("holidays", "2026-08-31", "2026-02-30", "holidays.toml: this is not proper TOML"),
]


@pytest.mark.parametrize(("stem", "old", "new", "said"), WRONG, ids=[f"{one[0]}-{one[3]}" for one in WRONG])
def test_each_damage_is_said_where_it_is_and_in_plain_words(
    tmp_path: Path, stem: str, old: str, new: str, said: str
) -> None:
    assert old in PACK[stem]
    found = faults(write_pack(tmp_path, **{stem: PACK[stem].replace(old, new, 1)}))
    assert any(said in one for one in found), found


def test_a_signpost_leads_somewhere(tmp_path: Path) -> None:
    text = PACK["signposts"].replace('phone = "01632 960002"\nlink = "https://advice.example"', "")
    assert faults(write_pack(tmp_path, signposts=text)) == [
        f"{tmp_path.name}/signposts.toml, [advice]: phone or link: at least one of the two is needed"
    ]


def test_all_faults_of_a_pack_are_said_at_once(tmp_path: Path) -> None:
    said = faults(
        write_pack(
            tmp_path,
            area=PACK["area"].replace("Europe/London", "Atlantis"),
            places=PACK["places"].replace("50.01", "x"),
            neighbourhoods=PACK["neighbourhoods"].replace('"MR"', '"LK"'),
            languages="[",
        )
    )
    assert len(said) == 4
    assert [re.split("[/,:]", one)[1] for one in said] == [
        "area.toml",
        "places.csv",
        "languages.toml",
        "neighbourhoods.toml",
    ]


SCHOOLS = "id,name,aliases,last_checked\nmill,Mill Infants,,2026-01-05\nhill,Hill Academy,,\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id,name", "name,id", "schools.csv, line 1: the columns must be id,name,aliases,last_checked"),
        ("2026-01-05", "spring", "schools.csv, line 2 last_checked: "),
        ("Hill Academy", "MILL INFANTS", 'schools.csv, line 3 name or aliases: "MILL INFANTS" is also at line 2'),
    ],
)
def test_a_fault_among_the_schools_is_told_by_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    said = faults(write_pack(tmp_path, schools=SCHOOLS.replace(old, new)))
    assert len(said) == 1
    assert told in said[0]


def test_a_fault_stays_on_one_line_whatever_the_file_holds(tmp_path: Path) -> None:
    text = PACK["agencies"].replace('"housing"', '"a\\nb\\u2028c"')
    assert faults(write_pack(tmp_path, agencies=text)) == [
        f'{tmp_path.name}/agencies.toml, [council] themes: "a b c" is not in themes.toml'
    ]


def test_a_fault_in_one_language_does_not_say_that_none_is_on(tmp_path: Path) -> None:
    said = faults(write_pack(tmp_path, languages=PACK["languages"].replace("turnaround_days = 2", "")))
    assert len(said) == 1


def test_a_faulty_table_is_still_known_to_those_that_name_it(tmp_path: Path) -> None:
    """One slip in a theme must not drown the operator in errors about agencies."""
    said = faults(write_pack(tmp_path, themes=PACK["themes"].replace('names.en = "Housing"', "names.en = 1")))
    assert said == [f"{tmp_path.name}/themes.toml, [housing] names.en: must be text in quotes"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stem=st.sampled_from(sorted(PACK)), data=st.data())
def test_no_damage_whatever_gets_past_as_anything_but_a_named_fault(
    tmp_path: Path, stem: str, data: st.DataObject
) -> None:
    """Bytes cut out of a file and others put in: it loads, or every line of the error names a file of the pack."""
    original = PACK[stem].encode()
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 40)))
    inserted = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from([b'"', b"\x00", b"[", b"\n", b",", b"9"])))
    write_pack(tmp_path)
    (tmp_path / file_name(stem)).write_bytes(original[:start] + inserted + original[end:])
    try:
        load(tmp_path)
    except PackError as refused:
        names = "|".join(re.escape(file_name(one)) for one in PACK)
        assert all(re.match(rf".+/({names})[,:] ", line) for line in str(refused).splitlines())  # noqa: PT017 - or loads


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("[2]", "[8]", "activities.toml, [play] weekdays entry 1: must be 7 or less"),
        ("first = 2026-06-02\n", "", "activities.toml, [play]: weekdays, first and last belong together"),
        ('"quayside"', '"nowhere"', 'activities.toml, [play] neighbourhood: "nowhere" is not in neighbourhoods.toml'),
    ],
)
def test_what_is_wrong_with_an_activity_is_told(tmp_path: Path, was: str, now: str, told: str) -> None:
    said = faults(write_pack(tmp_path, activities=ACTIVITIES.replace(was, now)))
    assert any(told in one for one in said)


def test_a_suggestion_for_a_holiday_that_there_is_not_is_told(tmp_path: Path) -> None:
    wrong = '[hoops]\ntitle = "Hoops"\nholiday = "Snow days"\nowner = "Sam"\n'
    write_pack(tmp_path)
    (tmp_path / "holiday_suggestions.toml").write_text(wrong, "utf-8")
    assert any('"Snow days" is no school holiday of holidays.toml' in one for one in faults(tmp_path))
