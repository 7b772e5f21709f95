"""After the card: who would like to help or, for an issue, that this is not a report (product.md 3 and 7)."""

from msgspec import Struct

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, Typed, draw_now, reader_of, say
from bot.conversation.understand import band_now, offered, offers_help, role_in, tenure_in
from bot.dialogues.about_it import About
from bot.dialogues.helplines import emergency, number
from bot.dialogues.together import joined
from bot.domain.area import Agency, Neighbourhood
from bot.domain.contribution import ASKED_FIRST, SMALL_ROLES, HelpRole, Kind
from bot.domain.participant import AgeBand
from bot.reading.normalise import words as words_of

HOUSING = "housing"
CRIME = "crime_safety"
CHILDREN = (AgeBand.UNDER_13, AgeBand.FROM_13)
"""They are not asked who their home is rented from, nor given an office to ring."""
TENURES = ("council", "housing_association", "private", "unsure")


class Next(Struct, frozen=True):
    """What it is known by now, what was said so much later that it is new, and whether a grown-up would help."""

    kept: Kept
    later: str = ""
    helps: bool = False


def next_steps(talk: Talk, kept: Kept, about: About, words: str) -> Script[Next]:
    """Ask who would like to help with an idea or interest; be honest about an issue; good news needs nothing.

    `words` are what was said: who they rent from is not asked where they say it.
    """
    if about.misread or about.their_own:
        return Next(kept)
    if about.kind.invites_help:
        return (yield from _help_make_it_happen(talk, kept, about))
    if about.kind is Kind.ISSUE:
        return (yield from _not_a_report(talk, kept, about, words))
    return Next(kept)


def _help_make_it_happen(talk: Talk, kept: Kept, about: About) -> Script[Next]:
    asked_at = yield from draw_now()
    answer = yield from ask.choice_or_words(
        "share.help", ASKED_FIRST, once=True, yes="a_bit", no="no_thanks", mobiliser=reader_of(about.place)
    )
    if answer == ask.SKIPPED:
        return Next(kept)
    if isinstance(answer, Typed):
        if not (yield from offers_help(answer.text)):
            now = yield from joined(talk, kept, answer.text, asked_at)
            return Next(now) if now else Next(kept, later=answer.text)
        kept, answer = (yield from keep.more(talk, kept, answer.text)), (yield from role_in(answer.text))
    return (yield from _offered(kept, about, answer))


def _offered(kept: Kept, about: About, answer: str) -> Script[Next]:
    """Put down what they would do; under 18 no part is named, and a grown-up comes along."""
    young = (yield from band_now()).protected
    named = answer in SMALL_ROLES and not young
    role = HelpRole(answer) if named or answer in ASKED_FIRST else HelpRole.A_BIT
    yield from keep.offer(kept, role)
    if role.helps and young:
        yield from _with_a_grown_up(about.place)
    return Next(kept, helps=role.helps and not young and not named)


def _with_a_grown_up(place: Neighbourhood) -> Script[None]:
    """Whom they and a grown-up tell that they would help: where no worker is, the grown-up alone."""
    if place.served:
        yield from say("share.help_with_a_grown_up", mobiliser=reader_of(place))
    else:
        yield from say("share.help_with_a_grown_up_unserved")


def _not_a_report(talk: Talk, kept: Kept, about: About, words: str) -> Script[Next]:
    if about.theme == HOUSING and talk.participant.band not in CHILDREN:
        return (yield from _not_told_to_the_landlord(talk, kept, about, words))
    body = _responsible(talk, about.theme)
    if about.theme == CRIME:
        yield from _tell(talk, "share.not_a_police_report", body, about, words)
    elif body is None or talk.participant.band in CHILDREN:
        yield from _tell(talk, "share.not_a_report", None, about, words)
    else:
        yield from _tell(talk, "share.not_a_report_tell", body, about, words)
    return Next(kept)


def _not_told_to_the_landlord(talk: Talk, kept: Kept, about: About, words: str) -> Script[Next]:
    tenure = yield from tenure_in(words)
    if not tenure:
        asked_at = yield from draw_now()
        # Used once and never stored: it is the last question, so its answer leaves with this turn (product.md 7).
        answer = yield from ask.choice_or_words("share.rent_from", TENURES)
        tenure = answer if isinstance(answer, str) else (yield from tenure_in(answer.text))
        now = (yield from joined(talk, kept, answer.text, asked_at)) if isinstance(answer, Typed) else kept
        if isinstance(answer, Typed) and now is None:
            return Next(kept, later=answer.text)
        kept = now or kept
    landlord = _responsible(talk, HOUSING, tenure or "unsure")
    yield from _tell(talk, "share.not_a_report_landlord", landlord, about, words)
    return Next(kept)


def _tell(talk: Talk, key: str, body: Agency | None, about: About, words: str) -> Script[None]:
    """Say whom to tell; a worker's help is offered only where there is a worker."""
    yield from say(
        key,
        agency=body.name if body else "",
        phone=body.phone if body else "",
        link=body.link if body else "",
        duty=_duty(body, words) if body else "",
        emergency=emergency(talk.area),
        crimestoppers=number(talk.area, "crimestoppers"),
        mobiliser=reader_of(about.place) if about.place.served else "",
    )
    if about.place.served:
        yield from offered("report")


def _duty(body: Agency, words: str) -> str:
    """What the law says of what they speak of; "" where it says nothing, or the pack does not."""
    said = f" {' '.join(words_of(words))} "
    meant = (one.says for one in body.duties if any(f" {' '.join(words_of(word))} " in said for word in one.words))
    return next(meant, body.duty)


def _responsible(talk: Talk, theme: str, tenure: str = "") -> Agency | None:
    """The one body to tell: where a tenure was given, the first that answers for it."""
    bodies = talk.area.responsible(theme)
    return next((one for one in bodies if not tenure or not one.tenures or tenure in one.tenures), None)
