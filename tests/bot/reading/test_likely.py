"""What is likely private by what stands around it: learned from marked sentences, added to what the rules find."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import PrivateSpan, PrivateType
from bot.private_told import private_told_in
from bot.reading.around import MOST_WORDS
from bot.reading.normalise import plain
from bot.reading.private import PrivateReader
from bot.reading.readers import LanguageReaders
from bot.reading.told_private import ToldPrivate, exchanged
from tests.bot.reading.blind_sets import FOLDER, marked, sections
from tests.bot.reading.test_milton_keynes import readers
from tests.factories_reading import LOCALES, english


@cache
def town() -> LanguageReaders:
    return readers().by_language["en"]


def hidden(text: str) -> set[int]:
    told = plain(text)
    spans = town().private.read(told, town().places.read(told))
    return {at for span in spans for at in range(span.start, span.end)}


def by_rules(text: str) -> set[int]:
    told = plain(text)
    spans = town().private.by_rules(told, town().places.read(told))
    return {at for span in spans for at in range(span.start, span.end)}


@pytest.mark.parametrize(
    "line",
    [
        "the [school:Meadowbank] lot were at it again",
        "year 9s from [school:Cottlesby] threw eggs",
        "[school:St Osyths] needs gardeners",
        "according to [name:Stu] the money ran out",
        "[name:Pat] will pat any dog",
        "well done [name:Sadiq] and the under 9s",
        "my house [address:13 penlee] is damp",
        "two at [school:Hollin Bank] and one at home",
    ],
)
def test_what_no_rule_tells_is_heard_by_what_stands_around_it(line: str) -> None:
    one = marked(line)
    due = {at for mark in one.marks for at in range(mark.start, mark.end) if one.text[at].isalnum()}
    assert due <= hidden(one.text)
    assert not due <= by_rules(one.text)


@pytest.mark.parametrize(
    "text",
    [
        "the number 6 bus from Fishermead is late",
        "Saxon Street is full of potholes",
        "David Attenborough would cry at this pond",
        "more swings please",
        "H8 and V7 need lights",
        "a park for Oldbrook",
    ],
)
def test_places_roads_and_the_famous_stay(text: str) -> None:
    assert not hidden(text)


@given(st.text(max_size=200))
def test_it_only_adds_to_what_the_rules_find(text: str) -> None:
    assert by_rules(text) <= hidden(text)


def test_what_comes_after_many_words_is_left_to_the_rules() -> None:
    text = "is " * MOST_WORDS + "my lad goes to Heronsgate"
    assert hidden(text) == by_rules(text)


@pytest.mark.parametrize("text", ["", " ", ".", "?! ...", "\u0301", "7"])
def test_of_nothing_nothing_is_likely(text: str) -> None:
    assert not hidden(text) - by_rules(text)


def test_a_language_in_which_nothing_is_told_is_read_by_its_rules() -> None:
    polish = readers().by_language.get("pl")
    assert isinstance(english().by_language["en"].private, PrivateReader)
    assert english().by_language["en"].private.likely is not None
    assert polish is None or polish.private.likely is None


def test_an_exchanged_detail_stands_where_the_other_stood() -> None:
    told = (
        ToldPrivate("im at ELM PARK, ring 07", (PrivateSpan(PrivateType.SCHOOL, 6, 14),)),
        ToldPrivate("i go to oak hall with bo", _two()),
        ToldPrivate("a bus", ()),
    )
    for one in exchanged(told):
        assert "".join(one.text[span.start : span.end] for span in one.spans).lower() in {
            "elm park",
            "oak hall",
            "elm parkbo",
            "oak hallbo",
        }
    assert [one.text.split()[0] for one in exchanged(told)] == ["im", "i"]


def _two() -> tuple[PrivateSpan, ...]:
    return PrivateSpan(PrivateType.SCHOOL, 8, 16), PrivateSpan(PrivateType.NAME, 22, 24)


def test_nothing_is_learned_from_a_sentence_it_is_judged_on() -> None:
    learned = {one.text.lower() for one in private_told_in(LOCALES / "en" / "private")}
    paths = sorted(FOLDER.parent.glob("blind*/private.txt"))
    assert FOLDER / "private.txt" in paths
    for path in paths:
        judged = {marked(line).text.lower() for lines in sections(path).values() for line in lines}
        assert learned.isdisjoint(judged), path


@pytest.mark.parametrize(
    "text",
    [
        "They've nicked the life ring for the third time",
        "Every night a van comes, I've got the number plate",
        "The lads meet on Fridays, we play pool",
        "the kerb by the launderette is too high",
        "a lifeguard and a trellis",
        "I have the little ones on Mondays and Thursdays",
        "Thank you. The parks team meets us on the 12th and we ask them.",
        "Thank you. I will look at it by Monday 30 November.",
        "You asked for a hoop. The council has ordered it. We look again by Monday 30 November.",
    ],
)
def test_a_word_that_everybody_uses_stays_where_it_stands_alone(text: str) -> None:
    assert hidden(text) == set()


@pytest.mark.parametrize("text", ["Hello {}", "Dear {}", "Well done {}", "Welcome to {}", "News from {}"])
def test_a_word_before_a_place_makes_no_school_of_it(text: str) -> None:
    for place in ("Fishermead", "Wolverton", "Tinkers Bridge", "Great Linford"):
        assert readers().read(text.format(place)).private == ()
