"""Someone is named, or can be recognised, in what is wrong: not said back, no news promised, a person looks (8)."""

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, Typed, say
from bot.dialogues.helplines import emergency, number
from bot.dialogues.person import to_a_person
from bot.domain.reading import PrivateSpan

CRIME = "crime_safety"


def about_someone(talk: Talk, kept: Kept, private: tuple[PrivateSpan, ...], *, again: bool) -> Script[str]:
    """Hold it for a person to look at, say where to turn, and ask what would make things better.

    `again` says that they have just heard it all. Returns what they said would make things better ("" for nothing).
    """
    yield from keep.aside(kept)
    key = _key(again=again, named=bool(private))
    answer = yield from ask.choice_or_words(
        key,
        ("person", "leave"),
        yes="person",
        no="leave",
        emergency=emergency(talk.area),
        police=next((one.phone for one in talk.area.responsible(CRIME) if one.phone), ""),
        crimestoppers=number(talk.area, "crimestoppers"),
        childline=number(talk.area, "childline"),
    )
    if isinstance(answer, Typed):
        return answer.text
    if answer == "person":
        yield from to_a_person(talk)
    else:
        yield from say("about_someone.left")
    return ""


def _key(*, again: bool, named: bool) -> str:
    if again:
        return "about_someone.again"
    return "about_someone.named" if named else "about_someone.told"
