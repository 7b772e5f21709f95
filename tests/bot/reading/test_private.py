"""Private details: found by their types, and nothing else taken for one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import hints
from bot.reading.normalise import plain
from bot.reading.private import PrivateReader, mask
from tests.bot.reading import sentences
from tests.bot.reading.blind_sets import marked
from tests.factories_reading import english, lexicons

_BITS = (
    *(
        "mr",
        "Mrs",
        "dr",
        "miss",
        "auntie",
        "h",
        "B",
        "de",
        "O'",
        "mc",
        "Ann",
        "dave",
        "Patel",
        "said",
        "my",
        "his",
        "mum",
    ),
    *("flat", "14", "14b", "no", "number", "The", "Green", "Drive", "st", "St", "MK6", "3ab", "@", "at", "dot", "com"),
    *(
        "born",
        "dob",
        "12",
        "march",
        "the",
        "of",
        "2011",
        "aged",
        "9",
        "ref",
        "case",
        "nhs",
        "07700",
        "900123",
        "school",
    ),
)


def found(text: str) -> list[tuple[str, str]]:
    return [(one.type.value, text[one.start : one.end]) for one in english().read(text).private]


@pytest.mark.parametrize(("text", "kind", "words"), sentences.PRIVATE)
def test_private_details_are_found_where_they_stand(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize("text", sentences.NOT_PRIVATE)
def test_buses_grid_roads_prices_and_places_are_not_private(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("i work at Saint Cuthberts C of E School", "school", "Saint Cuthberts C of E School"),
        ("our lot are at Ivy Lane Primary School", "school", "Ivy Lane Primary School"),
        ("The Rowans School concert was lovely", "school", "The Rowans School"),
        ("my old school Redbridge Comprehensive", "school", "Redbridge Comprehensive"),
        ("come round, 3, Old Bakery Mews", "address", "3, Old Bakery Mews"),
        ("im in 4/2 Osprey Buildings", "address", "4/2 Osprey Buildings"),
        ("my nan is at 2 the green", "address", "2 the green"),
        ("13 Bramble End has no bin", "address", "13 Bramble End"),
        ("Leon 02/02/2009 wants to help", "date_of_birth", "02/02/2009"),
        ("im 14 on 3rd april", "date_of_birth", "3rd april"),
        ("my birthday is 12/06", "date_of_birth", "12/06"),
        ("add sweaty_tom on there", "handle", "sweaty_tom"),
        ("its milo.2012 on insta", "handle", "milo.2012"),
        ("kai#4432 is me", "handle", "kai#4432"),
    ],
)
def test_details_told_another_way_are_found_as_well(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


def test_a_number_is_one_thing_only() -> None:
    assert found("nhs number 943 476 5919, call 01908 555012") == [("nhs", "943 476 5919"), ("phone", "01908 555012")]


def test_an_nhs_number_needs_its_check_digit_or_to_be_announced() -> None:
    assert found("943 476 5918 tickets") == [("phone", "943 476 5918")]
    assert found("nhs 943 476 5918") == [("nhs", "943 476 5918")]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u200b ", " "])
def test_a_phone_number_is_found_whatever_its_spaces(space: str) -> None:
    text = f"ring 07700{space}900123 \U0001f600"
    assert found(text) == [("phone", f"07700{space}900123")]


def test_digits_of_other_scripts_make_phone_numbers_too() -> None:
    assert found("\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663")[0][0] == "phone"


def test_masked_text_says_what_was_there() -> None:
    text = "Dave at 12 Church Street, born 12/03/2011"
    spans = english().read(text).private
    assert mask(text, spans) == "[name] at [address], born [date of birth]"


def test_masking_nothing_changes_nothing() -> None:
    assert mask("as it was\x00\ud800", ()) == "as it was\x00\ud800"


def test_masking_bears_spans_that_overlap() -> None:
    spans = (PrivateSpan(PrivateType.NAME, 0, 5), PrivateSpan(PrivateType.PHONE, 3, 8))
    assert mask("aaabbbbbccc", spans) == "[name][phone]ccc"


@given(st.text(st.characters(codec=None), max_size=60), st.text(max_size=30))
def test_a_mail_address_never_gets_past_the_mask(before: str, after: str) -> None:
    text = f"{before} x.y@example.org {after}"
    assert "x.y@example.org" not in mask(text, english().read(text).private)


@given(st.text(st.sampled_from("07 +()-.abmk2@SchoolMr\u0301\u200b\ud800"), max_size=60))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = english().read(text).private
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The baby is Noor, 5/1/2025, health visitor never came", "5/1/2025"),
        ("can Jamila have a place at holiday club, 8.8.2017, goes to Downs Barn", "8.8.2017"),
        ("Lily-Rose 27.08.2013 for the summer scheme", "27.08.2013"),
        ("for the form: 7/9/14, Ellie Marsh", "7/9/14"),
        ("he is 8 years old 14/03/18", "14/03/18"),
        ("she was born on St Patrick's Day 1952", "St Patrick's Day 1952"),
    ],
)
def test_a_day_beside_somebody_is_one_of_birth(text: str, day: str) -> None:
    assert ("date_of_birth", day) in found(text)


@pytest.mark.parametrize(
    "text",
    ["the fair, 12/12/2026, needs a stage", "the lift has been out since 3/10/2026"],
)
def test_a_day_of_which_nobody_is_told_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["i'm off to see mr h", "ask mrs b.", "dr o", "it was mr"])
def test_a_text_may_end_with_an_initial(text: str) -> None:
    assert all(one.end <= len(text) for one in english().read(text).private)


@given(st.lists(st.sampled_from(_BITS), max_size=9), st.sampled_from([" ", "", ", ", ". "]))
def test_whatever_begins_a_detail_may_stand_beside_or_end_anything(bits: list[str], between: str) -> None:
    spans = english().read(between.join(bits)).private
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "text", ["dob 21st October, 1966, Aberfan day", "Kwaku's dob 02 Jun 2011, Yaa's 19 Sep 2013, summer camp"]
)
def test_what_overlaps_only_what_was_left_out_is_kept(text: str) -> None:
    """A year is no door of the street "1966, Aberfan": that is left out, and the name in it was no more told apart."""
    assert {"Aberfan", "Yaa"} & {text[one.start : one.end] for one in english().read(text).private}


@pytest.mark.parametrize(
    ("code", "text", "masked"),
    [
        ("zh", "我叫李小明, 我想踢球", "我叫[name], 我想踢球"),
        ("zh", "我叫李明我想踢球", "我叫[name]我想踢球"),
        ("zh", "我叫外卖", "我叫[name]"),
        ("ro", "mă cheamă Ion Popescu și stau aici", "mă cheamă [name] și stau aici"),
        ("so", "magacaygu waa Cabdi Warsame", "magacaygu waa [name]"),
        ("ur", "میرا نام عمران ہے", "میرا نام [name] ہے"),
        ("bn", "আমার নাম রহিম উদ্দিন", "আমার নাম [name]"),
        ("pl", "mam na imię Kasia", "mam na imię [name]"),
        ("ar", "إسمي سمير وأسكن هنا", "إسمي [name] وأسكن هنا"),
    ],
)
def test_a_name_is_left_out_in_every_language(code: str, text: str, masked: str) -> None:
    """Where nothing tells a name from a word ("I order a takeaway"), we rather leave too much out."""
    spoken = lexicons()[code], lexicons()["en"]
    words = spoken[0].private.beside(spoken[1].private)
    reader = PrivateReader(hints(words, spoken, tells=bool(spoken[0].vocabulary)))
    assert mask(text, reader.read(plain(text), ())) == masked


@pytest.mark.parametrize(
    "text",
    [
        "ZZ9 9ZZ is us",
        "we live in XX10 1XX",
        "mk63a b",
        "MKl5 8XX",
        "qq 123456 c is mine",
        "qq.12.34.56.a",
        "QQ 12 34 56",
    ],
)
def test_a_postcode_or_insurance_number_nobody_was_given_is_hidden_too(text: str) -> None:
    assert {one.type for one in english().read(text).private} & {PrivateType.POSTCODE, PrivateType.NI}


@pytest.mark.parametrize("text", ["the H6 2nd exit", "v7 3rd bridge", "a5 2nd roundabout", "mp3 2gb", "ps5 2nd hand"])
def test_roads_bridges_and_gadgets_are_no_postcode(text: str) -> None:
    assert not english().read(text).private


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my names Amelia im 9 can we do swiming in the holidays its borin", ["Amelia"]),
        ("its rubish", []),
        ("its freezin in here", []),
        ("its kayleigh from the flats", ["kayleigh"]),
        ("its zaynab here", ["zaynab"]),
    ],
)
def test_a_word_in_haste_is_no_name_and_a_name_is(text: str, told: list[str]) -> None:
    """What a child thinks of a place is their own words; only who they are is left out."""
    assert [words for kind, words in found(text) if kind == "name"] == told


@pytest.mark.parametrize(
    "line",
    [
        "police gave me [reference:URN 482 dated 3 May] and no more",
        "quote [reference:CAD 3317] they said",
        "it was log [reference:0412 of 6th Nov] for the fight",
        "one letter says [reference:CTX 60018823], which is real",
        "she rents, number [reference:00234417]",
        "nurse here, [postcode:M27 5VY], can help",
    ],
)
def test_a_number_is_hidden_with_its_letters_and_its_day(line: str) -> None:
    one = marked(line)
    found = {at for span in english().read(one.text).private for at in range(span.start, span.end)}
    assert {at for mark in one.marks for at in range(mark.start, mark.end) if one.text[at].isalnum()} <= found
