"""In which small role somebody would help, said after the thanks if they like: "you can be the tea maker" (3)."""

from bot.conversation.effects import KeepOffer
from bot.conversation.script import Script, Talk, dialogue, do, lasting, reader_of, recall, say
from bot.domain.contribution import SMALL_ROLES, HelpRole, Standing

OFFER = "share.role"


def offer_roles(contribution: str) -> Script[None]:
    """Show the roles, with buttons that wait: nothing is asked that stands in anybody's way."""
    yield from say(OFFER, offered=lasting("role", contribution, OFFER, SMALL_ROLES))


@dialogue("role", lasting=True)
def role(talk: Talk) -> Script[None]:
    """Keep the role that was tapped, where it is theirs, still stands, and they did offer."""
    id_, _, chosen = talk.tapped.rpartition(".")
    told = yield from recall(id_)
    offered = bool(told and told.standing is Standing.HEARD and told.help_role and HelpRole(told.help_role).helps)
    if told is None or not offered or chosen not in SMALL_ROLES or talk.participant.protected:
        yield from say("conversation.old_button")
        return
    yield from do(KeepOffer(id_, HelpRole(chosen)))
    reader = reader_of(talk.area.neighbourhood(told.neighbourhood))
    yield from say("share.role_kept", reference=told.reference, mobiliser=reader)
