"""Somebody says in words that they want back what they said last: asked once, as it cannot be undone."""

from bot.conversation import ask
from bot.conversation.script import Script, Talk, dialogue, look_up, read, recall, say
from bot.conversation.understand import beginning_of
from bot.dialogues.my_words import my_words, wiped
from bot.domain.contribution import Standing

OVER = frozenset({Standing.WITHDRAWN, Standing.SAFEGUARDING})
"""What is gone already, and what stands for a case, which is never shown."""


@dialogue("take_back")
def take_back(talk: Talk) -> Script[None]:
    """Offer to take back the newest thing they told us; the others are one tap away."""
    newest = next((one for one in (yield from look_up()) if one.standing not in OVER), None)
    if newest is None:
        yield from say("take_back.nothing")
        return
    answer = yield from ask.choice(
        "take_back.sure",
        ("withdraw", "keep", "others"),
        instead=True,
        yes="withdraw",
        no="keep",
        reference=newest.reference,
        words=(yield from beginning_of(newest.id)),
    )
    if answer == "withdraw":
        told = yield from recall(newest.id)
        if told is not None:
            yield from wiped(told, (yield from read(told.words)))
        yield from say("my_words.withdrawn")
    elif answer == "keep":
        yield from say("my_words.kept")
    else:
        yield from my_words.script(talk)
