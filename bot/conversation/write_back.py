"""Whether a worker may write back stays theirs to say for as long as the talk about a danger is fresh.

A menu over that question, or CANCEL, takes it off the screen; its answer still counts, typed or tapped, and may change.
"""

from datetime import datetime, timedelta

from bot.conversation.answers import answer_in, plain
from bot.conversation.journal import OpenedCase
from bot.conversation.limits import EXCHANGE
from bot.conversation.replies import Choice
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage

QUESTIONS = ("danger.first", "danger.more")
BARE = 3
"""So few words say yes or no and nothing else: the case is not told of them."""
MENU = "menu."
YES, NO, HIDE, NOT_MEANT = "yes", "no", "hide", "not_meant"


def answered(stage: Stage, stack: Stack, text: str) -> bool:
    """Take words that answer that question though another waits, or none; False where they do not."""
    case = _spoken_of(stack)
    if case is None or stack.in_danger() or _since(stage, case.spoken) > EXCHANGE:
        return False
    said = stage.scene.outside.write_back(text) or ("" if case.answer else _loosely(stage, text))
    if not said or _answers_what_waits(stage, stack, text) or _is_of_what_waits(stage, stack, case, text):
        return False
    _note(stack, said, text)
    return True


def tapped(stack: Stack, token: str) -> str:
    """Take a button of that question that has gone off the screen; returns what it says, "" where it counts no more."""
    case = _spoken_of(stack)
    said = _option(stack, token) if case is not None else ""
    if case is None or said in {"", case.answer}:
        return ""
    if said != HIDE:
        _note(stack, said)
    return said


def _spoken_of(stack: Stack) -> OpenedCase | None:
    """The case, unless it is old, was hidden or was not meant so."""
    case = stack.journal.case
    return case if case is not None and case.spoken and stack.fresh_case() is not None else None


def _since(stage: Stage, when: str) -> timedelta:
    return datetime.fromisoformat(stage.scene.outside.draw("now", "")) - datetime.fromisoformat(when)


def _option(stack: Stack, token: str) -> str:
    options = (YES, NO, HIDE, NOT_MEANT)
    return next((one for one in options for asked in QUESTIONS if stack.is_button_of(token, asked, one)), "")


def _loosely(stage: Stage, text: str) -> str:
    """What "ok then" says while it has not been answered; later it is only small talk."""
    outside, language = stage.scene.outside, stage.participant.language
    for one in (YES, NO):
        choice = Choice("", f"{QUESTIONS[0]}.{one}")
        if plain(text) in map(plain, (outside.label(choice, language), *outside.spellings(choice, language))):
            return one
    return ""


def _answers_what_waits(stage: Stage, stack: Stack, text: str) -> bool:
    playing = stack.resume()
    return playing is not None and playing.chosen(
        answer_in(playing, text, stage.scene.outside, stage.participant.language)
    )


def _is_of_what_waits(stage: Stage, stack: Stack, case: OpenedCase, text: str) -> bool:
    """Whether a bare yes or no is meant for another question: this one was answered, and something else is told by now.

    Nobody's "no" in a story must keep a worker from writing, nor put danger back on the screen. A menu tells nothing.
    """
    playing = stack.resume() if case.answer and stage.scene.outside.yes_or_no(text) else None
    return playing is not None and not playing.asks.startswith(MENU)


def _note(stack: Stack, said: str, words: str = "") -> None:
    """Put it on record and say so; the question that still waits below a menu, if it does, is answered with it."""
    stack.leave("danger")
    stack.tell("write_back", tapped=said, opening=words if len(words.split()) > BARE else "")
