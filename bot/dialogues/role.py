"""In which small role somebody would help, said after the thanks if they like: "you can be the tea maker" (3)."""

from bot.conversation.effects import KeepOffer
from bot.conversation.script import Script, Talk, dialogue, do, lasting, reader_of, recall, say
from bot.conversation.understand import offered
from bot.domain.contribution import SMALL_ROLES, HelpRole, Standing
from bot.domain.told import Told

OFFER = "share.role"


def offer_roles(contribution: str) -> Script[None]:
    """Show the roles, with buttons that wait: nothing is asked that stands in anybody's way."""
    yield from say(OFFER, offered=lasting("role", contribution, OFFER, SMALL_ROLES))
    yield from offered(f"roles:{contribution}")


@dialogue("role", lasting=True)
def role(talk: Talk) -> Script[None]:
    """Keep the role that was tapped, where it is theirs, still stands, and they did offer."""
    id_, _, chosen = talk.tapped.rpartition(".")
    told = yield from recall(id_)
    if told is None or not may_help(talk, told) or chosen not in SMALL_ROLES:
        yield from say("conversation.old_button")
        return
    yield from do(KeepOffer(id_, HelpRole(chosen)))
    yield from say_kept(talk, told)


def may_help(talk: Talk, told: Told) -> bool:
    """Whether a grown-up has offered to help with something that still stands."""
    stands = told.standing is Standing.HEARD and not talk.participant.protected
    return stands and told.help_role is not None and HelpRole(told.help_role).helps


def say_kept(talk: Talk, told: Told) -> Script[None]:
    """Say with what it was put, and who will see it."""
    reader = reader_of(talk.area.neighbourhood(told.neighbourhood))
    yield from say("share.role_kept", reference=told.reference, mobiliser=reader)
