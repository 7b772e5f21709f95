"""The pages' wording: whole, in every language, and as plain as what is said in the chat."""

import re
import string
from pathlib import Path

import pytest
import textstat
from babel.messages.pofile import read_po

from handlers.web import app

ROOM = Path(app.__file__).parent
LOCALES = ROOM.parents[1] / "locales"
LANGUAGES = sorted(path.parent.name for path in LOCALES.glob("*/web.po"))
PLAIN = 5.0
"""The highest reading grade (Flesch-Kincaid), as for what is said in the chat."""
FEW_WORDS = 6
FOR_OPERATORS = ("reports.", "trouble.no_report")
SAID = re.compile(r'(?:_|say)\(\s*["\']([a-z_.]+)["\']')


def read(language: str) -> dict[str, str]:
    with (LOCALES / language / "web.po").open("rb") as file:
        return {str(one.id).removeprefix("web."): str(one.string) for one in read_po(file) if one.id}


def used() -> set[str]:
    """Every key that pages and rooms say, as far as it stands there."""
    found: set[str] = set()
    for path in [*ROOM.glob("*.py"), *(ROOM / "templates").glob("*.html")]:
        text = path.read_text()
        found |= {one for one in SAID.findall(text) if not one.endswith(".")}
        found |= set(re.findall(r'problem="(back\.\w+)"', text))
    return found


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_key_that_is_said_exists_in_english() -> None:
    assert used() - set(read("en")) == set()


def test_no_key_is_unused() -> None:
    built = ("trouble.", "reports.", "chat.them", "chat.us", "archive.edition.", "archive.why.")
    assert {one for one in set(read("en")) - used() if not one.startswith(built)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_with_the_same_values(language: str) -> None:
    english, theirs = read("en"), read(language)
    assert set(theirs) == set(english)
    assert [one for one in english if values(theirs[one]) != values(english[one])] == []
    assert all(theirs.values())


def test_pages_are_as_plain_as_the_chat() -> None:
    filled = {"organisation": "Harbour Voices", "mobiliser": "Sam", "place": "Quayside", "area": "Little Harbour"}
    filled |= {"emergency": "999", "age": "16", "longest": "4096", "over": "4", "on": "31 March"}
    filled |= {"day": "Friday", "time": "10 am", "where": "the park", "cost": "free", "ages": "8 to 12", "planned": ""}
    graded = {
        key: textstat.flesch_kincaid_grade(text.format(**filled))
        for key, text in read("en").items()
        if len(text.split()) >= FEW_WORDS and not key.startswith(FOR_OPERATORS)
    }
    assert {key: grade for key, grade in graded.items() if grade > PLAIN} == {}


def test_where_hide_leads_says_nothing_of_us() -> None:
    for language in LANGUAGES:
        wording = read(language)
        shown = f"{wording['blank.title']} {wording['blank.text']}".casefold()
        assert wording["name"].casefold() not in shown
        assert wording["chat.title"].casefold() not in shown
