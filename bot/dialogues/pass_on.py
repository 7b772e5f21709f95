"""What somebody wrote to find something out is not kept, unless they want it passed on."""

from bot.conversation import ask
from bot.conversation.script import Script, Talk, say
from bot.dialogues.heard import heard
from bot.dialogues.which_theme import Asked

A_LOOK_UP = 3
"""So few words only name what they look for; more of them say something worth telling."""


def wanted_to_tell(talk: Talk, asked: Asked | None = None) -> Script[None]:
    """Whoever asked in a sentence of their own may have meant to tell something: then that is heard."""
    if (yield from ask.choice("pass_on.asked", ("thanks", "tell"), once=True, yes="thanks", no="tell")) == "tell":
        more = asked.words if asked and asked.words != talk.opening else ""
        yield from heard(talk, f"{talk.opening}\n{more}".strip())
    else:
        yield from say("pass_on.not_kept")


def pass_on(talk: Talk, asked: Asked) -> Script[None]:
    """Offer to pass on what they wrote, where it says more than what they look for."""
    if len(asked.words.split()) <= A_LOOK_UP:
        return
    if (yield from ask.choice("pass_on.words", ("yes", "no"), mobiliser=talk.host)) == "yes":
        yield from heard(talk, asked.words)
    else:
        yield from say("pass_on.not_kept")
