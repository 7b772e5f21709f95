"""Long lists of buttons: asked for again, one short line stands for them where they still stand above."""

from bot.conversation.script import AskChoice, Surface

LONG = frozenset({"share.where", "share.change_theme"})
"""The questions whose buttons are all the places, or all the themes."""
FEW = 6
"""So many buttons are as soon read as a line."""


def stand_above(choice: AskChoice | None, surface: Surface) -> bool:
    """Whether the buttons of a question that was shown before need not be shown again."""
    long = choice is not None and choice.key in LONG and len(choice.options) > FEW
    return long and surface.buttons_stay
