"""Tell whoever must put it right: with the mobiliser's help, or put in touch with one agency (product.md 7 and 9)."""

from bot.conversation import ask
from bot.conversation.effects import AskToReport, Introduce, WithdrawIntroduction
from bot.conversation.replies import Phrase, Value
from bot.conversation.script import Option, Script, Talk, dialogue, do, draw_id, look_up, reader_of, say
from bot.dialogues.became import in_a_line
from bot.dialogues.closed import has_closed, say_closed
from bot.domain.area import Agency
from bot.domain.contribution import Kind, Standing
from bot.domain.told import Summary

MOST = 5
"""So many bodies are offered at once."""
NONE = "none"


@dialogue("report")
def report(talk: Talk) -> Script[None]:
    """About something they said is wrong: have help to report it, be put in touch, or take that back."""
    if has_closed(talk):
        yield from say_closed(talk)
        return
    mine = yield from look_up()
    issues = tuple(one for one in mine if one.kind is Kind.ISSUE and one.standing is Standing.HEARD)
    newest = yield from _which(issues[:MOST])
    if newest is None:
        yield from say("report.nothing_yet" if not issues else "report.left", mobiliser=talk.host)
    elif talk.participant.protected:
        yield from _asked_for_help(newest)
        yield from say("report.with_a_grown_up", mobiliser=_reader(talk, newest))
    else:
        yield from _for_a_grown_up(talk, newest)


def _which(issues: tuple[Summary, ...]) -> Script[Summary | None]:
    """The one it is about: asked for where there are several, the newest first."""
    if len(issues) < 2:  # noqa: PLR2004 - nothing to choose from
        return next(iter(issues), None)
    lines: Value = ""
    for one in reversed(issues):
        lines = Phrase("my_words.items", {"one": (yield from in_a_line(one)), "more": lines})
    named = tuple(Option(one.id, one.reference) for one in issues)
    chosen = yield from ask.choice("report.which", (*named, NONE), items=lines)
    return next((one for one in issues if one.id == chosen), None)


def _for_a_grown_up(talk: Talk, newest: Summary) -> Script[None]:
    bodies = talk.area.responsible(newest.theme)
    options = ("help", *(("introduce",) if bodies else ()), *(("take_back",) if newest.introduced_to else ()), NONE)
    reader = _reader(talk, newest)
    answer = yield from ask.choice("report.how", options, reference=newest.reference, mobiliser=reader)
    if answer == "help":
        yield from _asked_for_help(newest)
        yield from say("report.helps", mobiliser=reader)
    elif answer == "introduce":
        yield from _introduced(talk, newest, bodies)
    elif answer == "take_back":
        for agency in newest.introduced_to:
            yield from do(WithdrawIntroduction(newest.id, agency))
        yield from say("report.taken_back", mobiliser=reader)
    else:
        yield from say("report.left")


def _asked_for_help(newest: Summary) -> Script[None]:
    help_ = yield from draw_id("report_help")
    yield from do(AskToReport(help_, newest.id, newest.neighbourhood))


def _introduced(talk: Talk, newest: Summary, bodies: tuple[Agency, ...]) -> Script[None]:
    """Agreed to body by body, contribution by contribution."""
    named = tuple(Option(one.id, one.name) for one in bodies[:MOST])
    chosen = yield from ask.choice("report.whom", (*named, NONE))
    agency = next((one for one in bodies if one.id == chosen), None)
    if agency is None or not (yield from _agreed(talk, newest, agency)):
        yield from say("report.left")
        return
    introduction = yield from draw_id("introduction")
    yield from do(Introduce(introduction, newest.id, agency.id))
    yield from say("report.introduces", agency=agency.name, mobiliser=_reader(talk, newest))


def _agreed(talk: Talk, newest: Summary, agency: Agency) -> Script[bool]:
    reader = _reader(talk, newest)
    answer = yield from ask.choice(
        "report.agree", ("yes", "no"), agency=agency.name, reference=newest.reference, mobiliser=reader
    )
    return answer == "yes"


def _reader(talk: Talk, newest: Summary) -> Value:
    return reader_of(talk.area.neighbourhood(newest.neighbourhood))
