"""MENU, and what it leads to: my messages, languages, help, and the ways out. Each works from every state."""

from bot.conversation import ask
from bot.conversation.effects import ErasePerson, HideChat, StopMessages
from bot.conversation.script import Dialogue, Option, Script, Talk, dialogue, do, look_up, say
from bot.dialogues.became import in_a_line
from bot.dialogues.complain import complain
from bot.dialogues.helplines import emergency, say_numbers
from bot.dialogues.holiday import holiday
from bot.dialogues.messages import messages
from bot.dialogues.my_words import my_words
from bot.dialogues.person import person
from bot.dialogues.signposts import signposts
from bot.dialogues.story import story
from bot.dialogues.their_language import chose_language
from bot.dialogues.whats_on import whats_on
from bot.dialogues.who_decides import who_decides
from bot.domain.contribution import Standing

REST = "rest"
"""Leads to the second screen."""
NEWEST = 8
"""So many of their messages are shown under STATUS; a number stands for the rest."""


@dialogue("menu")
def menu(talk: Talk) -> Script[None]:
    """Offer all that can be done here, on two short screens."""
    languages = (language,) if _may_change_language(talk) else ()
    first: tuple[Dialogue, ...] = (my_words, person, whats_on, signposts, *languages)
    unasked = () if talk.participant.protected else (messages,)
    rest: tuple[Dialogue, ...] = (holiday, story, who_decides, *unasked, privacy, help_, complain, delete)
    answer = yield from ask.choice("menu.what", (*(one.name for one in first), REST))
    if answer == REST:
        answer = yield from ask.choice("menu.rest", tuple(one.name for one in rest), instead=True)
    yield from next(one for one in (*first, *rest) if one.name == answer).script(talk)


@dialogue("status")
def status(_talk: Talk) -> Script[None]:
    """What they told us and what became of it; a case is not shown."""
    mine = tuple(one for one in (yield from look_up()) if one.standing is not Standing.SAFEGUARDING)
    if not mine:
        yield from say("status.nothing")
    for one in mine[:NEWEST]:
        line = yield from in_a_line(one)
        yield from say("my_words.items", one=line, more="")
    if len(mine) > NEWEST:
        yield from say("status.older", n=len(mine) - NEWEST)


@dialogue("language")
def language(talk: Talk) -> Script[None]:
    """Change the language, here and from now on; where there is no other, say so and how to ask for one."""
    if not _may_change_language(talk):
        only = talk.area.languages_on[0].name
        yield from say("language.only", language=only, mobiliser=talk.host)
        return
    chosen = yield from ask.choice(
        "language.which", tuple(Option(one.code, one.name) for one in talk.area.languages_on)
    )
    yield from chose_language(chosen)
    yield from say("language.changed")


def _may_change_language(talk: Talk) -> bool:
    return bool(talk.area.languages_beside(talk.participant.language))


@dialogue("delete")
def delete(_talk: Talk) -> Script[None]:
    """Delete everything about them that is not a case, after asking once."""
    answer = yield from ask.choice("delete.sure", ("delete", "keep"), yes="delete", no="keep")
    if answer == "delete":
        yield from do(ErasePerson())
        yield from say("delete.done")
    else:
        yield from say("delete.kept")


@dialogue("stop")
def stop(_talk: Talk) -> Script[None]:
    """Send nothing unasked any more; words that still waited for the notice are gone with the question."""
    yield from do(StopMessages())
    yield from say("stop.done")


@dialogue("hide")
def hide(_talk: Talk) -> Script[None]:
    """Take both sides of the chat away as far as the channel can, and show something neutral."""
    yield from do(HideChat())
    yield from say("hide.neutral")


@dialogue("help")
def help_(talk: Talk) -> Script[None]:
    """Say what can be done here and who to call when it cannot wait; after danger, the helplines once more."""
    word = "LANGUAGE" if _may_change_language(talk) else ""
    yield from say("help.text", mobiliser=talk.host, emergency=emergency(talk.area), language=word)
    if talk.case is not None:
        yield from say_numbers(talk)


@dialogue("more")
def more(talk: Talk) -> Script[None]:
    """Tell more: who reads, who is told, how long it is kept."""
    yield from say("more.text", organisation=talk.area.organisation_name, mobiliser=talk.host)


@dialogue("about")
def about(talk: Talk) -> Script[None]:
    """Who is behind this (product.md 11)."""
    yield from say("about.text", organisation=talk.area.organisation_name, mobiliser=talk.host)


@dialogue("privacy")
def privacy(talk: Talk) -> Script[None]:
    """What is kept, for how long, who sees it, and how to have it deleted."""
    yield from say("privacy.text", organisation=talk.area.organisation_name)
