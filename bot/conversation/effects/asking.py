"""What people agree to be sent unasked, and that it was brought to them."""

from msgspec import Struct

from bot.domain.broadcast import Purpose


class AgreeToMessages(Struct, frozen=True):
    """From now on they may be sent these unasked and nothing else of the kind; () for nothing."""

    purposes: tuple[Purpose, ...]


class EndMessages(Struct, frozen=True):
    """They are sent no more of this."""

    purpose: Purpose


class BeWrittenTo(Struct, frozen=True):
    """Whether workers are asked to write to them here and not to ring; the last tap counts (product.md 19)."""

    only: bool


class MarkBrought(Struct, frozen=True):
    """A message to many has been brought to them."""

    broadcast: str
