"""What is written beside the point: a greeting, an emoji, an age told late, a question to us.

It is answered, not kept, and what was being asked stands.
"""

from bot.conversation.performance import Performance
from bot.conversation.script import AskChoice, Say
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage
from bot.domain.participant import AgeBand

AGE = "welcome.greeting"
"""The question of which a button still counts when its talk is over, once, for whoever has not said their age."""
SMALL_TALK, WORDLESS = "conversation.small_talk", "conversation.wordless"


def answered(stage: Stage, stack: Stack, playing: Performance, text: str) -> bool:
    """Take words that do not choose an answer of the question that waits; False where they are to be heard there."""
    if stack.in_danger():
        return False
    if is_wordless(text):
        stage.say(Say(WORDLESS, {}))
        playing.show()
        return True
    if is_empty(stage, text):
        if playing.can_be_skipped:
            return False
        playing.show()
        return True
    return isinstance(playing.pending, AskChoice) and (_age_told(stage, stack, text) or _asks_us(stage, stack, text))


def taken(stage: Stage, stack: Stack, text: str) -> bool:
    """The same where nothing is being asked, of whoever has seen the notice."""
    if not stage.participant.noticed:
        return False
    if is_empty(stage, text):
        stage.say(Say(WORDLESS if is_wordless(text) else SMALL_TALK, {}))
        return True
    return _age_told(stage, stack, text) or _asks_us(stage, stack, text)


def is_empty(stage: Stage, text: str) -> bool:
    """Whether there is nothing in a text that could be told."""
    return stage.scene.outside.small_talk(text) or is_wordless(text)


def is_wordless(text: str) -> bool:
    """Whether a text has no letter and no number: a lone emoji, or signs."""
    return not any(sign.isalnum() for sign in text)


def band_tapped(stage: Stage, token: str, stack: Stack) -> bool:
    """Take a late tap at the question of their age; False where it is some other old button, or counts no more."""
    band = next((one for one in AgeBand if stack.is_button_of(token, AGE, one)), AgeBand.SKIPPED)
    return not stack.in_danger() and _set(stage, stack, band)


def _age_told(stage: Stage, stack: Stack, text: str) -> bool:
    # A number alone may be meant for something else.
    band = None if text.strip().isdecimal() else stage.scene.outside.band(text)
    return band is not None and _set(stage, stack, band)


def _asks_us(stage: Stage, stack: Stack, text: str) -> bool:
    """Answer a short question to us, over whatever is being asked; that one stands."""
    sought, top = stage.scene.outside.seeks(text), stack.journal.top
    if sought is None or (top is not None and top.dialogue == sought.value):
        return False
    stack.start(sought.value, opening=text, door=stack.door())
    return True


def _set(stage: Stage, stack: Stack, band: AgeBand) -> bool:
    """Set the band of whoever has only not said it, once, and ask again what was asked."""
    unsaid = stage.participant.noticed and stage.participant.band is AgeBand.SKIPPED
    if not unsaid or band is AgeBand.SKIPPED:
        return False
    if band.below(stage.scene.surface.minimum_age):
        stack.clear()
    stack.tell("age", tapped=band)
    stack.ask_again()
    return True
