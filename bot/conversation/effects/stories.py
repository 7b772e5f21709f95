"""What a conversation may have done about stories of change."""

from msgspec import Struct

from bot.domain.story import Story, Use


class KeepStory(Struct, frozen=True):
    """Keep a story, to be used for what was agreed to; the question of each use is its wording, `story.<use>`."""

    id: str
    neighbourhood: str
    story: Story
    uses: tuple[Use, ...]


class WithdrawStories(Struct, frozen=True):
    """Use no story of theirs for this any more; None: for nothing. One that may be used for nothing is wiped."""

    use: Use | None = None


class ShowStory(Struct, frozen=True):
    """They have been shown what a worker wrote down of their story."""

    id: str


class CheckStory(Struct, frozen=True):
    """They say whether what was written down of their story is right."""

    id: str
    right: bool
