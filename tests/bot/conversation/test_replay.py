"""Replay: a conversation resumed from its journal after every step is the same as one that was never interrupted."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.conversation.effects import Remember
from bot.conversation.events import Opened, Said
from bot.conversation.journal import Journal, dump, load
from bot.conversation.replies import Choice, Reply
from bot.conversation.script import (
    AskChoice,
    AskText,
    Band,
    Dialogue,
    Do,
    Draw,
    Once,
    Option,
    Read,
    Say,
    Script,
    Step,
    Talk,
    Typed,
    Understand,
)
from bot.conversation.stage import Fetch
from bot.dialogues.catalogue import dialogues
from bot.domain.participant import AgeBand, Participant
from tests.chat import WEB, Chat, Draws, known, ways
from tests.plain_readers import PlainReaders

WORDS = ("a hoop for the park", "damp in my flat in Quayside", "people dealing by the shops", "I can fix bikes")
LATER = ("and a bench", "it has been like this for weeks", "near the shops")
NO_MORE = object()
TAPS_ONLY = {"share.change_kind", "share.change_theme"}
"""Words written here end the dialogue, and are taken as said afresh."""
Moves = list[tuple[int, bool, str]]
MOVES: st.SearchStrategy[Moves] = st.lists(
    st.tuples(st.integers(0, 20), st.booleans(), st.sampled_from(LATER)), max_size=14
)


# -- without interruption ------------------------------------------------------------------------------------------


def straight(dialogue: Dialogue, talk: Talk, answers: Iterator[object], draws: Draws) -> list[tuple[object, ...]]:
    """What is said and done when a script simply runs on, one generator from beginning to end."""
    script, came, value = dialogue.script(talk), [], None
    while True:
        try:
            step = script.send(value)
        except StopIteration:
            return came
        value = None
        if isinstance(step, Do):
            came.append(("do", step.effect))
        elif isinstance(step, get_args(Fetch)):
            value = fetched(step, talk, draws, came)
        else:
            came.append(("say", step.key, dict(step.values)))
            value = None if isinstance(step, Say) else next(answers, NO_MORE)
            if value is NO_MORE:
                return came


def fetched(step: Fetch, talk: Talk, draws: Draws, came: list[tuple[object, ...]]) -> object:
    match step:
        case Draw(key, argument):
            return draws(key, argument)
        case Read():
            return PlainReaders(talk.area).read(step.words, talk.participant.language)
        case Once():
            return True
        case Understand():
            # None of these words tells an age or asks us for anything.
            return ways().parts(step.words) if step.key == "parts" else ""
        case Band():
            bands = [one[1].band for one in came if isinstance(one[1], Remember) and one[1].band]
            return bands[-1] if bands else talk.participant.band


def interrupted(chat: Chat, moves: Moves) -> tuple[list[tuple[object, ...]], list[object]]:
    """The same held turn by turn, each from the journal's bytes; and the answers that were given."""
    came, answers = came_of(chat), []
    for number, writes, words in moves:
        question = chat.replies[-1]
        if not chat.frames:
            break
        if question.choices and (not writes or question.key in TAPS_ONLY):
            choice = question.choices[number % len(question.choices)]
            answers.append(choice.token.rsplit(".", 1)[1])
            chat.presses_token(choice.token)
        else:
            answers.append(Typed(words) if question.choices else words)
            chat.says(words)
        came += came_of(chat)
    return came, answers


def came_of(chat: Chat) -> list[tuple[object, ...]]:
    return [("do", one) for one in chat.effects] + [("say", one.key, dict(one.values)) for one in chat.replies]


def sorted_apart(came: list[tuple[object, ...]]) -> tuple[list[object], list[object]]:
    """What was said, and what was done: a turn hands them over apart."""
    return [one[1:] for one in came if one[0] == "say"], [one[1] for one in came if one[0] == "do"]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(opening=st.sampled_from(WORDS), moves=MOVES)
def test_a_share_resumed_at_every_step_is_as_one_that_ran_on(opening: str, moves: Moves) -> None:
    person = known(neighbourhood=None)
    chat = Chat(surface=WEB, participant=person, dialogues={"share": dialogues()["share"]}).says(opening)
    came, answers = interrupted(chat, moves)
    talk = Talk(area=chat.area, surface=WEB, participant=person, opening=opening)
    alone = straight(chat.dialogues["share"], talk, iter(answers), after_a_talk(chat))
    assert sorted_apart(came) == sorted_apart(alone)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves=MOVES)
def test_a_first_meeting_resumed_at_every_step_is_as_one_that_ran_on(moves: Moves) -> None:
    chat = Chat(surface=WEB, dialogues={"welcome": dialogues()["welcome"]}).opens("q7ays1")
    came, answers = interrupted(chat, moves)
    talk = Talk(area=chat.area, surface=WEB, participant=Participant(), door="q7ays1")
    alone = straight(chat.dialogues["welcome"], talk, iter(answers), after_a_talk(chat))
    assert sorted_apart(came) == sorted_apart(alone)


def after_a_talk(chat: Chat) -> Draws:
    """Draws as they stand once the engine has drawn the talk's own tag."""
    draws = Draws(chat.draws.now)
    draws("talk", "")
    return draws


# -- with a script that changed in between -------------------------------------------------------------------------

Change = Callable[[Step], Generator[Step, Any, Any]]


def changed(dialogue: Dialogue, change: Change) -> Dialogue:
    """The dialogue with every step passed through `change`."""

    def script(talk: Talk) -> Script[None]:
        inner, value = dialogue.script(talk), None
        while True:
            try:
                step = inner.send(value)
            except StopIteration:
                return
            value = yield from change(step)

    return Dialogue(dialogue.name, script)


def added_before(key: str) -> Change:
    def change(step: Step) -> Generator[Step, Any, Any]:
        if getattr(step, "key", "") == key:
            yield Draw("token")
            yield AskChoice("share.added", (Option("one"), Option("right"), Option("yes")), {})
        return (yield step)

    return change


def removed(key: str) -> Change:
    def change(step: Step) -> Generator[Step, Any, Any]:
        if getattr(step, "key", "") != key:
            return (yield step)
        return step.options[0].key if isinstance(step, AskChoice) else "nothing was asked"

    return change


def renamed(key: str) -> Change:
    def change(step: Step) -> Generator[Step, Any, Any]:
        fits = isinstance(step, AskChoice | AskText) and step.key == key
        return (yield replace(step, key=f"{key}_anew") if fits else step)

    return change


def without_an_option(key: str) -> Change:
    def change(step: Step) -> Generator[Step, Any, Any]:
        fits = isinstance(step, AskChoice) and step.key == key
        return (yield replace(step, options=step.options[1:]) if fits else step)

    return change


def without_reading(_key: str) -> Change:
    """The script no longer reads what was typed where: one that lost a step which is no question."""

    def change(step: Step) -> Generator[Step, Any, Any]:
        if isinstance(step, Draw) and step.key == "now":
            yield Draw("token")
        return (yield step)

    return change


QUESTIONS = (
    "welcome.greeting",
    "share.what",
    "share.words.idea",
    "share.where",
    "share.heard",
    "share.change",
    "share.help",
    "share.rent_from",
)
CHANGES = (added_before, removed, renamed, without_an_option, without_reading)


@dataclass(frozen=True)
class AnyWording:
    """Wording that has a text for every key, so that a changed script needs none of its own."""

    def reply(self, reply: Reply) -> str:
        return reply.key

    def label(self, choice: Choice, _language: str) -> str:
        return choice.key

    def spellings(self, _choice: Choice, _language: str) -> tuple[str, ...]:
        return ()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    change=st.builds(lambda change, key: change(key), st.sampled_from(CHANGES), st.sampled_from(QUESTIONS)),
    parts=st.tuples(MOVES, MOVES),
    opening=st.sampled_from(("", *WORDS)),
    person=st.sampled_from((Participant(), known(neighbourhood=None))),
)
def test_a_changed_script_resumes_and_keeps_every_word_once(
    change: Change, parts: tuple[Moves, Moves], opening: str, person: Participant
) -> None:
    chat = Chat(surface=WEB, participant=person, wording=AnyWording())  # type: ignore[arg-type]
    chat.takes(Said(opening) if opening else Opened())
    said = [opening] if opening else []
    said += goes_on(chat, parts[0], "before")
    chat.dialogues = {name: changed(one, change) for name, one in dialogues().items()}
    said += goes_on(chat, parts[1], "after")
    # What still waits for the notice was not lost: a tap on an age shows it.
    words = "\n".join([*chat.ledger.all_words, *(one.inputs["opening"] for one in load(chat.journal).frames)])
    assert all(one in words for one in said)
    kept = "\n".join(chat.ledger.all_words)
    assert all(kept.count(one) <= 1 for one in said), kept


def goes_on(chat: Chat, moves: Moves, name: str) -> list[str]:
    """Tap and write; returns what was written, each text unlike any other."""
    said = []
    for n, (number, writes, words) in enumerate(moves):
        shown = chat.replies[-1].choices if chat.replies else ()
        if shown and not writes:
            chat.presses_token(shown[number % len(shown)].token)
        else:
            said.append(f"{words} and so on, {name} number {n}.")
            chat.says(said[-1])
    return said


def test_a_changed_script_says_so_and_asks_what_is_new() -> None:
    chat = Chat(participant=known(), wording=AnyWording())  # type: ignore[arg-type]
    chat.says("a hoop for the park").presses("share.heard.right")
    chat.dialogues = {name: changed(one, added_before("share.heard")) for name, one in dialogues().items()}
    chat.presses("share.help.a_bit")
    assert chat.keys == ["conversation.moved_on", "conversation.old_button", "share.added"]
    chat.presses("share.added.one").presses("share.heard.right").presses("share.help.a_bit")
    assert chat.keys == ["share.thanks", "share.role"]
    assert [one.kept.words for one in chat.ledger.standing] == ["a hoop for the park"]


def in_place_of(key: str, other: AskChoice) -> Change:
    def change(step: Step) -> Generator[Step, Any, Any]:
        if getattr(step, "key", "") == key:
            yield other
        return (yield step)

    return change


def test_a_button_of_another_question_in_the_same_position_is_not_taken() -> None:
    chat = Chat(participant=known(), wording=AnyWording())  # type: ignore[arg-type]
    chat.says("a hoop for the park")
    same_place = in_place_of("share.heard", AskChoice("share.added", (Option("right"),), {}))
    chat.dialogues = {name: changed(one, same_place) for name, one in dialogues().items()}
    chat.presses("share.heard.right")
    assert chat.keys == ["conversation.old_button", "share.added"]


def test_words_told_again_after_a_question_was_renamed_join_what_was_kept() -> None:
    chat = Chat(participant=known(), wording=AnyWording()).opens().says("a hoop for the park")  # type: ignore[arg-type]
    chat.dialogues = {name: changed(one, renamed("share.what")) for name, one in dialogues().items()}
    chat.presses("share.heard.right")
    assert chat.keys == ["conversation.moved_on", "conversation.old_button", "share.what_anew"]
    chat.says("a bench for the parents")
    assert [one.words for one in chat.ledger.standing] == [["a hoop for the park", "a bench for the parents"]]


def test_words_that_wait_are_kept_when_a_new_question_gives_way_to_others() -> None:
    chat = Chat(wording=AnyWording()).says("a hoop for the park")  # type: ignore[arg-type]
    chat.dialogues = {name: changed(one, added_before("welcome.greeting")) for name, one in dialogues().items()}
    chat.says("and a bench for the parents")
    openings = [one.inputs["opening"] for one in load(chat.journal).frames]
    assert openings == ["a hoop for the park\nand a bench for the parents"]


def test_a_dialogue_that_is_gone_leaves_the_one_below() -> None:
    chat = Chat(participant=known()).says("a hoop for the park").says("menu")
    chat.dialogues = {name: one for name, one in dialogues().items() if name != "menu"}
    chat.presses("That's right")
    assert chat.keys == ["share.help"]


@pytest.mark.parametrize("place", ["quay", "hill"])
def test_a_pack_that_lost_a_place_or_theme_still_resumes(place: str) -> None:
    chat = Chat(participant=known()).says("a swing in Quayside, or Church Hill").presses("Change")
    area = chat.area
    chat.area = replace(
        area,
        places={one.id: one for one in area.places.values() if one.id != place},
        themes=tuple(one for one in area.themes if one.code != "play_things_to_do"),
    )
    chat.presses("The place")
    if place == "quay":  # then it is not known any more that they were asked which of the two it is about
        assert chat.keys == ["conversation.moved_on", "conversation.old_button", "share.which_place"]
        chat.presses("Church Hill").presses("Change").presses("The place")
    chat.presses("Mill Row").presses("That's right")
    assert chat.keys == ["share.help"]


def test_an_empty_journal_is_one_that_was_never_written() -> None:
    assert load(dump(Journal())) == Journal()


def test_a_journal_survives_any_words() -> None:
    chat = Chat(participant=known(band=AgeBand.SKIPPED)).says("lone \ud800 surrogate, NUL \x00, \u202e")
    assert load(chat.journal) == load(dump(load(chat.journal)))
    assert chat.presses("That's right").keys == ["share.help"]
