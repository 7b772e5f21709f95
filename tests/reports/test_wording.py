"""The report's own wording says what people told us and how many: no cause, no judgement of a place, no ranking."""

import re

import pytest
from babel.messages.pofile import read_po

from tests.reports.conftest import LOCALES

CAUSES = re.compile(
    r"\b(because|due to|caus(?:e|es|ed|ing)|thanks to|leads? to|led to|results? (?:of|in|from)|resulted"
    r"|driv(?:es|en) by|so that people|explains?|effect of|impact of|owing to|makes? people)\b",
    re.IGNORECASE,
)
JUDGES = re.compile(
    r"\b(deprived|disadvantaged|problem (?:estate|area|family|families)|troubled|rough|sink|vulnerable|needy"
    r"|hard[- ]to[- ]reach|worst|best|better than|worse than|poor(?:er|est)?|anti-social|notorious"
    r"|ranked (?:first|last|top)|league)\b",
    re.IGNORECASE,
)
SPOKEN_OF = re.compile(r"\b(teacher|pupil's|bully|Year \d)\b")


def texts() -> list[tuple[str, str]]:
    found = []
    for path in sorted((LOCALES / "en").glob("reports*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                forms = [message.string] if isinstance(message.string, str) else message.string
                found += [(str(message.id), text) for text in forms if message.id]
    return found


def test_there_is_wording_to_read() -> None:
    assert len(texts()) > 200


@pytest.mark.parametrize("says", [CAUSES, JUDGES, SPOKEN_OF])
def test_no_wording_of_ours_says_why_or_what_a_place_is_like(says: re.Pattern[str]) -> None:
    assert [key for key, text in texts() if says.search(text)] == []


@pytest.mark.parametrize("text", ["Litter rose because of the strike.", "The cut led to fewer clubs."])
def test_the_lint_finds_a_cause(text: str) -> None:
    assert CAUSES.search(text)


@pytest.mark.parametrize("text", ["This is a deprived estate.", "It did better than the others.", "the worst street"])
def test_the_lint_finds_a_judgement(text: str) -> None:
    assert JUDGES.search(text)
