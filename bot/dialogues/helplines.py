"""Who to call: numbers come from the area pack, where they are dated and checked, never from wording or code."""

from bot.conversation.replies import Phrase, Urgency, Value
from bot.conversation.script import Say, Script, Talk
from bot.domain.area import Area

FOR_CHILDREN = ("childline", "shout")
FOR_ADULTS = ("nhs-111", "samaritans", "domestic-abuse")
"""Those that the wording knows by their pack ids (product.md, "When someone may be in danger")."""


def emergency(area: Area) -> str:
    """The number to call when someone is hurt or might be soon; "" where the pack has none."""
    return number(area, "emergency")


def number(area: Area, contact: str) -> str:
    """The number of the crisis contact of this id; "" where the pack has none."""
    return next((one.number for one in area.crisis_contacts if one.id == contact), "")


def in_danger(area: Area, *, protected: bool, at_home: bool = False) -> Value:
    """Whom to call beside the emergency number, in the wording for children or adults.

    `at_home`: they speak of a partner, so that the domestic abuse line comes first. A pack that has none of those that
    the wording knows has its own named instead.
    """
    known = FOR_CHILDREN if protected else FOR_ADULTS
    numbers = {one.replace("-", "_"): number(area, one) for one in known}
    if any(numbers.values()):
        adults = "danger.helplines_for_adults_at_home" if at_home else "danger.helplines_for_adults"
        return Phrase("danger.helplines_for_children" if protected else adults, numbers)
    return _own(area, "child" if protected else "adult")


def say_numbers(talk: Talk) -> Script[None]:
    """Say once more whom to call beside the emergency number."""
    helplines = in_danger(talk.area, protected=talk.participant.protected)
    if isinstance(helplines, Phrase):
        yield Say(helplines.key, helplines.values, Urgency.DANGER)


def _own(area: Area, audience: str) -> tuple[str, ...]:
    """The pack's own numbers beside the emergency number, each with its name."""
    fit = [one for one in area.crisis_contacts if one.audience in {"all", audience}]
    return tuple(f"{one.name} {one.number}" for one in fit if one.id != "emergency")
