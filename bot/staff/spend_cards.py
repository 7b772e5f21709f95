"""What is shown in workers' chats of a spend beyond the month's limit: the question, and what came of it."""

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.spend import Spend, State, pounds
from bot.staff.cards import WORK, Say
from bot.storage.spends import Noted

ALLOW, REFUSE = "spend_ok", "spend_no"
"""How the tokens of [OK] and [No] begin, after `work.`."""


def asks(say: Say, noted: Noted, who: str, place: str, *, so_far: int, limit: int) -> Outgoing:
    """Whether a spend is all right; `so_far` and `limit` are the month's, in pence."""
    what = noted.what
    values: dict[str, Value] = {
        "who": who,
        "place": place,
        "what": what.what,
        "amount": pounds(what.pence),
        "date": what.on,
    }
    text = say("staff.spend.asks", values | {"so_far": pounds(so_far), "limit": pounds(limit)})
    tokens = (("ok", ALLOW), ("no", REFUSE))
    return Outgoing(
        text, tuple(Button(say(f"staff.spend.{key}", {}), f"{WORK}{does}.{noted.id}") for key, does in tokens)
    )


def decided(say: Say, what: Spend, who: str, state: State) -> Outgoing:
    """What came of it, for whoever noted it."""
    return Outgoing(say(f"staff.spend.{state}", {"who": who, "what": what.what, "amount": pounds(what.pence)}))
