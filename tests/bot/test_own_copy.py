"""A copy of all that is kept of somebody is whole, in both forms, and says nothing of a case."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from bot import own_copy
from bot.channel import Document, load
from bot.conversation.effects import AgreeToQuote, KeepStory, Support
from bot.conversation.events import Commanded, Pressed, Reserved
from bot.domain.broadcast import Broadcast, Purpose
from bot.domain.cleared import Cleared
from bot.domain.story import Story, Use
from bot.domain.suggestion import Stage
from bot.storage import broadcasts, cleared, own_copies, people, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from handlers.web.lines import Line, Side
from handlers.web.shown import Show
from tests.chat import wording
from tests.factories_app import PULL, PUSH, Whole
from tests.factories_storage import carried_out, done

PLANTED = ("a bench by the pond", "can Sam ring my neighbour", "because the ground is dry")
CHANGED = "lamps were put up"
UNHAPPY, SORRY = "nobody came to the meeting", "sorry, we had the wrong hall"
NOT_IN_IT = {
    # What stands for the person or the update, by which the house finds its rows: keys, hashes, places in a queue.
    "participant": {"organisation", "hash", "account", "wrapped_key", "address", "return_words_hash"},
    "contribution": {
        *("organisation", "participant", "account", "external_id", "lane", "place_of_speaker"),
        # `owner` is which of us has it.
        *("written_by", "said_it", "present", "joined_to", "owner"),
    },
    "progress": {"organisation", "contribution", "who"},
    "follow_up": {"organisation", "contribution", "answered_at"},
    "quote_consent": {"organisation", "contribution", "step"},
    "talk_request": {"organisation", "id", "participant"},
    "chat_line": {"organisation", "id", "account", "participant", "hidden", "apart"},
    "attachment": {
        *("organisation", "id", "account", "participant", "case_id", "sealed_file", "sealed", "attempts", "due_at"),
    },
    # `..._by` is which of us had it.
    "introduction": {"organisation", "id", "participant", "contribution", "outcome_by"},
    "report_help": {
        *("organisation", "id", "participant", "contribution", "neighbourhood", "asked_at"),
        *("outcome", "outcome_at", "outcome_by"),
    },
    "complaint": {
        *("organisation", "id", "participant", "acknowledged_by", "answered_by"),
        *("let_through_at", "let_through_by"),
    },
    # `told_stage` is how far it had come when they last heard of it.
    "holiday_support": {"organisation", "participant", "suggestion", "told_stage"},
    "brought": {"organisation", "participant", "broadcast"},
    # How far a story has come on its way out, and by which of us.
    "story": {
        *("organisation", "id", "participant", "written_by", "shown_at", "checked_at", "checked_how", "wrong_at"),
        *("cleared_at", "cleared_by"),
    },
    "story_consent": {"organisation", "story", "participant"},
    # Held apart for 30 days, since it names other people (product.md 8).
    "held_words": {column.name for column in tables.held_words.columns},
    # Whole tables: where a talk has come to, what is on its way to them, what only a one-time link opens.
    "journal": {column.name for column in tables.journal.columns},
    "outbox": {column.name for column in tables.outbox.columns},
    "handover": {column.name for column in tables.handover.columns},
}
SHOWN_AS = {
    "participant": {
        "band": "age_band",
        "noticed_at": "notice_at",
        "seen_on": "seen_in_week_of",
    },
    "contribution": {"sealed": "words"},
    "progress": {"sealed": "why", "told_at": "told"},
    "follow_up": {"asked_at": "at"},
    "talk_request": {"sealed": "words"},
    "chat_line": {"sealed": "text"},
    "complaint": {"sealed": "words", "sealed_answer": "answer"},
    "introduction": {"agreed_at": "at"},
    "story": {"sealed": "words"},
    "story_consent": {"agreed_at": "at"},
}
WHERE: dict[str, Any] = {
    "participant": lambda copy: copy["profile"],
    "contribution": lambda copy: copy["told"][0],
    "progress": lambda copy: copy["told"][0]["became"][0],
    "follow_up": lambda copy: copy["told"][0]["asked"][0],
    "quote_consent": lambda copy: copy["told"][0]["agreed"][0],
    "introduction": lambda copy: copy["told"][0]["introduced"][0],
    "complaint": lambda copy: copy["complaints"][0],
    "brought": lambda copy: copy["brought"][0],
    "story": lambda copy: copy["stories"][0],
    "story_consent": lambda copy: copy["stories"][0]["agreed"][0],
    "attachment": lambda copy: copy["attachments"][0],
    "talk_request": lambda copy: copy["talk_requests"][0],
    "chat_line": lambda copy: copy["chat"][0],
}


async def told_everything(town: Whole, who: str = "ann", on: str = PULL) -> people.Person:
    """Somebody of whom all is kept that can be."""
    await town.meets(who, on=on)
    await town.says(who, PLANTED[0], on=on)
    await town.taps(who, "right", on=on)
    await town.taps(who, "keep_posted", on=on)
    await town.says(who, "person", PLANTED[1], on=on)
    person = await town.person(who, on)
    assert person is not None
    [said] = [one for one in await town.contributions() if one.participant == person.hash]
    await carried_out(town.database, town.keys, done(person, AgreeToQuote(said.id, True, "share.quote")))  # noqa: FBT003
    told = KeepStory(f"y{who}", "quayside", Story("dark", CHANGED, "bright"), (Use.POSTER,))
    await carried_out(town.database, town.keys, done(person, told), done(person, Support("hoops", Stage.COSTED)))
    of = {"organisation": town.keys.organisation, "contribution": said.id, "step": 1}
    why = person.key.seal("why", PLANTED[2])
    became = {"progress": "read", "who": "Sam", "at": town.now, "until": date(2026, 11, 1), "sealed": why}
    asked = {"asked_at": town.now, "answer": "a_bit", "answered_at": town.now}
    async with town.database.write() as conn:
        await conn.execute(insert(tables.progress), of | became)
        await conn.execute(insert(tables.follow_up), of | asked)
        shown = {"account": on, "participant": person.hash, "contribution": said.id, "medium": "voice", "id": f"a{who}"}
        kept = {"state": "kept", "shown_at": town.now, "due_at": town.now, "organisation": town.keys.organisation}
        await conn.execute(insert(tables.attachment), shown | kept)
        of_theirs = {"organisation": town.keys.organisation, "participant": person.hash, "neighbourhood": "quayside"}
        about = {"organisation": town.keys.organisation, "participant": person.hash, "contribution": said.id}
        agreed = {"id": f"i{who}", "agency": "council", "agreed_at": town.now}
        await conn.execute(insert(tables.introduction), about | agreed)
        helped = {"id": f"h{who}", "neighbourhood": "quayside", "asked_at": town.now}
        await conn.execute(insert(tables.report_help), about | helped)
        message = Broadcast(f"b{who}", Purpose.FRIDAY, ("quayside",), {"en": "News."}, "sam", town.now, town.now)
        await broadcasts.put(conn, town.keys, message)
        seen = {"organisation": town.keys.organisation, "broadcast": message.id, "participant": person.hash}
        await conn.execute(insert(tables.brought), seen | {"at": town.now})
        unhappy = {"id": f"x{who}", "sealed": person.key.seal("complaint", UNHAPPY), "made_at": town.now}
        answered = {"answered_at": town.now, "sealed_answer": person.key.seal("answer", SORRY)}
        await conn.execute(insert(tables.complaint), of_theirs | unhappy | answered | {"answer_by": date(2026, 12, 1)})
    return person


async def copied(town: Whole, person: people.Person) -> tuple[Document, Document]:
    async with town.database.read() as conn:
        copy = await own_copies.gather(conn, town.keys, person, town.now)
    return own_copy.files(copy, town.area, wording(), "en")


@pytest.fixture
def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


async def test_every_column_that_is_kept_of_a_person_is_in_the_copy_or_is_said_not_to_be(town: Whole) -> None:
    _, for_computers = await copied(town, await told_everything(town))
    copy = json.loads(for_computers.body)
    kept = {*tables.OF_PERSON, "progress", "follow_up", "quote_consent"}
    assert kept == set(NOT_IN_IT)
    assert copy["supports"] == ["hoops"]
    assert copy["told"][0]["wished_help_to_report"]
    for name in sorted(set(WHERE)):
        due = {column.name for column in tables.metadata.tables[name].columns} - NOT_IN_IT[name]
        shown = {SHOWN_AS.get(name, {}).get(one, one) for one in due}
        missing = shown - set(WHERE[name](copy))
        assert missing == set(), name


async def test_all_their_words_are_in_both_forms_and_nobody_elses(town: Whole) -> None:
    person = await told_everything(town)
    await told_everything(town, "ben", on=PUSH)
    await town.says("ben", "only ben says so")
    for file in await copied(town, person):
        text = file.body.decode()
        for words in (
            *PLANTED,
            UNHAPPY,
            SORRY,
            CHANGED,
            "18+" if file.name.endswith("txt") else "adult",
            "2026-11-01",
            "keep_posted",
        ):
            if (words, file.name[-3:]) not in {("2026-11-01", "txt"), ("keep_posted", "txt")}:
                assert words in text, (words, file.name)
        assert "only ben says so" not in text


async def test_the_lines_of_their_chat_are_those_they_see(town: Whole) -> None:
    person = await told_everything(town)
    to_read, for_computers = await copied(town, person)
    rows = await town.rows(tables.chat_line)
    said = [(one, load(person.key.open("line", one.sealed))) for one in rows]
    lines = [Line(row.id, Side(row.side), one.text, one.buttons, one.copy, row.at) for row, one in said]
    seen = [(one.side, "".join(piece.text for piece in one.pieces)) for one in Show.of(town.area).lines(lines)]
    chat = json.loads(for_computers.body)["chat"]
    [words] = {one.copy for one in lines if one.copy.count(" ") == 2}
    assert words not in to_read.body.decode() + for_computers.body.decode(), "whoever finds the file does not come in"
    theirs = [(side, text.replace(words, "...")) for side, text in seen if text]
    assert [(one["side"], one["text"]) for one in chat] == theirs
    assert ("them", "18+") in seen, "what they tapped, too"
    assert "You: 18+\n" in to_read.body.decode()


async def test_a_copy_to_read_has_no_heading_with_nothing_below_it(town: Whole) -> None:
    await town.meets("ann", on=PULL)
    person = await town.person("ann", PULL)
    assert person is not None
    text = (await copied(town, person))[0].body.decode()
    assert "YOUR CHAT" in text
    for heading in ("WHAT YOU TOLD US", "WHEN YOU ASKED FOR A PERSON", "WHAT YOU WERE NOT HAPPY WITH", "STORIES"):
        assert heading not in text


async def test_a_case_and_what_was_hidden_are_no_part_of_it(town: Whole) -> None:
    await town.meets("ann", on=PULL)
    await town.says("ann", "the secret den", on=PULL)
    await town.takes(town.update("ann", _hide(), on=PULL))
    await town.says("ann", "a new bench", "he hits me every night", "he hits me again", on=PULL)
    person = await town.person("ann", PULL)
    assert person is not None
    for file in await copied(town, person):
        text = file.body.decode()
        assert "a new bench" in text
        for gone in ("he hits me", "I'm really glad you told me", "safeguarding", "case", "999."):
            assert gone not in text.replace("Need help now? Call 999.", ""), gone
        if file.name.endswith("json"):
            assert [one["words"] for one in json.loads(text)["told"]] == ["a new bench", "the secret den"]
            assert not [one for one in json.loads(text)["chat"] if "secret den" in one["text"]]


async def test_on_a_channel_that_pushes_both_files_are_sent_once(town: Whole) -> None:
    await told_everything(town, on=PUSH)
    async with town.sending() as postbox:
        await town.sent_all()
        await town.says("ann", "my_words")
        await town.sent_all()
        await town.takes(town.update("ann", _pressed(postbox.sent[-1][1], "copy")))
        await town.sent_all()
        files = [message.file for _, message in postbox.sent if message.file]
    assert [one.name for one in files] == ["my-words-2026-10-07.txt", "my-words-2026-10-07.json"]
    assert PLANTED[0] in files[0].body.decode()


async def test_whoever_deletes_everything_in_the_same_breath_is_sent_nothing(town: Whole) -> None:
    """Nothing is made of what is not there any more."""
    await told_everything(town, on=PUSH)
    await town.says("ann", "my_words")
    copy = town.update("ann", _pressed((await town.answers("ann"))[-1], "copy"))
    await town.takes(copy, town.words("ann", "delete"))
    await town.taps("ann", "delete")
    assert await town.contributions() == []


async def test_what_everybody_may_read_of_it_is_in_it(database: Database, keys: Keys) -> None:
    town = Whole(database, keys)
    await town.meets("ann")
    await town.says("ann", PLANTED[0])
    [told] = await town.contributions()
    line = Cleared("seats by the water", "Two are on order.", "sam", town.now)
    async with database.write() as conn:
        await cleared.keep(conn, keys, told.id, line)
    async with database.read() as conn:
        someone = await people.look(conn, keys, town.hash("ann"))
        assert someone
        copy = await own_copies.gather(conn, keys, someone, town.now)
    text, as_data = (one.body.decode() for one in own_copy.files(copy, town.area, wording(), "en"))
    assert "for everyone to read: seats by the water\nTwo are on order." in text
    assert json.loads(as_data)["let_out"][0]["asked"] == "seats by the water"


def _hide() -> Any:
    return Commanded(Reserved.HIDE)


def _pressed(message: Any, choice: str) -> Any:
    return Pressed(next(one.token for one in message.buttons if one.token.endswith(f".{choice}")))
