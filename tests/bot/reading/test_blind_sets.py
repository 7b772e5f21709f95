"""The blind sentences are well formed, and what is counted on them is counted right."""

from collections import Counter
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from benchmarks import verdicts
from benchmarks.readers import LANGUAGES, PACK
from benchmarks.shares import Share
from bot.domain.contribution import Kind
from bot.domain.reading import DangerLevel, PrivateType
from bot.pack.loading import load
from tests.bot.reading.blind_sets import FOLDER, FOURTH, THIRD, Sections, blind_files, marked, pair, reader_of, sections
from tests.factories_reading import english

THEMED = sorted(FOLDER.glob("themes.*.txt"))


def of(name: str) -> Sections:
    return sections(FOLDER / name)


@pytest.mark.parametrize("path", blind_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_stands_twice(path: Path) -> None:
    assert [one for one, n in Counter(_every(sections(path))).items() if n > 1] == []


def test_danger_has_enough_of_each_sort() -> None:
    least = {"red": 60, "amber": 90, "civic": 150, "teenage": 150, "ordinary": 100}
    found = sections(FOURTH / "danger.txt")
    assert {sort: len(texts) >= least[sort] for sort, texts in found.items()} == dict.fromkeys(least, True)


@pytest.mark.parametrize("path", THEMED, ids=lambda path: path.name)
def test_themes_and_kinds_are_known_and_every_theme_is_there(path: Path) -> None:
    found = {tuple(section.split()): texts for section, texts in sections(path).items()}
    counted = Counter(theme for (theme, _), texts in found.items() for _ in texts)
    least = 20 if path.name == "themes.en.txt" else 3
    assert {kind for _, kind in found} == set(Kind)
    assert set(counted) == {theme.code for theme in load(PACK).themes}
    assert min(counted.values()) >= least


def test_every_language_has_its_files() -> None:
    assert {path.name.split(".")[1] for path in THEMED} == set(LANGUAGES) == set(of("language.txt"))
    assert min(len(texts) for texts in of("language.txt").values()) >= 25


def test_places_are_in_the_gazetteer_and_marked_where_they_should_be() -> None:
    found = of("places.txt")
    assert {mark.label for one in _every(found) for mark in marked(one).marks} <= set(load(PACK).places)
    assert all(bool(marked(one).marks) == (section != "none") for section in found for one in found[section])
    assert sum(map(len, found.values())) >= 350


@pytest.mark.parametrize(("section", "errors"), [("exact", 0), ("one typo", 1), ("two typos", 2)])
def test_a_place_has_as_many_errors_as_its_section_says(section: str, errors: int) -> None:
    """Letters left out, put in, changed or swapped, counted from the nearest name or alias."""
    every = load(PACK).places
    for one in map(marked, of("places.txt")[section]):
        for mark in one.marks:
            names = (every[mark.label].name, *every[mark.label].aliases)
            written = one.text[mark.start : mark.end].lower()
            assert min(OSA.distance(written, name.lower()) for name in names) == errors, one.text


def test_private_details_of_every_type_are_marked() -> None:
    found = of("private.txt")
    assert {mark.label for one in _every(found) for mark in marked(one).marks} == set(PrivateType) - {
        PrivateType.REFERENCE
    }
    assert all(marked(one).marks for one in found["private"])
    assert not any(marked(one).marks for one in found["nothing private"])
    assert (len(found["private"]) >= 300, len(found["nothing private"]) >= 150) == (True, True)


def test_pairs_are_two_texts_each() -> None:
    found = sections(THIRD / "similar.txt")
    assert {len(set(pair(line))) for line in _every(found)} == {2}
    assert (len(found["same"]) >= 60, len(found["not the same"]) >= 60) == (True, True)


def test_what_is_near_only_and_shown_counts_against_what_is_shown() -> None:
    found = {"same": ("the bins are full | bins are full again",), "not the same": ("the pond | the pond",)}
    shares = {one.label: (one.hits, one.of) for one in verdicts.similar(found, english()).shares}
    assert (shares["shown, of the same"], shares["the same, of what is shown"]) == ((1, 1), (1, 2))


def test_kinds_are_counted_all_together_and_by_kind() -> None:
    """One of two issues is read as an issue; the other, a thank you, as good news."""
    found = {"issue": ("the lift is broken again", "thank you so much for the new lift")}
    shares = {one.label: (one.hits, one.of) for one in verdicts.kinds(found, english(), "en").shares}
    assert shares == {"en kind": (1, 2), "en kind, issue": (1, 2)}


def test_a_mark_says_where_it_stands() -> None:
    one = marked("mail [email:kim[at]example[dot]com] or ask [name:Kim]")
    assert one.text == "mail kim[at]example[dot]com or ask Kim"
    assert [(mark.label, one.text[mark.start : mark.end]) for mark in one.marks] == [
        ("email", "kim[at]example[dot]com"),
        ("name", "Kim"),
    ]


def test_a_file_is_for_the_reader_its_name_begins_with() -> None:
    named = ("danger.txt", "themes.pl.txt", "danger-autumn.txt")
    assert [reader_of(Path(one)) for one in named] == ["danger", "themes", "danger"]


def test_a_line_before_the_first_section_is_refused(tmp_path: Path) -> None:
    (tmp_path / "danger.txt").write_text("# a word first\nwhose am i\n")
    with pytest.raises(ValueError, match="whose am i"):
        sections(tmp_path / "danger.txt")


def test_alarms_are_counted_by_sort() -> None:
    """One of two reds is heard as red, the other not at all; one of two calm ones raises an alarm."""
    levels = {"a": DangerLevel.RED, "b": DangerLevel.NONE, "c": DangerLevel.AMBER, "d": DangerLevel.NONE}
    verdict = verdicts.danger({"red": ("a", "b"), "civic": ("c", "d")}, levels.__getitem__)
    shares = {one.label: (one.hits, one.of, one.met) for one in verdict.shares}
    assert shares["red, of the gravest"] == (1, 2, False)
    assert shares["alarms, civic"] == (1, 2, False)
    assert shares["red alarms, civic"] == (0, 2, True)
    assert len(verdict.missed) == 2


def test_a_detail_half_hidden_is_not_found_and_what_is_hidden_beside_it_counts() -> None:
    found = {"private": ("ring [phone:07700 900123]",), "nothing private": ("ring 07700 900456",)}
    shares = {one.label: (one.hits, one.of) for one in verdicts.private(found, english()).shares}
    assert shares["phone"] == (1, 1)
    assert shares["characters hidden needlessly"] == (12, len("ring ") + len("ring 07700 900456"))


def test_a_place_counts_by_its_id_and_a_surplus_one_against_precision() -> None:
    found = {"exact": ("bins in [wolverton:Wolverton]",), "none": ("bins in Fishermead",)}
    shares = {one.label: (one.hits, one.of) for one in verdicts.places(found, english()).shares}
    assert (shares["recall"], shares["precision"]) == ((1, 1), (1, 2))


def test_a_share_meets_its_aim_or_says_that_it_falls_short() -> None:
    assert "pass" in Share("recall", 97, 100, least=0.97).line()
    assert "FALLS SHORT" in Share("alarms", 3, 100, most=0.02).line()
    assert "aim" not in Share("by the way", 1, 2).line()


def _every(found: Sections) -> list[str]:
    return [one for texts in found.values() for one in texts]
