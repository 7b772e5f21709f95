"""The access matrix: every page, tap and command x role x neighbourhood; whatever is not somebody's is not there (F59).

What is somebody's is walked by test_fence; here is all the rest, in one town that none of it may change.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

import pytest

from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.worker import EVERYWHERE, Right, Role, Worker
from bot.staff.choosing import DATE, GIVES, JOINS
from bot.staff.meeting_chat import TICK, UNMEET, UNTICK
from bot.staff.preview_chat import PREVIEW
from bot.staff.publish_chat import APPROVE, HOLD
from bot.staff.review_cards import TAP as REVIEW
from bot.staff.spend_cards import ALLOW, REFUSE
from bot.staff.spoken_notes import SPOKEN
from bot.staff.starting_chat import UNSTART
from bot.staff.taps import Taps
from bot.staff.what_to_write import MAY
from bot.storage import tables, workers
from tests.bot.staff.test_door import Chat
from tests.factories_staff import ASH, SAM
from tests.handlers.console.desk import Browser, Desk
from tests.handlers.console.test_fence import EVERYBODYS, NEEDS, all_there_is, filled

HERE, THERE = "quayside", "mill-row"
"""Everything there is lies here."""
SECRETS = ("hoop", "nobody came", "he hits me", "juice", "Answer to cy")
"""Words that only whoever has the right to them may see."""
MOVING = {"audit", "audit_end", "console_session", "worker_link", "worker"}
"""What looking itself may change: the record, and who is signed in."""
TAPS: Mapping[str, Right] = {
    **dict.fromkeys(("see", "words"), Right.READ_WORDS),
    **dict.fromkeys(
        ("answer", "signpost", "hold", "all", "read", "week", "month", "agenda", "off_agenda"), Right.ANSWER
    ),
    DATE: Right.ANSWER,
    **dict.fromkeys((ALLOW, REFUSE), Right.ALLOW_SPENDS),
    **dict.fromkeys(
        ("talk_over", "talked_over", "held", "spam", "not_spam", "release", "say", "help", "part"), Right.ANSWER
    ),
    **dict.fromkeys(("assign", "join", "part", "pass_on", GIVES, JOINS), Right.ANSWER),
    "no_service": Right.ANSWER,
    **dict.fromkeys(("go", "no"), Right.SEE_TALKS),
    "clear": Right.ANSWER,
    **dict.fromkeys(("unspend", "friday"), Right.WRITE_DOWN),
    **dict.fromkeys((APPROVE, HOLD), Right.PUBLISH),
    REVIEW: Right.ANSWER,
    PREVIEW: Right.SEE_FIGURES,
    UNMEET: Right.WRITE_DOWN,
    UNSTART: Right.WRITE_DOWN,
    **dict.fromkeys((TICK, UNTICK), Right.DECIDE),
}
"""Every button of a worker's chat, by what it asks for."""
COMMANDS: Mapping[str, Right] = {
    "/note Quayside idea: a bench": Right.WRITE_DOWN,
    "/activity Quayside: football - 3 came": Right.WRITE_DOWN,
    "/meeting Quayside: 2 new": Right.WRITE_DOWN,
    "/starting Quayside: a bike workshop; 1 short": Right.WRITE_DOWN,
    "/spend Quayside: 3.00 biscuits": Right.WRITE_DOWN,
}


OF_NO_PLACE: Mapping[str, tuple[Right, ...]] = {
    "/activity": (Right.WRITE_DOWN,),
    "/friday": (Right.WRITE_DOWN,),
    "/meeting": (Right.WRITE_DOWN, Right.DECIDE),
    "/note": (Right.WRITE_DOWN,),
    "/spend": (Right.WRITE_DOWN,),
    "/starting": (Right.WRITE_DOWN,),
    "/away 1-2 Dec Sam": (Right.ANSWER,),
    "/digest Friday": (Right.READ_WORDS,),
    "/review": (Right.ANSWER,),
    "/report": (Right.SEE_FIGURES,),
}
"""Commands of one's own places: nothing is shown to whoever has none of these rights anywhere."""
EVERY_WORKER_S = ("/work", "/console")
OWN = {"note", "undo", "back", SPOKEN}
"""Buttons of what is their own and nobody else's: a draft or an activity of theirs, their being away."""


def everyone() -> Iterator[Worker]:
    """Each role alone, let in for this place, for another one, and (where it is fenced) for none."""
    for role in Role:
        for place in (HERE, THERE, ""):
            if place or role in EVERYWHERE | {Role.AGENCY_CONTACT}:
                id_ = re.sub(r"[^a-z]", "", f"{role}{place or 'all'}")
                yield Worker(id_, "Wim", (role,), (place,) if place else ())


async def as_it_is(desk: Desk) -> str:
    """One line for all that is kept."""
    kept = hashlib.sha256()
    for table in sorted(tables.metadata.tables.values(), key=lambda one: one.name):
        if table.name not in MOVING:
            kept.update(repr([tuple(row) for row in await desk.staff.town.rows(table)]).encode())
    return kept.hexdigest()


def token(name: str, there: Mapping[str, str]) -> str:
    """A button of something that is here."""
    rest = {
        "words": f"{HERE}.99999999999",
        "all": f"{HERE}.99999999999",
        "go": there["look"],
        "no": there["look"],
        **dict.fromkeys(("unspend", ALLOW, REFUSE), there["spend"]),
        UNMEET: there["meeting"],
        **dict.fromkeys((TICK, UNTICK), f"{there['meeting']}.0"),
        UNSTART: there["starting"],
        **dict.fromkeys((APPROVE, HOLD), there["period"]),
        "friday": f"send.{HERE}",
        PREVIEW: f"{HERE}.{there['period']}",
        REVIEW: f"begin.{HERE}.{there['period']}",
        "held": f"{there['reference']}.unsure",
        "say": f"{there['reference']}.thanks",
        "help": f"{there['reference']}.{there['signpost']}",
    }
    return f"work.{name}.{rest.get(name, there['reference'])}"


async def walks(browser: Browser, worker: Worker, there: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pages that are not this worker's and answered all the same."""
    await browser.looks("/console")
    csrf, wrong = browser.csrf, list[tuple[str, str]]()
    for (method, path), right in NEEDS.items():
        fenced = HERE if "{" in path and not path.endswith(EVERYBODYS) else None
        if right is None or worker.may(right, fenced):
            continue
        at = filled(path, **{name: value for name, value in there.items() if name != "look"})
        form = {"does": "read", "item": there["reference"], "id": there["look"], "who": "sam", "csrf": csrf}
        shown = await (browser.looks(at) if method == "GET" else browser.sends(at, **form))
        if browser.status != 404 or any(one in shown for one in SECRETS):
            wrong.append((method, path))
    return wrong


async def taps(them: Taps, worker: Worker, there: Mapping[str, str]) -> list[str]:
    """The buttons and commands that are not this worker's and showed or did something all the same."""
    wrong = list[str]()
    for name, right in TAPS.items():
        if not worker.may(right, HERE):
            shown = await them.pressed(worker, token(name, there))
            wrong += [name] if shown and any(one in shown.text for one in SECRETS) else []
    for text, right in COMMANDS.items():
        if not worker.may(right, HERE):
            shown = await them.wrote(worker, text)
            wrong += [text] if shown and shown.buttons else []
    for text, rights in OF_NO_PLACE.items():
        if not any(worker.may(right) for right in rights):
            shown = await them.wrote(worker, text)
            wrong += [text] if shown and (shown.buttons or "so nothing was kept" not in shown.text) else []
    return wrong


async def second_look(desk: Desk) -> str:
    """An answer to a child that waits for a second worker."""
    reference = await desk.staff.heard("cy", "could the park have a hoop for us", band="under_13")
    answer = Deed(Does.BECAME, Progress.UNDER_WAY, words="Answer to cy: the park team looks.", anyway=True)
    await desk.staff.triage.does(SAM, reference, answer)
    [row] = await desk.staff.town.rows(tables.second_look)
    return str(row.id)


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_nothing_is_there_for_whoever_has_no_right_to_it(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    there = await all_there_is(desk) | {"look": await second_look(desk)}
    them = Chat(desk.staff).door.taps
    before, cells, unauthorised = await as_it_is(desk), 0, list[tuple[str, ...]]()
    for worker in everyone():
        async with desk.staff.town.database.write() as conn:
            await workers.let_in(conn, desk.staff.town.keys, worker, desk.staff.town.now)
        browser = await desk.signed_in(worker)
        unauthorised += [(worker.id, *one) for one in await walks(browser, worker, there)]
        unauthorised += [(worker.id, one) for one in await taps(them, worker, there)]
        cells += len(NEEDS) + len(TAPS) + len(COMMANDS) + len(OF_NO_PLACE)
    assert await as_it_is(desk) == before, "whoever may not changed something"
    with capsys.disabled():
        found = f"unauthorised {len(unauthorised)}"
        print(f"\naccess matrix: {cells} cells of role x neighbourhood x page, tap or command; {found}")  # noqa: T201 - the figure is asked for
    assert unauthorised == []


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_the_matrix_would_notice(desk: Desk) -> None:
    """A mobiliser of the place is shown words by the very same tap, and may do what others may not."""
    there = await all_there_is(desk) | {"look": await second_look(desk)}
    them = Chat(desk.staff).door.taps
    shown = await them.pressed(SAM, token("see", there))
    assert shown is not None
    assert "hoop" in shown.text
    before = await as_it_is(desk)
    await them.pressed(SAM, token("spam", there))
    assert await as_it_is(desk) != before


async def test_every_button_and_command_of_a_worker_s_chat_is_in_the_matrix(desk: Desk) -> None:
    taps = Chat(desk.staff).door.taps
    assert taps.buttons == TAPS.keys() | OWN
    for how, _ in taps.commands:
        assert [one for one in (*COMMANDS, *OF_NO_PLACE, *EVERY_WORKER_S) if how.match(one)], how.pattern
    assert MAY.keys() == {one.split()[0].removeprefix("/") for one in (*COMMANDS, *OF_NO_PLACE, *EVERY_WORKER_S)}


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_a_command_that_names_no_place_shows_nothing_of_another_one(desk: Desk) -> None:
    await all_there_is(desk)
    them = Chat(desk.staff).door.taps
    for text in (*OF_NO_PLACE, *EVERY_WORKER_S):
        if text != "/console":  # the door's own
            shown = await them.wrote(ASH, text)
            assert shown is not None, text
            for told in (shown.text, *(f"{one.label} {one.token}" for one in shown.buttons)):
                assert "quayside" not in told.casefold(), text
                assert not [one for one in ("could the park", "nobody came", "he hits me") if one in told], text
