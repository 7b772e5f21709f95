"""The fourteen sections: what each tells of a month, and what none of them may."""

from collections.abc import Iterable
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain.contribution import Interest, Kind, Progress
from bot.i18n import Wording
from reports.concentration import Share, loudest
from reports.document import Points, Quotes, Section, Table
from reports.figures import Rounding
from reports.frozen import Action, Earlier, Frozen, Gap, Gathering, Line, LineUse, Meeting, Money, Question, Starting
from reports.lasting import first_heard, lasting
from reports.model import Edition, Heard, Request
from reports.pipeline import Making
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_frozen, make_full, make_heard, make_people
from tests.reports.test_sections import words

FOURTEEN = (
    *("five_lines", "how_to_read", "hopes", "obstacles", "enjoyment", "good_news", "also_heard", "young", "happened"),
    *("questions", "groups", "went_on", "signposts", "tell_us", "how_made"),
)
"""Good news is the second half of the fifth."""
PLAY = "play_things_to_do"


def written(
    wording: Wording, month: Frozen, edition: Edition = Edition.AGENCY, place: str | None = "quayside"
) -> dict[str, Section]:
    sections = Making(month, make_area(), wording).document(Request(OCTOBER, place, edition)).sections
    return {one.key: one for one in sections}


def told(section: Section) -> str:
    return " | ".join(words([section]))


def every_month(theme: str, kind: Kind, count: int = 30, back: Iterable[int] = range(4)) -> list[Heard]:
    months = [OCTOBER.after(-one) for one in back]
    return [
        row
        for number, month in enumerate(months)
        for row in make_people(count, 1 + 1000 * number, themes=(theme,), kind=kind, said_on=month.first)
    ]


@pytest.mark.parametrize("edition", [Edition.AGENCY, Edition.INTERNAL])
def test_the_fourteen_stand_in_their_order(edition: Edition, wording: Wording) -> None:
    assert tuple(written(wording, make_full(), edition)) == FOURTEEN


def test_where_there_is_nothing_a_section_says_so_in_a_line(wording: Wording) -> None:
    sections = written(wording, make_frozen())
    for key in ("also_heard", "young", "questions", "groups"):
        assert len(list(words([sections[key]]))) == 2, "its title and one line"
    assert "No activity was noted this month." in told(sections["went_on"])
    assert "Nothing has been cleared this month to tell back." in told(sections["happened"])


def test_the_month_in_five_lines_says_what_has_changed_since_and_the_one_ask(wording: Wording) -> None:
    said = told(written(wording, make_full())["five_lines"])
    assert "You told us: a hoop in the park. Since then: It goes up in May." in said
    assert "The one ask: Look at damp before winter." in said
    assert "In the words of Sam: | The new shop helps." in said
    asked = told(written(wording, replace(make_full(), reviews=()))["five_lines"])
    assert "Who looks at damp in winter?" in asked


def test_up_to_three_quotes_stand_with_a_theme_that_has_a_figure_and_the_rest_is_also_heard(wording: Wording) -> None:
    lines = tuple(Line(f"l{n}", "quayside", Kind.IDEA, PLAY, f"quote {n}", LineUse.QUOTE) for n in range(5))
    few = Line("few", "quayside", Kind.IDEA, "health", "on health", LineUse.QUOTE)
    sections = written(wording, make_frozen(make_people(30), lines=(*lines, few)))
    assert told(sections["hopes"]).count("quote ") == 3
    also = told(sections["also_heard"])
    assert ("quote 3" in also, "quote 4" in also, "on health" in also) == (True, True, True)


def test_where_no_theme_has_a_figure_the_five_lines_lead_to_what_a_few_said(wording: Wording) -> None:
    line = Line("l", "quayside", Kind.IDEA, PLAY, "a den", LineUse.PARAPHRASE)
    themes = ("health", "housing", PLAY, "crime_safety", "jobs_money")
    rows = [one for n, code in enumerate(themes) for one in make_people(3, 1 + 10 * n, themes=(code,))]
    leads = "What a few people each said stands under “Also heard”."
    assert leads in told(written(wording, make_frozen(rows, lines=(line,)))["five_lines"])
    assert leads not in told(written(wording, make_frozen(rows))["five_lines"])
    assert leads not in told(written(wording, make_frozen(make_people(30), lines=(line,)))["five_lines"])


def test_also_heard_has_no_count_no_age_and_no_date(wording: Wording) -> None:
    also = written(wording, make_full())["also_heard"]
    assert also.records == ()
    assert not [sign for sign in told(also) if sign.isdigit()]
    assert "child" not in told(also).casefold()


@pytest.mark.parametrize(("place", "agreed"), [(None, 0), ("quayside", 0), ("quayside", 9), ("quayside", 10)])
def test_childrens_words_stand_for_the_whole_area_or_where_ten_agreed_them(
    place: str | None, agreed: int, wording: Wording
) -> None:
    stands = place is None or agreed >= 10
    line = Line("c", "quayside", Kind.IDEA, PLAY, "we want a den", LineUse.QUOTE, child=True, agreed_by=agreed)
    month = make_frozen(make_people(30), lines=(line,))
    for edition in Edition:
        sections = written(wording, month, edition, place)
        holding = [key for key, one in sections.items() if "we want a den" in told(one)]
        own = "in_their_words" if edition is Edition.CHILDREN else "young"
        expected = [own] if stands and edition in {Edition.AGENCY, Edition.INTERNAL, Edition.CHILDREN} else []
        assert holding == expected, edition


def test_no_place_stands_beside_a_childs_words(wording: Wording) -> None:
    said = told(written(wording, make_full(heard=make_people(30)), place=None)["young"])
    assert "We want a den." in said
    assert "Quayside" not in said


def test_where_an_issue_stands_is_said_with_since_when_and_who_answers_for_it(wording: Wording) -> None:
    rows = every_month("housing", Kind.ISSUE) + make_people(20, 9000, themes=("health",), kind=Kind.ISSUE)
    [_, stands] = [one for one in written(wording, make_frozen(rows))["obstacles"].blocks if isinstance(one, Table)]
    of = {row[0]: row[1:] for row in stands.rows}
    assert of["Housing"][0] == "By July 2026"
    assert of["Housing"][2] == "Still waiting: three months"
    assert of["Health"][::2] == ("October 2026", "Waiting")
    answered = replace(make_full(heard=rows), told=(replace(make_full().told[0], kind=Kind.ISSUE, theme="housing"),))
    [_, stands] = [one for one in written(wording, answered)["obstacles"].blocks if isinstance(one, Table)]
    assert {row[0]: row[3] for row in stands.rows}["Housing"] == "Planned"


def test_promises_are_told_for_the_whole_service_and_only_where_there_are_enough(wording: Wording) -> None:
    assert "8 in 10 answers" in told(written(wording, make_full())["happened"])
    few = replace(make_full(), pace=replace(make_full().pace, due=9, answered=9))
    assert "in 10 answers" not in told(written(wording, few)["happened"])


OVER, LATER = OCTOBER.last, OCTOBER.after(1).first


@pytest.mark.parametrize(
    ("given", "reply"),
    [
        ({"delivered": True, "reply_by": OVER}, "No reply"),
        ({"delivered": False, "reply_by": OVER}, "No reply yet"),
        ({"answer": "It may.", "status": Progress.PLANNED, "answered_on": OVER}, "Planned. It may. (31 October)"),
        ({"delivered": True, "reply_by": LATER}, "No reply yet"),
    ],
)
def test_no_reply_is_said_only_where_the_question_came_and_its_day_has_passed(
    given: dict[str, Any], reply: str, wording: Wording
) -> None:
    asked = Question("q", "council", PLAY, "May a hoop go up?", OCTOBER.after(-1), **given)
    assert told(written(wording, make_frozen(questions=(asked,)))["questions"]).endswith(f"| {reply}")


def test_attendances_are_added_to_no_count_of_people(wording: Wording) -> None:
    rows = make_people(30)
    with_, without = (written(wording, make_full(heard=rows)), written(wording, make_frozen(rows)))
    for key in ("hopes", "how_made"):
        assert with_[key].records == without[key].records
    assert with_["five_lines"].records == without["five_lines"].records
    assert "added to no other figure." in told(with_["went_on"])


def test_different_people_are_told_apart_from_attendances_as_far_as_they_are_known(wording: Wording) -> None:
    day = OCTOBER.first
    known = (Gathering("quayside", "Chess", day, 30, 4), Gathering("quayside", "Bread", day, 20, 2, again_month=15))
    said = told(written(wording, make_frozen(gatherings=known))["went_on"])
    assert "Attendances in all: 50. Different people: 35. Of these for the first time: fewer than 10." in said
    half = (known[0], replace(known[1], again_month=None))
    assert "Different people: 30 or more." in told(written(wording, make_frozen(gatherings=half))["went_on"])
    few = (Gathering("quayside", "Chess", day, 9, 4), Gathering("quayside", "Bread", day, 8, again_month=8))
    assert "Different people: not shown." in told(written(wording, make_frozen(gatherings=few))["went_on"])
    inside = written(wording, make_frozen(gatherings=half), Edition.INTERNAL)["went_on"]
    assert "Different people: 32 or more." in told(inside), "what is hidden from nobody may still be unknown"
    whole = written(wording, make_frozen(gatherings=(*known, Gathering("mill-row", "Chess", day, 12))), place=None)
    [table] = [one for one in whole["went_on"].blocks if isinstance(one, Table)]
    assert [row[3] for row in table.rows] == ["35", "10", "45"]


def test_what_a_group_was_to_do_is_done_open_or_overdue_also_from_earlier_meetings(wording: Wording) -> None:
    due = OCTOBER.first
    now = Meeting("quayside", due, actions=(Action("Book the hall", "the chair", done=True), Action("Ask the council")))
    before = Earlier("quayside", (Action("Mend the gate", "a member", due, overdue=True),))
    section = written(wording, make_frozen(meetings=(now,), earlier=(before,)))["groups"]
    lists = [one.items for one in section.blocks if isinstance(one, Points)]
    assert lists == [
        ("Done: Book the hall, the chair", "Open: Ask the council"),
        ("Overdue: Mend the gate, a member, by 1 October",),
    ]
    alone = told(written(wording, make_frozen(earlier=(before,)), place=None)["groups"])
    assert "No meeting was noted this month. | Quayside: To do from earlier meetings | Overdue: Mend the gate" in alone


def test_groups_tell_decisions_money_new_faces_and_places_that_are_free(wording: Wording) -> None:
    said = told(written(wording, make_full())["groups"])
    for one in (
        "Met on 1 October",
        "Planned. 40 pounds from the budget",
        "£40.00",
        "10 new faces",
        "1 place in the group",
    ):
        assert one in said


def test_what_is_left_is_told_where_a_group_has_a_budget_of_its_own(wording: Wording) -> None:
    [table] = [one for one in written(wording, make_full())["groups"].blocks if isinstance(one, Table)]
    assert (table.columns[-1], table.rows[0][-1]) == ("Left", "£4,860.00")
    none = replace(make_full(), money=(Money("quayside", spent=4000),))
    [table] = [one for one in written(wording, none)["groups"].blocks if isinstance(one, Table)]
    assert (table.columns[-1], table.rows[0]) == ("Promised", ("Quayside", "£40.00", "£0.00"))
    over = replace(make_full(), money=(Money("quayside", spent=4000, left=-150),))
    assert "-£1.50" in told(written(wording, over)["groups"])


def test_who_offers_and_who_seeks_a_skill_is_told_from_ten_up(wording: Wording) -> None:
    kinds = {Interest.OFFER: 13, Interest.LEARN: 9}
    rows = [
        make_heard(n, participant=f"{sort}-{n}", kind=Kind.INTEREST, interest=sort)
        for first, (sort, count) in zip((1, 100), kinds.items(), strict=True)
        for n in range(first, first + count)
    ]
    section = written(wording, make_frozen(rows))["enjoyment"]
    assert "Offered something they can do: 10 or more people." in told(section)
    assert "learn something" not in told(section)
    lines = {one.measure: (one.low, one.high) for one in section.records}
    assert (lines["people_offering_a_skill"], lines["people_seeking_a_skill"]) == ((10, None), (0, 9))


def test_a_group_that_is_nearly_ready_says_what_where_when_and_how_many_are_missing(wording: Wording) -> None:
    ready = Starting("quayside", "a bike workshop", 2, "the hub", "Saturdays at 10")
    said = told(written(wording, replace(make_full(), starting=(ready,)))["enjoyment"])
    assert "a bike workshop, the hub, Saturdays at 10: 2 grown-ups short of starting." in said


def test_one_story_is_told_the_one_that_was_chosen(wording: Wording) -> None:
    [first] = make_full().stories
    other = replace(first, id="story-2", before="It was loud.")
    month = replace(make_full(), stories=(first, other))
    assert "The path was dark." in told(written(wording, month)["went_on"])
    chosen = replace(month, reviews=(replace(month.reviews[0], story="story-2"),))
    assert "It was loud." in told(written(wording, chosen)["went_on"])
    assert "The path was dark." not in told(written(wording, chosen)["went_on"])


def test_a_gap_is_named_where_enough_looked_and_its_count_is_told_to_nobody_outside(wording: Wording) -> None:
    month = make_frozen(gaps=(Gap("quayside", "health", 12), Gap("quayside", "housing", 9)))
    outside, inside = (told(written(wording, month, one)["signposts"]) for one in (Edition.AGENCY, Edition.INTERNAL))
    assert "Looked for 10 times or more and not found: Health." in outside
    assert "12" not in outside
    assert "Health (12)" in inside


def test_the_last_answers_to_the_three_questions_are_printed(wording: Wording) -> None:
    said = told(written(wording, make_full())["tell_us"])
    assert "Asked: 40. Answered: 25. Useful: 20. Acted on it: 10. Trust it: fewer than 10." in said


def test_how_it_was_made_names_rules_hash_revision_and_corrections(wording: Wording) -> None:
    said = told(written(wording, make_full())["how_made"])
    assert "version 2026" in said
    assert "Revision 2, 31 October: A quote was withdrawn." in said
    assert any(len(word) == 64 for word in said.split())


@pytest.mark.parametrize("edition", list(Edition))
def test_an_edition_of_counts_only_has_no_word_of_anybody(edition: Edition, wording: Wording) -> None:
    full = make_full(heard=make_people(30))
    cleared = (*(one.text for one in full.lines), full.told[0].told, full.stories[0].before, full.reviews[0].ask)
    said = " ".join(told(one) for one in written(wording, full.counts_only(), edition).values())
    assert not [one for one in cleared if one in said]


def test_what_lasts_is_new_or_has_gone_quiet_is_read_off_printed_figures(wording: Wording) -> None:
    rows = every_month("housing", Kind.ISSUE) + every_month("health", Kind.IDEA, back=(0,))
    rows += every_month("environment_litter", Kind.ISSUE, back=(1, 2))
    rows += every_month("crime_safety", Kind.ISSUE, count=9, back=(3,))
    found = Making(make_frozen(rows), make_area(), wording).page(Request(OCTOBER, "quayside")).findings
    seen = lasting(found)
    assert (seen.lasting, seen.new) == (((Kind.ISSUE, "housing"),), ((Kind.IDEA, "health"),))
    assert seen.quiet == ((Kind.ISSUE, "environment_litter"),)
    assert first_heard(found, OCTOBER, (Kind.ISSUE, "crime_safety")) is None


@pytest.mark.parametrize(("most", "share"), [(1, Share.QUARTER), (5, Share.THIRD), (10, Share.HALF), (50, Share.MOST)])
def test_the_share_of_the_loudest_tenth_is_told_in_broad_words(most: int, share: Share) -> None:
    rows = [
        make_heard(number * 100 + n, participant=f"p{number}")
        for number in range(100)
        for n in range(most if number < 10 else 1)
    ]
    assert loudest(rows, OCTOBER, Rounding()) is share
    assert loudest(rows[most:], OCTOBER, Rounding()) is None, "nine people are too few to speak of"


def test_quotes_are_marked_as_translations_and_as_what_a_group_agreed(wording: Wording) -> None:
    line = Line(
        "l",
        "quayside",
        Kind.IDEA,
        "health",
        "a doctor nearer",
        LineUse.QUOTE,
        language="en",
        translated_from="pl",
        door="web",
    )
    [quotes] = [
        one for one in written(wording, make_frozen(lines=(line,)))["also_heard"].blocks if isinstance(one, Quotes)
    ]
    assert quotes.items[0].note == "in the web chat, translated"


def test_progress_has_words_for_all_that_can_become_of_something(wording: Wording) -> None:
    assert all(wording.text(f"report.became.{one}", "en") for one in Progress)


def test_no_figure_of_skills_says_more_of_who_has_an_interest_than_that_figure_does(wording: Wording) -> None:
    rows = [
        make_heard(n, participant=f"p{n}", kind=Kind.INTEREST, themes=(theme,), interest=Interest.OFFER)
        for first, theme in ((1, "housing"), (101, "health"))
        for n in range(first, first + 8)
    ]
    lines = {(one.measure, one.theme_code): one for one in written(wording, make_frozen(rows))["enjoyment"].records}
    assert lines["people_offering_a_skill", ""].low <= lines["people", ""].low
