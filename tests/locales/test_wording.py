"""The wording itself: complete, plain, honest, the same in every language."""

import re
import string
from collections.abc import Iterator

import pytest
import textstat
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from bot.domain.attachment import Medium
from bot.domain.contribution import ASKED_FIRST, SMALL_ROLES, Kind, Progress
from bot.domain.participant import AgeBand
from bot.domain.plain_words import NEVER, PROMISES
from bot.domain.told import Changed
from bot.i18n import keys_in
from tests.locales.keys import used_keys
from tests.locales.template import LOCALES, TEMPLATE, conversations, template

LATER = {"conversation.late", "gone.done"}
"""Wording that stands ready for parts of the house that do not say it yet."""
PLAIN, PLAINER = 5.0, 4.0
"""The highest reading grades (Flesch-Kincaid) for adults, and for what children read (product.md 6, P1 4)."""
FEW_WORDS = 6
"""A grade of fewer words than these means nothing."""
OPENS = "{"
FILLED = {"mobiliser": "Sam", "organisation": "Harbour Voices", "reference": "LK-7Q4MX", "read_by": "Thursday 5 June"}
UNFIT_FOR_CHILDREN = re.compile(r"\b(LAG|lead|register\w*)\b", re.IGNORECASE)
LONGEST, LONGEST_LABEL = 800, 40


def forms(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Every key's text, one for each plural form it has."""
    found = ((m.id if isinstance(m.id, str) else m.id[0], m.string) for m in catalogue if m.id)
    return {key: (text,) if isinstance(text, str) else tuple(text) for key, text in found}


ENGLISH = forms(conversations("en"))
LANGUAGES = sorted(one.parent.name for one in LOCALES.glob("*/messages.po"))
SAID = sorted(key for key in ENGLISH if not key.endswith(".typed"))


def english_everywhere() -> set[str]:
    keys: set[str] = set()
    for path in (LOCALES / "en").glob("*.po"):
        with path.open("rb") as file:
            keys |= set(forms(read_po(file)))
    return keys


def filled(text: str) -> str:
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return text.format(**{name: FILLED.get(name, "ten") for name in names})


# -- complete ------------------------------------------------------------------------------------------------------


def test_every_key_in_the_code_has_english_wording() -> None:
    assert used_keys().keys - english_everywhere() - {"telegram.request"} == set()


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("kind.{}", Kind),
        ("progress.{}", (*Progress, "not_yet_read")),
        ("share.words.{}", Kind),
        ("share.what.{}", (*Kind, "person")),
        ("share.help.{}", ASKED_FIRST),
        ("share.role.{}", SMALL_ROLES),
        ("welcome.greeting.{}", (*AgeBand, "more")),
        ("follow_up.changed.{}", Changed),
        ("follow_up.thanks_{}", Changed),
        ("conversation.showed.{}", (*Medium, "caption")),
    ],
)
def test_every_key_that_is_filled_in_has_wording(pattern: str, parts: tuple[str, ...]) -> None:
    assert [one for one in parts if pattern.format(one) not in ENGLISH] == []


def test_no_wording_is_unused() -> None:
    used = used_keys()
    assert {key for key in ENGLISH if not used.covers(key)} <= LATER


def test_the_finder_of_keys_can_tell_used_from_unused() -> None:
    used = used_keys()
    assert used.covers("welcome.greeting.adult")
    assert not used.covers("welcome.nothing.adult")


def test_the_template_is_made_of_english() -> None:
    """Where this fails: `python -m tests.locales.template`."""
    assert TEMPLATE.read_bytes() == template()


# -- the same in every language ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_no_key_that_english_lacks(language: str) -> None:
    assert set(forms(conversations(language))) - set(ENGLISH) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_have_the_same_names_in_every_language(language: str) -> None:
    for key, texts in forms(conversations(language)).items():
        due = names_in(ENGLISH[key][-1])
        for text in filter(None, texts):
            # A plural form may leave its number out: "one older one".
            assert due - {"n"} <= names_in(text) <= due, key


def names_in(text: str) -> set[str]:
    """The values a text has; AssertionError for any that is not a plain name."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    specials = [bool(spec or conversion) for _, _, spec, conversion in string.Formatter().parse(text)]
    assert all(re.fullmatch(r"[a-z_0-9]+", one) for one in names), text
    assert not any(specials), text
    return names


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    catalogue, due = conversations(language), get_plural(Locale.parse(language))
    assert catalogue.num_plurals == due.num_plurals
    for key, texts in forms(catalogue).items():
        if len(ENGLISH[key]) > 1 and any(texts):
            assert len(texts) == due.num_plurals, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_drafted_is_drafted_whole_where_safety_hangs_on_it(language: str) -> None:
    """Nobody in danger, and nobody at the notice, is answered half in another language."""
    texts = forms(conversations(language))
    safety = [key for key in SAID if key.startswith(("danger.", "hide.", "welcome.", "help."))]
    assert [key for key in safety if not all(texts.get(key, ("",)))] == []


def for_residents() -> set[str]:
    """What residents read: all but what workers, leads and the report's readers do."""
    files = [one for one in (LOCALES / "en").glob("*.po") if not one.stem.startswith(("staff", "alerts", "reports"))]
    return {key for key in keys_in(*files) if not key.endswith(".typed")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_residents_read_is_drafted_in_every_language(language: str) -> None:
    drafted = keys_in(*(LOCALES / language).glob("*.po"))
    assert sorted(for_residents() - drafted) == []


# -- plain ---------------------------------------------------------------------------------------------------------


def texts() -> Iterator[tuple[str, str]]:
    """All that is said in English, each plural form by itself, beside its key."""
    return ((key, text) for key in SAID for text in ENGLISH[key])


def sentences() -> Iterator[tuple[str, str]]:
    return ((key, filled(text)) for key, text in texts() if len(text.split()) >= FEW_WORDS)


def test_our_wording_is_plain() -> None:
    """Everything may be read by a child, who is protected until 18+ is tapped, except what only adults are shown."""
    adults = ("danger.helplines_for_adults", "share.rent_from", "share.not_a_")
    given = ("share.help_with_a_grown_up",)  # In product.md's own words, at 4.2.
    graded = [(key, text, textstat.flesch_kincaid_grade(text)) for key, text in sentences()]
    assert len(graded) > len(SAID) / 2
    assert [one for one in graded if one[2] > (PLAIN if one[0].startswith((*adults, *given)) else PLAINER)] == []


def test_the_measure_of_plainness_can_fail() -> None:
    hard = "Participants' contributions are anonymised prior to dissemination amongst statutory stakeholders."
    assert textstat.flesch_kincaid_grade(hard) > PLAIN


def test_no_outcome_is_promised_and_nobody_is_talked_down_to() -> None:
    phrases = (*PROMISES, *NEVER)
    assert [(key, one) for key, text in texts() for one in phrases if one in text.casefold()] == []


def test_children_never_see_our_own_jargon() -> None:
    assert [(key, text) for key, text in texts() if UNFIT_FOR_CHILDREN.search(text)] == []


def test_the_first_notice_is_short() -> None:
    """P1 4: at most 60 words, here with the names filled in and without what only Telegram adds."""
    notice = filled(ENGLISH["welcome.greeting"][0].replace("{telegram}\n", ""))
    assert len(notice.split()) <= 60


def test_messages_are_short_and_labels_shorter() -> None:
    assert [(key, text) for key, text in texts() if not 0 < len(text) <= longest(key)] == []


def longest(key: str) -> int:
    """Signs that a message, or a button's label, may have."""
    label = key.removesuffix(".child").rpartition(".")[0] in ENGLISH and not key.endswith(".in_short")
    return LONGEST_LABEL if label else LONGEST


# -- as product.md words it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("welcome.greeting", "Hello! I'm a computer. I pass messages to {mobiliser} and the team at {organisation}."),
        ("welcome.greeting", "Each month we tell the council, schools and police what people said, not who said it."),
        ("welcome.greeting", "If someone may be in danger, we will tell someone who can help."),
        ("welcome.child", "Hi! I'm a computer, not a person. Tell me what you'd like round here."),
        ("welcome.child", "Please don't tell me your name or school."),
        ("welcome.child", "If you are not safe, we will tell a grown-up whose job is to help."),
        ("welcome.too_young", "is for {age} and over. Carry on here, your words come with you: {link}"),
        ("telegram.keeps_a_copy", "Telegram keeps a copy of this chat. To keep it off Telegram use {link}."),
        ("share.what", "What would you like to tell us?"),
        ("share.heard", "Got it: '{words}'. I've put it under {theme}, {place}"),
        ("share.help", "Would you like to help make it happen?"),
        (
            "share.help_with_a_grown_up",
            "Brilliant. Tell {mobiliser} at school or the children's group, with a grown-up",
        ),
        ("share.not_a_report_landlord", "This has not gone to your landlord. Tell them too, and keep the date."),
        ("share.not_a_report_landlord", "Want {mobiliser} to help you report it?"),
        ("share.not_a_police_report", "This is not a report to the police."),
        ("share.thanks", "Thanks. Your number is {reference}. {mobiliser} or a teammate will read it by {read_by}."),
        ("share.thanks", "To see it, add to it or delete it, send MENU."),
        ("share.come_back", "Come back here to see what happens"),
        ("danger.first", "I'm really glad you told me. I'm a computer. I can't see who or where you are"),
        (
            "danger.first",
            "A worker here will read this, but maybe not before {staffed}. Shall they write back to you here?",
        ),
        ("danger.helplines_for_children", "Free, any time: Childline {childline}.\nOr text SHOUT to {shout}."),
        ("danger.again", "I can't promise to keep it secret. We don't know your name."),
        ("delete.done", "We'll stop using it today. We can't get back copies already sent."),
    ],
)
def test_the_wording_is_that_of_the_product(key: str, words: str) -> None:
    assert words in ENGLISH[key][0]


@pytest.mark.parametrize("key", ["help.text", "more.text"])
def test_help_says_that_nothing_is_secret_or_watched(key: str) -> None:
    """S1: not secret if someone may be hurt; not watched round the clock."""
    text = ENGLISH[key][0]
    assert "Nobody watches this chat day and night." in text
    assert "We can't keep it secret if someone may be hurt." in text


@pytest.mark.parametrize(
    "key", [key for key in SAID if key.startswith(("danger.first", "danger.write", "danger.again"))]
)
def test_crisis_numbers_are_not_in_the_wording(key: str) -> None:
    """They are the pack's, dated and checked; NHS 111 and the like come in as values."""
    assert not re.search(r"\d{3}", ENGLISH[key][0])
