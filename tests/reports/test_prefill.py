"""The lines drafted for a review: five things a reader wants, in plain words, with the figures the report prints."""

from datetime import date

import pytest
from msgspec.structs import replace

from bot.domain.contribution import Kind, Progress
from bot.domain.plain_words import not_to_be_said
from bot.domain.review import LONGEST_LINE
from reports.frozen import Coming, Pace, Question, Told
from reports.prefill import drafted
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_frozen, make_month, make_people
from tests.reports.test_sections import CAUSAL


def told(id_: str, status: Progress) -> Told:
    return Told(
        id_, "quayside", Kind.IDEA, "play_things_to_do", "a secret wish", "what came", status, date(2026, 10, 9)
    )


def lines(frozen, wording, scope="quayside"):
    made = drafted(frozen, make_area(), wording)
    return next(one.lines for one in made if one.scope == scope)


def test_what_changed_who_was_heard_asked_kept_and_what_is_next_is_said_in_a_line_each(wording):
    month = replace(
        make_frozen(make_people(30)),
        told=(
            told("a", Progress.DONE),
            told("b", Progress.DONE),
            told("c", Progress.UNDER_WAY),
            told("d", Progress.READ),
        ),
        questions=(Question("council", "council", "housing", "Could the path be lit?", OCTOBER, "quayside"),),
        pace=Pace(due=20, kept=18),
        coming=(Coming("Football", date(2026, 11, 7), "quayside"), Coming("Tea", date(2026, 11, 9), "mill-row")),
    )
    changed, heard, asked, kept, following = lines(month, wording)
    assert changed.endswith("Done (2) and Under way (1).")
    assert "30 people" in heard
    assert asked.endswith("Could the path be lit?")
    assert "9 in 10" in kept
    assert "Football (7 November)" in following
    assert "Tea" not in following
    assert "secret" not in f"{changed} {heard} {asked} {kept} {following}", "no word of a resident's"


def test_a_hidden_figure_is_hidden_there_too_and_nothing_is_made_up(wording):
    found = lines(make_frozen(make_people(7)), wording)
    assert "fewer than 10 people" in found[1]
    assert len(found) == 3, "no promise fell due, and nothing is on next month"


@pytest.mark.parametrize("count", [0, 1, 12, 300])
def test_each_is_whole_short_says_nothing_of_causes_and_may_be_taken_as_it_is(wording, count):
    """A worker's own words promise nothing: a drafted line that spoke of promises was refused unseen."""
    for scope in ("all", "quayside", "mill-row"):
        month = replace(make_frozen(make_month(OCTOBER, count, 2)), pace=Pace(due=20, kept=18))
        for line in lines(month, wording, scope):
            assert not not_to_be_said(line)
            assert "{" not in line
            assert len(line) <= LONGEST_LINE
            assert not CAUSAL.search(line)
