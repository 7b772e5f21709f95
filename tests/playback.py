"""Plays transcripts: what is theirs is done again in a new chat, what is ours is written down as it came out.

A transcript has a title, a few lines on the setting, and then what happened, a line each:

    them open: Quayside            they come by that place's poster ("the chat": by no door)
    them: words                    they write
    them tap: [label]              (also: them tap again, them tap an old button: [label], them tap a forged one: token)
    them send: photo, caption      (also voice, sticker, location, contact, other)
    them edit: words               their last message
    them leave
    time passes: 1 day
    the clock comes by             the job looks whether they are to be told or asked something
    a worker answers: LK-7Q4MX, planned, until 2026-07-01, why
    a suggestion moves on: hoops, on
    a question is brought          the one of the setting, as to whoever agreed to be asked
    the worker joins: Sam, Ada     (the second one, if any, after the comma)
    the worker writes: words
    the worker leaves
    bot: words                     with [buttons] on a line of their own
    kept: ... and the like         what was done beside
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bot import pack
from bot.conversation import effects
from bot.conversation.effects import Effect
from bot.conversation.events import Pressed, Prompted, Reserved, WorkerJoined, WorkerLeft, WorkerWrote
from bot.conversation.script import Surface
from bot.domain.activity import Activity
from bot.domain.area import Area, CrisisContact, Language
from bot.domain.broadcast import Broadcast, Purpose
from bot.domain.contribution import Progress
from bot.domain.participant import AgeBand, Participant
from bot.domain.suggestion import Stage, Suggestion
from bot.domain.told import Became
from bot.prepared import prepared, spoken
from bot.reading.readers import Readers
from tests.chat import TELEGRAM, TUESDAY, WEB, Chat
from tests.factories_pack import CHECKED, make_agency, make_area
from tests.read_once import read_once

FOLDER = Path(__file__).parent / "transcripts"
SURFACES = {"web": WEB, "telegram": TELEGRAM, "terminal": Surface(numbered=True)}
CONTACTS = (
    ("emergency", "Emergency services", "999", "all"),
    ("childline", "Childline", "0800 1111", "child"),
    ("shout", "Shout", "85258", "all"),
    ("nhs-111", "NHS 111, mental health option", "111", "adult"),
    ("samaritans", "Samaritans", "116 123", "adult"),
    ("domestic-abuse", "National Domestic Abuse Helpline", "0808 2000 247", "adult"),
    ("crimestoppers", "Crimestoppers", "0800 555 111", "adult"),
)
ACTIVITIES = (
    Activity(
        "play",
        "Stay and play",
        "the hall",
        "the children's centre",
        weekdays=(3,),
        first=CHECKED,
        last=date(2026, 7, 15),
        time="10 to 11.30",
        cost="free",
        neighbourhood="quayside",
    ),
    Activity("fair", "Summer fair", "the green", "the residents' group", days=(date(2026, 6, 20),)),
    Activity("over", "Spring walk", "the lake", "the walking group", days=(date(2026, 5, 2),)),
    Activity("talk", "Money advice", "the library", "the team", days=(date(2026, 6, 9),), audience="adult"),
    Activity("mill", "Mill Row coffee", "the mill", "Ash", days=(date(2026, 6, 9),), neighbourhood="mill-row"),
)
THEIRS = ("them", "time passes", "the worker", "the clock comes by", "a worker answers", "a suggestion", "a question")
SILENT = ("time", "a worker answers", "a suggestion")
SUGGESTIONS = (
    Suggestion("hoops", "A basketball day", "Summer holidays", "Sam", Stage.COSTED, cost="free", planned_by_young=True),
    Suggestion("paint", "Paint the underpass", "Summer holidays", "Ash", neighbourhood="mill-row"),
    Suggestion("trip", "A trip to the sea", "Summer holidays", "the team", Stage.ON, "2 pounds", "the youth group"),
)
SETTING = ("town", "channel", "person", "languages", "question", "reported")


def play(script: str) -> str:
    """The transcript that comes of doing again what is theirs in `script`."""
    head, _, rest = script.partition("\n\n")
    setting = dict(line.split(": ", 1) for line in head.splitlines() if line.startswith(SETTING))
    chat = chat_of(setting)
    lines = [head, ""]
    for line in rest.splitlines():
        if line.startswith(THEIRS):
            act(chat, line)
            lines += [line, *([] if line.startswith(SILENT) else came_of(chat))]
        elif not line or line.startswith("#"):
            lines += [line] if lines[-1] or line else []
    return "\n".join(lines).strip() + "\n"


def chat_of(setting: dict[str, str]) -> Chat:
    """A chat set as the transcript says: in the made-up town, or in a real one with the real readers."""
    on = tuple(setting.get("languages", "English").split(", "))
    real = "town" in setting
    area = real_town(on) if real else made_up_town(on)
    return Chat(
        area=area,
        readers=real_readers(on) if real else None,
        surface=SURFACES[setting.get("channel", "terminal")],
        participant=person(setting.get("person", "new")),
        questions=asked(setting["question"], area) if "question" in setting else (),
        # "quayside idea play_things_to_do 20": the last report says that of this place about 20 told of it.
        heard_before=dict([setting["reported"].rsplit(" ", 1)]) if "reported" in setting else {},
    )


def asked(words: str, area: Area) -> tuple[Broadcast, ...]:
    """A question of the month for the Quayside, about play, asked for a fortnight from Tuesday on: `title: words`."""
    title, _, question = words.partition(": ")
    since = TUESDAY.replace(tzinfo=area.zone)
    places, theme, until = ("quayside",), "play_things_to_do", since + timedelta(days=14)
    return (Broadcast("q1", Purpose.ASKED, places, {"en": question}, "sam", since, until, {"en": title}, theme),)


@cache
def real_town(on: tuple[str, ...]) -> Area:
    """Milton Keynes with these languages on."""
    area = pack.load(FOLDER.parents[1] / "areas" / "milton-keynes")
    return replace(area, languages=tuple(replace(one, on=one.name in on) for one in area.languages))


@cache
def real_readers(on: tuple[str, ...]) -> Readers:
    """What reads there."""
    return read_once(prepared(spoken(real_town(on)), FOLDER.parents[1] / "locales").readers)


def made_up_town(on: tuple[str, ...]) -> Area:
    """Little Harbour, with all crisis contacts."""
    languages = (("en", "English"), ("pl", "Polski"), ("ar", "العربية"))
    return make_area(
        activities=ACTIVITIES,
        suggestions=SUGGESTIONS,
        crisis_contacts=tuple(CrisisContact(*one[:3], "", one[3], CHECKED) for one in CONTACTS),
        languages=tuple(Language(code, name, on=name in on) for code, name in languages),
        agencies=(
            make_agency(),
            make_agency(
                id="private-renting", name="The council, on private renting", themes=("housing",), tenures=("private",)
            ),
            make_agency(
                id="police",
                name="The police",
                themes=("crime_safety",),
                phone="101",
                link="",
                duty="",
                tenures=(),
                route="Come to the open hour at the library.",
                meetings=(date(2026, 5, 7), date(2026, 7, 2)),
            ),
        ),
    )


def person(words: str) -> Participant:
    """Someone new; or such as "adult of quayside", who has told us something before."""
    if words == "new":
        return Participant()
    band, _, place = words.partition(" of ")
    return Participant(band=AgeBand(band), neighbourhood=place or None, noticed=True, returning=True)


def act(chat: Chat, line: str) -> None:
    """Do what one line says they did."""
    what, _, words = line.partition(": ")
    unbracketed = words.strip("[]")
    doing: dict[str, Callable[[], object]] = {
        "them": lambda: says(chat, words),
        "them open": lambda: chat.opens(
            next((one.door for one in chat.area.neighbourhoods if one.name == words), None)
        ),
        "them tap": lambda: chat.presses(unbracketed),
        "them tap again": lambda: chat.takes(Pressed(chat.tapped)),
        "them tap an old button": lambda: chat.presses_old(unbracketed),
        "them tap a forged one": lambda: chat.forges(words),
        "them send": lambda: chat.shows(*words.split(", ", 1)),
        "them edit": lambda: chat.edits(words),
        "them leave": chat.leaves,
        "the clock comes by": lambda: chat.takes(Prompted(unasked=chat.surface.name == "telegram")),
        "a question is brought": lambda: chat.takes(
            Prompted(unasked=chat.surface.name == "telegram", message=chat.questions[0])
        ),
        "a worker answers": lambda: answers(chat, words),
        "a suggestion moves on": lambda: moves_on(chat, *words.split(", ")),
        "the worker joins": lambda: chat.takes(WorkerJoined("talk-1", *words.split(", "))),
        "the worker writes": lambda: chat.takes(WorkerWrote("talk-1", words)),
        "the worker leaves": lambda: chat.takes(WorkerLeft("talk-1")),
        "time passes": lambda: chat.waits(**{words.split()[1].rstrip("s") + "s": int(words.split()[0])}),
    }
    doing[what]()


def says(chat: Chat, words: str) -> None:
    if words.startswith("/"):
        chat.commands(Reserved(words[1:]).value)
    else:
        chat.says(words)


def came_of(chat: Chat) -> Iterable[str]:
    """What was done and said in the last turn, a line each."""
    yield from (line for one in chat.effects if (line := done(chat, one)))
    for reply, text in zip(chat.replies, chat.said, strict=True):
        first, *more = text.split("\n")
        yield f"bot: {first}"
        yield from (f"     {one}" for one in more)
        if reply.choices:
            yield "     " + " ".join(f"[{chat.label(one)}]" for one in reply.choices)


def done(chat: Chat, effect: Effect) -> str:
    """An effect in plain words."""
    return TOLD[type(effect)](chat, effect)


def kept(chat: Chat, effect: effects.KeepContribution) -> str:
    theme = effect.reading.themes[0].theme if effect.reading.themes else "other"
    place = chat.area.neighbourhood(effect.neighbourhood)
    named = place.name if place else "nowhere"
    prompted = f", prompted by {effect.prompted_by}" if effect.prompted_by else ""
    return f"kept: {effect.reading.kind}, {theme}, {named}, {effect.standing}{prompted}: {one_line(effect.words)}"


def noted(_chat: Chat, effect: effects.AmendContribution) -> str:
    given = (effect.kind, *(effect.themes or ()), effect.neighbourhood, effect.place_about)
    return f"noted: {', '.join(str(one) for one in given if one)}"


def story_kept(_chat: Chat, effect: effects.KeepStory) -> str:
    told = f"{effect.story.before} / {effect.story.happened} / {effect.story.now}"
    return f"story kept, for {', '.join(effect.uses)}: {one_line(told)}"


def remembered(_chat: Chat, effect: effects.Remember) -> str:
    notice = "has seen the notice" if effect.noticed else None
    return (
        f"remembered: {', '.join(one for one in (effect.band, effect.language, effect.neighbourhood, notice) if one)}"
    )


def reference_of(chat: Chat, effect: Any) -> str:
    return chat.ledger.contributions[effect.contribution].kept.reference


def answers(chat: Chat, words: str) -> None:
    """A worker answers: `LK-7Q4MX, planned, until 2026-07-01, because ...`, the last two if wished."""
    which, became, *more = words.split(", ", 2)
    until = re.match(r"until (\d{4}-\d\d-\d\d)(?:, )?", more[0]) if more else None
    why = more[0][until.end() if until else 0 :] if more else ""
    row = next(one for one in chat.ledger.contributions.values() if one.kept.reference == which)
    day = date.fromisoformat(until.group(1)) if until else None
    row.became.append(Became(len(row.became) + 1, Progress(became), chat.draws.now, day, why))


def moves_on(chat: Chat, which: str, stage: str) -> None:
    """The pack says that a suggestion has come further."""
    suggestions = tuple(replace(one, stage=Stage(stage)) if one.id == which else one for one in chat.area.suggestions)
    chat.area = replace(chat.area, suggestions=suggestions)


def one_line(words: str) -> str:
    return words.replace("\n", " / ")


TOLD: dict[type, Callable[[Chat, Any], str]] = {
    effects.KeepContribution: kept,
    effects.AmendContribution: noted,
    effects.Remember: remembered,
    effects.AddWords: lambda _, one: f"joined to it: {one_line(one.words)}",
    effects.CorrectWords: lambda _, one: f"corrected: message {one.message} is now: {one_line(one.words)}",
    effects.JoinTo: lambda chat, one: (
        f"stands with {chat.ledger.contributions[one.to].kept.reference}: "
        f"{chat.ledger.contributions[one.contribution].kept.reference}"
    ),
    effects.SetAside: lambda *_: "set aside for a person to look at",
    effects.HoldOriginal: lambda _, one: f"held apart for 30 days: {one_line(one.words)}",
    effects.LeaveOut: lambda *_: "names are left out of what the chat shows",
    effects.ShowNoMore: lambda *_: "what was taken back is wiped from what the chat shows",
    effects.KeepOffer: lambda _, one: f"offer: {one.role}",
    effects.ReplaceWords: lambda _, one: f"written anew: {one_line(one.words)}",
    effects.Withdraw: lambda chat, one: f"withdrawn: {chat.ledger.contributions[one.contribution].kept.reference}",
    effects.AgreeToQuote: lambda _, one: f"may be quoted: {'yes' if one.may_quote else 'no'} ({one.basis})",
    effects.MarkTold: lambda chat, one: f"told: {reference_of(chat, one)}, step {one.step}",
    effects.AskFollowUp: lambda chat, one: f"asked about: {reference_of(chat, one)}, step {one.step}",
    effects.KeepFollowUp: lambda chat, one: f"kept with {reference_of(chat, one)}: {one.answer}",
    effects.SpeakUnasked: lambda *_: "sent unasked: nothing more for a week",
    effects.MarkBrought: lambda *_: "brought to them",
    effects.AgreeToMessages: lambda _, one: f"agreed to be sent: {', '.join(one.purposes) or 'nothing'}",
    effects.BeWrittenTo: lambda _, one: f"asks to be written to and not rung: {'yes' if one.only else 'no'}",
    effects.EndMessages: lambda _, one: f"no more of this is sent: {one.purpose}",
    effects.HandOut: lambda *_: "a copy of all that is kept of them is sent",
    effects.KeepReturnWords: lambda _, one: f"return words: {one.words}",
    effects.OpenCase: lambda _, one: f"case opened: {one.level}: {one_line(one.words)}",
    effects.AddToCase: lambda _, one: f"added to the case: {one_line(one.words)}",
    effects.PutWithCase: lambda *_: "the case is put with it",
    effects.AnswerCase: lambda _, one: f"worker may write back: {'yes' if one.may_write_back else 'no'}",
    effects.DoubtCase: lambda _, __: "they say it was not meant so",
    effects.AskForPerson: lambda _, one: f"a person is asked for: {one_line(one.words)}",
    effects.KeepAttachment: lambda _, one: f"a {one.medium} is kept with the {'case' if one.case else 'message'}",
    effects.AskToReport: lambda *_: "help to report it is asked for",
    effects.Introduce: lambda _, one: f"agreed: put in touch with {one.agency}",
    effects.WithdrawIntroduction: lambda _, one: f"taken back: put in touch with {one.agency}",
    effects.Support: lambda _, one: f"supports: {one.suggestion}",
    effects.MarkSupportTold: lambda _, one: f"told: {one.suggestion} is {one.stage}",
    effects.TakeBackSupport: lambda _, one: f"takes back: {one.suggestion}",
    effects.KeepStory: story_kept,
    effects.ShowStory: lambda _, __: "shown what was written down of their story",
    effects.CheckStory: lambda _, one: f"their story is {'right' if one.right else 'not right'}",
    effects.WithdrawStories: lambda _, one: f"no story is used any more: {one.use or 'anywhere'}",
    effects.NoteNeed: lambda _, one: f"a need with no service: {one.theme}, {one.neighbourhood}",
    effects.Complain: lambda _, one: f"complaint, to be answered by {one.answer_by}: {one_line(one.words)}",
    effects.AddToTalk: lambda _, one: f"on record in the talk, {one.side}: {one_line(one.words)}",
    effects.BeginTalk: lambda *_: "the talk begins",
    effects.EndTalk: lambda *_: "the talk is over",
    effects.HandOver: lambda _, one: f"handed over to the web chat: {one_line(one.words)}",
    effects.HideChat: lambda *_: "both sides of the chat are taken away",
    effects.StopMessages: lambda *_: "nothing is sent unasked any more",
    effects.ErasePerson: lambda *_: "everything of theirs is erased, but a case",
}
