"""This channel's terms ask for a higher age: they carry on in the web chat, and their words come with them."""

from bot.conversation.effects import HandOver
from bot.conversation.script import Script, Talk, do, draw_token, say


def carry_on_elsewhere(talk: Talk, words: str) -> Script[None]:
    """Hand `words` over by a link that works once (product.md 24)."""
    token = yield from draw_token()
    yield from do(HandOver(token, words, talk.door))
    link = f"{talk.surface.web_link}/carry-on/{token}"
    channel = talk.surface.name.capitalize()
    yield from say("welcome.too_young", channel=channel, age=talk.surface.minimum_age, link=link)
