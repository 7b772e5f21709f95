"""Messages from us: what somebody may be sent although they did not come, agreed to by one tap and ended by one."""

from bot.conversation.effects import AgreeToMessages, EndMessages
from bot.conversation.script import Script, Talk, dialogue, do, lasting, say
from bot.domain.broadcast import Purpose

OFFER = "messages.offer"
MAY = "may"
CHOICES = {
    "both": tuple(Purpose),
    "asked": (Purpose.ASKED,),
    "friday": (Purpose.FRIDAY,),
    "none": (),
}
_BUTTONS = lasting("messages", MAY, OFFER, CHOICES)


@dialogue("messages", lasting=True)
def messages(talk: Talk) -> Script[None]:
    """Show what can be agreed to; or take what was tapped, whenever it is. Only grown-ups are written to first."""
    if talk.participant.protected:
        yield from say("messages.young")
    elif not talk.tapped:
        # Where people fetch what is said, nobody is written to: it lies there (product.md 26).
        fetched = talk.surface.return_words
        key = "messages.menu_web" if fetched else "messages.menu"
        yield from say(key, offered=_BUTTONS, mobiliser=talk.host)
    else:
        yield from _chosen(talk.tapped)


def offer_messages(talk: Talk) -> Script[None]:
    """Say once that they may be written to, with buttons that wait: nothing is asked that stands in anybody's way."""
    key = "messages.offer_web" if talk.surface.return_words else OFFER
    yield from say(key, offered=_BUTTONS, mobiliser=talk.host)


def _chosen(tapped: str) -> Script[None]:
    subject, _, choice = tapped.rpartition(".")
    if subject == MAY and choice in CHOICES:
        yield from do(AgreeToMessages(CHOICES[choice]))
        yield from say("messages.agreed" if CHOICES[choice] else "messages.none")
    elif choice == "stop" and subject in set(Purpose):
        yield from do(EndMessages(Purpose(subject)))
        yield from say(f"messages.ended_{subject}")
    else:
        yield from say("conversation.old_button")
