"""How long it takes to be heard, counted over every transcript of a first conversation that began at a poster."""

import re
from statistics import median

from tests.playback import FOLDER

MOST_QUESTIONS, TYPED = 4, 1
THANKED = "Thanks. Your number is"
QUESTION = re.compile(r"^     \[.*|^bot: .*Say it your own way\.$", re.MULTILINE)
POSTER = re.compile(r"^them open: (?!the chat)", re.MULTILINE)
WRITTEN = re.compile(r"^them: (?!/)", re.MULTILINE)


def first_conversations() -> list[str]:
    """Each transcript of somebody new who came by a place's poster and is thanked, up to the thanks."""
    whole = (path.read_text("utf-8") for path in sorted(FOLDER.glob("*.txt")))
    new = (one for one in whole if THANKED in one and "\nperson: " not in one.partition("\n\n")[0])
    return [one.partition(THANKED)[0] for one in new if POSTER.search(one)]


def test_the_median_first_conversation_has_at_most_four_questions_one_of_them_typed() -> None:
    """A question that is only asked again, after a greeting or a picture, is the same question."""
    told = first_conversations()
    assert len(told) >= 5
    assert median(len(set(QUESTION.findall(one))) for one in told) <= MOST_QUESTIONS
    assert median(len(WRITTEN.findall(one)) for one in told) <= TYPED
