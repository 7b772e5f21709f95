"""Whatever is posted to whichever form, by whoever works here: an answer in words, never a fault of ours (F43 to F48).

The forms are those that the pages show; each is posted with one thing changed at a time: a few by chance in an ordinary
run (the same each time), many more in the long run.
"""

import random
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote_plus

import pytest

from bot.domain.worker import Worker
from tests.factories_staff import ADA, LEA, MO, SAM
from tests.handlers.console.desk import Browser, Desk, pages
from tests.handlers.console.test_fence import NEEDS, all_there_is, filled

LEAN, EVERY = 1, 8
ROUNDS = pytest.mark.parametrize("rounds", [LEAN, pytest.param(EVERY, marks=pytest.mark.long)])
"""So many values for each field at most."""
WORKERS = [
    (MO, LEAN),
    (LEA, LEAN),
    (ADA, LEAN),
    *(pytest.param(one, EVERY, marks=pytest.mark.long) for one in (SAM, MO)),
]
VALUES = (
    b"",
    b"x" * 6000,
    b"9" * 5000,
    b"a\0b",
    b"a\r\nb\n\nc",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"-1",
    b"1e999",
    b"NaN",
    b"0",
    b"9999-12-31",
    b"0001-01-01",
    b"2026-02-30",
    b"mill-row",
    b"atlantis",
    b"../../etc",
    b"<script>alert(1)</script>",
    b"{{7*7}}%n%s",
    b"=1+1",
    b"12.50 " * 50,
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}a\N{COMBINING ACUTE ACCENT}".encode() * 40,
    "\N{SUPERSCRIPT TWO}\N{FULLWIDTH DIGIT ONE}\N{ARABIC-INDIC DIGIT THREE}".encode(),
    "\N{BELL}\N{DELETE}\N{LINE SEPARATOR}\N{NEXT LINE}".encode(),
    "ring me on 07700 900123, Mrs \N{LATIN CAPITAL LETTER S WITH CARON}ilhavá".encode(),
)
ASKED = {
    "/console/paper": ("rows",),
    "/console/map": ("month",),
    "/console/inbox": ("place", "kind", "theme", "standing", "since", "before", "whose", "prompted_by", "open"),
    "/console/stories": ("reference",),
    "/console/campaigns/new": ("about",),
    "/console/posters/{place}/poster.pdf": ("language", "code", "paper"),
    "/console/posters/{place}/cards.pdf": ("language", "count"),
    "/console/friday/{place}/poster.pdf": ("language",),
    "/console/cases": ("all",),
    "/console/record": ("follow", "before", "who"),
}
"""What is read from the address of a page."""
Fields = list[tuple[str, bytes]]


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what it would send as it stands, with each of its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields, Fields]] = []
        self._selecting = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", "") if given.get("method") == "post" else "", [], []))
        elif self.found:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        _, fields, buttons = self.found[-1]
        name, value = given.get("name", ""), given.get("value", "").encode()
        if tag == "select":
            self._selecting = name
        elif tag == "option" and self._selecting:
            fields.append((self._selecting, value))
        elif tag == "button" and name:
            buttons.append((name, value))
        elif tag in {"input", "textarea"} and name:
            fields.append((name, value or b"words"))


async def forms_of(browser: Browser, named: dict[str, str]) -> Iterator[tuple[str, Fields, Fields]]:
    """All forms on all pages that this worker sees."""
    found = {}
    for method, path in NEEDS:
        if method == "GET" and not path.endswith((".pdf", "/file")):
            reader = Forms()
            reader.feed(await browser.looks(filled(path, **named)))
            for to, fields, buttons in reader.found:
                at = to.partition("#")[0] or filled(path, **named)
                found[at, tuple(name for name, _ in fields)] = (at, fields, buttons)
    return iter([one for one in found.values() if one[0].startswith("/console") and one[0] != "/console/out"])


def changed(fields: Fields, buttons: Fields, chance: random.Random, rounds: int) -> Iterator[Fields]:
    """The form with one field's value replaced, or a field left out or sent twice; each with one of its buttons."""
    own = [one for one in dict(fields).items() if one[0] != "csrf"]
    chosen = own if rounds > LEAN else chance.sample(own, min(2, len(own)))
    for name, _ in chosen:
        for value in chance.sample(VALUES, min(rounds, len(VALUES))):
            yield [*(one for one in own if one[0] != name), (name, value), *_pressed(buttons, chance)]
    yield [*own[1:], *_pressed(buttons, chance)]
    yield [*own, *own, *_pressed(buttons, chance) * 2]
    yield [*own, ("does", chance.choice(VALUES)), ("id", chance.choice(VALUES))]


def _pressed(buttons: Fields, chance: random.Random) -> Fields:
    return [chance.choice(buttons)] if buttons else []


async def posts(browser: Browser, at: str, fields: Fields) -> int:
    sent = [("csrf", browser.csrf.encode()), *fields]
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in sent)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = await browser.client.post(at, content=body, headers=kind, follow_redirects=True)
    return answer.status_code


@pytest.mark.parametrize("store", ["sqlite"])
@pytest.mark.parametrize(("worker", "rounds"), WORKERS)
async def test_no_form_s_value_makes_a_fault_of_ours(
    desk: Desk, worker: Worker, rounds: int, capfd: pytest.CaptureFixture[str]
) -> None:
    chance, faults = random.Random(worker.id), set()  # noqa: S311 - the same each time
    named = await all_there_is(desk)
    browser = await desk.signed_in(worker)
    for at, fields, buttons in await forms_of(browser, named):
        for one in changed(fields, buttons, chance, rounds):
            if (status := await posts(browser, at, one)) >= 500:
                faults.add((at, status, str([(name, value[:30]) for name, value in one])))
    assert faults == set()
    told = capfd.readouterr()
    assert "07700 900123" not in told.out + told.err


@pytest.mark.parametrize("store", ["sqlite"])
@ROUNDS
async def test_nothing_in_a_page_s_address_makes_a_fault_of_ours(desk: Desk, rounds: int) -> None:
    named, faults, chance = await all_there_is(desk), set(), random.Random(1)  # noqa: S311 - the same each time
    for worker in (SAM, MO) if rounds > LEAN else (MO,):
        browser = await desk.signed_in(worker)
        for path, names in ASKED.items():
            if rounds > LEAN or not path.endswith(".pdf"):
                for name in names:
                    for value in (b"9" * 5000, *chance.sample(VALUES, min(2 * rounds, len(VALUES)))):
                        answer = await browser.client.get(f"{filled(path, **named)}?{name}={quote_plus(value)}")
                        faults |= {(path, name, value[:20])} if answer.status_code >= 500 else set()
    assert faults == set()


@pytest.mark.parametrize("store", ["sqlite"])
async def test_nothing_in_the_place_of_an_id_makes_a_fault_of_ours(desk: Desk) -> None:
    faults = set()
    browser = await desk.signed_in(MO)
    for method, path in pages(desk.parts):
        if "{" not in path or path.startswith("/console/enter"):
            continue
        for value in (b"\0", b"9" * 5000, b"\xff"):
            parts = [quote_plus(value) if "{" in part else part for part in path.split("/")]
            data = {"csrf": browser.csrf} if method == "POST" else None
            answer = await browser.client.request(method, "/".join(parts), data=data)
            if answer.status_code >= 500:
                faults.add((method, path, value[:10]))
    assert faults == set()


BODIES = (
    ("application/json", b'{"csrf": 1}'),
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\na\r\n--x--',
    ),
    ("multipart/form-data; boundary=x", b"nothing of the sort"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"csrf=a&b"),
    ("application/x-www-form-urlencoded", b"a=b&" * 1000),
    ("", b"csrf=a"),
)


@pytest.mark.parametrize("store", ["sqlite"])
async def test_no_form_of_another_sort_makes_a_fault_of_ours(desk: Desk) -> None:
    sam, faults = await desk.signed_in(SAM), set()
    for method, path in NEEDS:
        if method == "POST" and path != "/console/out":
            for kind, body in BODIES:
                answer = await sam.client.post(
                    filled(path, reference="LK-7Q4"), content=body, headers={"content-type": kind}
                )
                if answer.status_code >= 500:
                    faults.add((path, kind, body[:20]))
    assert faults == set()
