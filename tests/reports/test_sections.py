import re

import pytest
from msgspec import to_builtins

from bot.domain.contribution import HelpRole, Kind
from reports.analyse import DOORS, OTHER_DOOR, PARTS
from reports.catalogue import RULES, sections
from reports.document import Chart, Points, Table
from reports.findings import find
from reports.model import Edition, Request
from reports.page import Page
from reports.wording import Voice
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_frozen, make_heard, make_month, make_people

CAUSES = r"because of|due to|caused|thanks to|leads? to|result of"
ADJECTIVES = r"deprived|problem estate|worst|best"
CAUSAL = re.compile(rf"\b({CAUSES}|{ADJECTIVES})\b", re.IGNORECASE)


def make_page(wording, rows, edition=Edition.AGENCY, place=None):
    request, area = Request(OCTOBER, place, edition), make_area()
    return Page(request, area, find(request, rows, area), Voice(wording, "en"), "0" * 64, RULES, make_frozen(rows))


def words(sections_):
    for section in sections_:
        yield section.title
        for block in section.blocks:
            yield from texts(to_builtins(block))


def texts(given):
    """Every text in it, but for what only a program reads."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        yield from (text for name, one in given.items() if name != "language" for text in texts(one))
    elif isinstance(given, list | tuple):
        yield from (text for one in given for text in texts(one))


def section_of(wording, key, rows, edition=Edition.AGENCY):
    return next(one for one in sections(make_page(wording, rows, edition, "quayside")) if one.key == key)


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("count", [0, 1, 12, 300])
def test_every_sentence_of_every_edition_is_whole_and_says_nothing_of_causes(edition, count, wording):
    said = list(words(sections(make_page(wording, make_month(OCTOBER, count, 2), edition))))
    assert all("{" not in text and "report." not in text for text in said)
    assert not [text for text in said if CAUSAL.search(text)]


def test_the_month_in_five_lines_has_five_lines(wording):
    blocks = section_of(wording, "five_lines", make_people(30)).blocks
    assert [len(block.items) for block in blocks if isinstance(block, Points) and block.numbered] == [5]


def test_one_is_one_person_and_not_one_people(wording):
    said = " ".join(words([section_of(wording, "five_lines", [make_heard()], Edition.INTERNAL)]))
    assert "We heard from 1 person, in 1 message." in said


def test_what_is_heard_most_is_named_with_its_people(wording):
    rows = make_people(30, themes=("housing",), kind=Kind.ISSUE) + make_people(12, 100)
    said = " ".join(words([section_of(wording, "five_lines", rows)]))
    heard = "issues about “Housing” (about 30 people) and ideas about “Play and things to do” (about 10"
    assert f"Heard most: {heard}" in said


def test_a_kind_a_few_spoke_of_has_no_table_in_an_outside_edition_and_one_inside(wording):
    rows = make_people(30) + make_people(4, 100, kind=Kind.ISSUE)
    outside, inside = (section_of(wording, "obstacles", rows, one) for one in (Edition.AGENCY, Edition.INTERNAL))
    assert not [block for block in outside.blocks if isinstance(block, Table | Chart)]
    assert [block.rows[0][1] for block in inside.blocks if isinstance(block, Table)] == ["4", "October 2026"]


def test_help_is_told_for_ideas_and_interests_never_for_issues(wording):
    for key, kind in (("hopes", Kind.IDEA), ("obstacles", Kind.ISSUE)):
        rows = make_people(30, kind=kind, help_role=HelpRole.A_BIT)
        said = " ".join(words([section_of(wording, key, rows)]))
        assert ("Offered to help" in said) is kind.invites_help


def test_no_bar_is_drawn_for_what_is_hidden(wording):
    rows = make_people(30) + make_people(4, 100, themes=("housing",))
    (chart,) = [block for block in section_of(wording, "hopes", rows).blocks if isinstance(block, Chart)]
    assert [bar.label for bar in chart.bars] == ["Things to do and people", "of these: Play and things to do"]


def test_group_talks_stand_beside_and_are_not_named_where_a_few_spoke(wording):
    many, few = ([*make_people(30), make_heard(900, said_it=voices)] for voices in (20, 4))
    assert "In group talks, counted apart" in " ".join(words([section_of(wording, "hopes", many)]))
    assert "group talks, counted" not in " ".join(words([section_of(wording, "hopes", few)]))


@pytest.mark.parametrize(
    "key", [*(f"door.{door}" for door in (*DOORS, OTHER_DOOR)), *(f"part.{part}" for part in PARTS)]
)
def test_every_door_and_part_has_a_name(key, wording):
    assert Voice(wording, "en")(key)


@pytest.mark.parametrize("edition", list(Edition))
def test_an_edition_names_each_section_once(edition, wording):
    keys = [section.key for section in sections(make_page(wording, [], edition))]
    assert len(keys) == len(set(keys))
