"""Who can be told: the people the pack names, with their addresses from the settings, which nobody publishes."""

from collections.abc import Iterable, Iterator

from bot.domain.area import Area
from bot.domain.mailbox import Mailbox
from bot.domain.paging import Recipient, Role
from bot.settings import Settings

Roster = tuple[Recipient, ...]
"""Everyone who can be told, in the order in which they are."""


def roster(area: Area, settings: Settings) -> Roster:
    """The lead, the deputy, the manager and the on-call list, as far as the pack or the settings name them."""
    named = (
        (Role.LEAD, area.safeguarding_lead),
        (Role.DEPUTY, area.safeguarding_deputy),
        (Role.MANAGER, area.safeguarding_manager),
    )
    given = ((role, name, settings.mailboxes(role.value)) for role, name in named)
    one_each = (_one(role, name, boxes) for role, name, boxes in given if name or boxes)
    return (*one_each, *_on_call(settings.mailboxes("on_call")))


def _one(role: Role, name: str, boxes: Iterable[Mailbox]) -> Recipient:
    box = next(iter(boxes), Mailbox("", ""))
    return Recipient(role.value, role, tuple(one for one in (name, box.name) if one), box.address)


def _on_call(boxes: Iterable[Mailbox]) -> Iterator[Recipient]:
    for number, box in enumerate(boxes, start=1):
        yield Recipient(f"{Role.ON_CALL}-{number}", Role.ON_CALL, (box.name,) if box.name else (), box.address)
