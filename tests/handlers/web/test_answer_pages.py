"""The page on which an agency answers: what opens it, what it shows, what it keeps."""

import html
from collections.abc import Sequence
from datetime import UTC, date, datetime

import httpx
import pytest
from msgspec.structs import replace

from bot.domain.contribution import Progress
from bot.domain.question import AnswerLink, AskedOf, Felt, Reply
from bot.errors import NotFound, Refused
from handlers.web.app import build
from tests.handlers.web.town import PUBLIC, Town

ASKED = AskedOf(
    id="q1",
    period="2026-05",
    scope="quayside",
    agency="council",
    theme="housing",
    text="Could the <path> be lit?",
    reply_by=date(2026, 7, 1),
    worker="sam",
    asked_at=datetime(2026, 6, 1, tzinfo=UTC),
)

OTHER = replace(ASKED, id="q3", text="And the bench?")


class Replies:
    """What a link opens, and what was answered by it."""

    def __init__(self) -> None:
        self.answered: list[tuple[str, str]] = []
        self.means: list[tuple[Progress | None, date | None]] = []
        self.said: Felt | None = None

    async def opened(self, token: str) -> tuple[AnswerLink, Sequence[AskedOf]] | None:
        return (AnswerLink("c1", "council", "2026-05"), [ASKED, OTHER]) if token == "good" else None

    async def register(self, _token: str, theme: str, words: str) -> None:
        if theme == "nothing":
            raise Refused("say what it is about")
        self.answered.append((theme, words))

    async def felt(self, _token: str) -> Felt | None:
        return self.said

    async def feel(self, _token: str, felt: Felt) -> None:
        self.said = felt

    async def answer(self, token: str, id_: str, reply: Reply) -> None:
        if token != "good" or id_ not in {ASKED.id, OTHER.id}:
            raise NotFound(id_)
        if not reply.words.strip():
            raise Refused("there are no words")
        self.answered.append((id_, reply.words))
        self.means.append((reply.status, reply.until))


@pytest.fixture
def replies() -> Replies:
    return Replies()


def browser(replies: Replies) -> httpx.AsyncClient:
    town = Town()
    transport = httpx.ASGITransport(build(town.parts(replies=replies), town.take))
    return httpx.AsyncClient(transport=transport, base_url=PUBLIC, follow_redirects=True)


async def test_the_question_is_shown_and_an_answer_kept(replies: Replies) -> None:
    async with browser(replies) as client:
        page = await client.get("/answer/good")
        assert "Could the &lt;path&gt; be lit?" in page.text
        form, ours = {"do": "answer:q1", "words-q1": "Soon."}, {"origin": PUBLIC}
        page = await client.post("/answer/good", data=form, headers=ours)
        assert "Your answer was kept" in page.text
    assert replies.answered == [("q1", "Soon.")]


async def test_a_made_up_link_or_question_is_not_there(replies: Replies) -> None:
    ours = {"origin": PUBLIC}
    async with browser(replies) as client:
        page = await client.get("/answer/bad")
        assert (page.status_code, "Reply to the mail" in page.text) == (404, True)
        for at, question in (("/answer/bad", "q1"), ("/answer/good", "q2")):
            page = await client.post(at, data={"do": f"answer:{question}", f"words-{question}": "Soon."}, headers=ours)
            assert page.status_code == 404
            assert ">\nSoon.</textarea>" in page.text
            assert 'action="/chat"' not in page.text
    assert replies.answered == []


async def test_no_words_are_refused_and_a_form_of_another_page_does_nothing(replies: Replies) -> None:
    async with browser(replies) as client:
        form = {"do": "answer:q1", "words-q1": " "}
        assert (await client.post("/answer/good", data=form, headers={"origin": PUBLIC})).status_code == 422
        form = {"do": "answer:q1", "words-q1": "Soon."}
        elsewhere = {"origin": "https://elsewhere.example"}
        assert (await client.post("/answer/good", data=form, headers=elsewhere)).status_code == 403
    assert replies.answered == []


async def test_the_three_questions_are_kept_and_what_was_answered_stands_there(replies: Replies) -> None:
    form = {"do": "feel", "useful": "yes", "acted": "no", "trusted": "yes"}
    async with browser(replies) as client:
        page = await client.post("/answer/good", data=form, headers={"origin": PUBLIC})
    assert replies.said == Felt(useful=True, acted=False, trusted=True)
    assert page.text.count(" checked") == 3


async def test_what_an_agency_works_on_is_kept_for_a_person_to_clear(replies: Replies) -> None:
    form = {"do": "register", "theme": "housing", "words": "We mend the roofs."}
    async with browser(replies) as client:
        await client.post("/answer/good", data=form, headers={"origin": PUBLIC})
    assert replies.answered == [("housing", "We mend the roofs.")]


async def test_what_it_means_and_by_when_can_be_said_or_left_open(replies: Replies) -> None:
    """Plain boxes of a form: it needs no script."""
    form, ours = {"do": "answer:q1", "words-q1": "Soon."}, {"origin": PUBLIC}
    async with browser(replies) as client:
        page = (await client.get("/answer/good")).text
        assert ('<option value="planned">planned</option>' in page, 'type="date"' in page) == (True, True)
        for given in (
            {"status-q1": "planned", "until-q1": "2026-12-31"},
            {"status-q1": "", "until-q1": ""},
            {},
        ):
            await client.post("/answer/good", data=form | given, headers=ours)
    assert replies.means == [(Progress.PLANNED, date(2026, 12, 31)), (None, None), (None, None)]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"status": "read"}, "choose one of the list"),
        ({"status": "<b>"}, "choose one of the list"),
        ({"status": "planned", "until": "next <b>"}, "next &lt;b&gt; is no day"),
        ({"status": "planned", "until": "2026-02-30"}, "2026-02-30 is no day"),
        ({"status": "planned", "until": "2026-12-31", "words": " "}, "there are no words"),
    ],
)
async def test_what_is_refused_is_said_and_nothing_typed_is_lost(
    replies: Replies, given: dict[str, str], why: str
) -> None:
    boxes = {"words": "By the pond, soon."} | given
    form = {"do": "answer:q1"} | {f"{name}-q1": value for name, value in boxes.items()}
    async with browser(replies) as client:
        page = await client.post("/answer/good", data=form, headers={"origin": PUBLIC})
    assert (page.status_code, why in page.text, replies.answered) == (422, True, [])
    assert boxes["words"] in page.text
    assert ('value="planned" selected' in page.text) is (boxes["status"] == "planned")
    assert html.escape(boxes.get("until", "")) in page.text


async def test_what_an_agency_works_on_and_was_refused_is_still_in_its_box(replies: Replies) -> None:
    form = {"do": "register", "theme": "nothing", "words": "We mend the roofs."}
    async with browser(replies) as client:
        page = await client.post("/answer/good", data=form, headers={"origin": PUBLIC})
    assert (page.status_code, "We mend the roofs.</textarea>" in page.text) == (422, True)


UNSENT = {
    "words-q1": "The path is lit in spring.",
    "words-q3": "A bench <soon>.",
    "status-q3": "planned",
    "until-q3": "2026-12-31",
    "useful": "no",
    "theme": "housing",
    "words": "We mend the roofs.",
}


@pytest.mark.parametrize("do", ["answer:q1", "answer:q3", "register", "feel", ""])
async def test_what_stands_in_the_boxes_that_were_not_sent_stays_there(replies: Replies, do: str) -> None:
    """Each answer has a button of its own on one page; the key Enter in a box sends none."""
    sent = {"answer:q1": {"words-q1"}, "answer:q3": {"words-q3"}, "register": {"words"}}.get(do, set())
    async with browser(replies) as client:
        page = await client.post("/answer/good", data={"do": do} | UNSENT, headers={"origin": PUBLIC})
    stays = {name: f"{html.escape(words)}</textarea>" in page.text for name, words in UNSENT.items() if "words" in name}
    assert stays == {name: name not in sent for name in stays}
    assert (len(replies.answered), page.status_code) == ((1, 200) if sent else (0, 422))
    assert ("has not been sent yet" in page.text, page.text.count(" checked")) == (bool(sent), 1)
    assert ('value="planned" selected' in page.text) is (do != "answer:q3")


async def test_whoever_left_nothing_unsent_can_load_the_page_again_without_sending_it_again(replies: Replies) -> None:
    form = {"do": "answer:q1", "words-q1": "Soon.", "words-q3": "", "status-q3": "", "until-q3": "", "words": ""}
    async with browser(replies) as client:
        page = await client.post("/answer/good", data=form, headers={"origin": PUBLIC})
    assert (page.request.method, "has not been sent yet" in page.text) == ("GET", False)


async def test_a_page_of_many_questions_is_taken_whole(replies: Replies) -> None:
    boxes = {f"{name}-q{n}": "x" for n in range(60) for name in ("words", "status", "until")}
    form = boxes | {"do": "answer:q1", "words-q1": "Soon.", "status-q1": "", "until-q1": ""}
    async with browser(replies) as client:
        page = await client.post("/answer/good", data=form, headers={"origin": PUBLIC})
    assert (page.status_code, replies.answered) == (200, [("q1", "Soon.")])
