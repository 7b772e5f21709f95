"""How old they are, said late: by a tap or in words, once, by whoever had not said; what is asked then fits it."""

from bot.conversation.effects import Remember, Withdraw
from bot.conversation.script import Script, Talk, dialogue, do, recall_all, say
from bot.dialogues.elsewhere import carry_on_elsewhere
from bot.domain.contribution import Standing
from bot.domain.participant import AgeBand


@dialogue("age")
def age(talk: Talk) -> Script[None]:
    """Remember the band; whoever is too young for this channel leaves nothing here, and takes their words along."""
    band = AgeBand(talk.tapped)
    if not band.below(talk.surface.minimum_age):
        yield from do(Remember(band=band))
        yield from say("age.noted")
        return
    told = [one for one in (yield from recall_all()) if one.standing is Standing.HEARD]
    for one in told:
        yield from do(Withdraw(one.id))
    yield from do(Remember(band=band, noticed=False))
    yield from carry_on_elsewhere(talk, "\n".join(one.words for one in reversed(told)))
