"""The Friday answer on top of the web chat and on its page: put away by one tap, played without a script."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from msgspec.structs import replace

from bot.domain.contribution import Progress
from bot.domain.friday import Friday, Step
from handlers.web.app import build
from handlers.web.parts import Known
from tests.handlers.web.town import PUBLIC, Town, Visitor

WORDS = "Hello Quayside, Sam here.\nThe ramp is planned."
VOICE = b"OggS" + bytes(range(96))


SENT = Friday("quayside", date(2026, 6, 5), WORDS, "Sam", datetime(2026, 6, 5, 8, tzinfo=UTC), voice=58)


@dataclass
class Answers:
    """What one neighbourhood is told."""

    friday: Friday | None = SENT

    async def newest(self, neighbourhood: str) -> Friday | None:
        return self.friday if neighbourhood == "quayside" else None

    async def recording(self, neighbourhood: str) -> bytes | None:
        return VOICE if neighbourhood == "quayside" and self.friday and self.friday.voice else None

    async def became(self, neighbourhood: str) -> list[Step]:
        until = date(2026, 6, 30)
        return (
            [Step("housing", Progress.PLANNED, until, "a net", "It is on order.")]
            if neighbourhood == "quayside"
            else []
        )


@dataclass
class Quayside(Town):
    """The made-up town where whoever is known told something of the Quayside, or of Mill Row."""

    answers: Answers | None = None
    of: str = "quayside"
    in_case: bool = False

    async def know(self, person: str) -> Known | None:
        known = await super().know(person)
        return replace(known, neighbourhood=self.of, in_case=self.in_case) if known else None

    def visitor(self, **headers: str) -> Visitor:
        app = build(self.parts(fridays=self.answers), self.take)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url=PUBLIC, headers=headers, follow_redirects=True)
        return Visitor(self, client)

    async def comes_back(self) -> Visitor:
        """Somebody who has been here before."""
        someone = self.visitor()
        await someone.opens()
        return await someone.opens()


@pytest.fixture
def town() -> Quayside:
    return Quayside(answers=Answers())


async def test_it_stands_closed_above_the_talk_and_is_opened_without_a_script(town: Quayside) -> None:
    someone = await town.comes_back()
    page = someone.answer.text
    assert "<summary>Sam&#39;s answer for Friday 5 June</summary>" in page
    assert '<details class="friday" id="friday">' in page, "closed"
    assert page.index('id="friday"') < page.index('role="log"')
    assert "The ramp is planned." in someone.text
    assert '<audio controls preload="none" src="/friday/q7ays1.ogg" aria-label="Hear it: 58 seconds">' in page


async def test_put_away_it_stays_away_and_the_next_one_is_shown_again(town: Quayside) -> None:
    someone = await town.comes_back()
    await someone.posts("/chat/friday")
    assert "The ramp is planned." not in someone.text
    await someone.opens()
    assert "The ramp is planned." not in someone.text
    assert town.answers
    town.answers.friday = replace(SENT, sent_at=SENT.sent_at + timedelta(days=7), week=date(2026, 6, 12))
    await someone.opens()
    assert "The ramp is planned." in someone.text


async def test_who_told_us_of_another_place_or_nothing_sees_none(town: Quayside) -> None:
    for of in ("mill-row", ""):
        town.of = of
        someone = await town.comes_back()
        assert "The ramp is planned." not in someone.text


async def test_it_is_taken_away_while_a_case_of_theirs_is_open(town: Quayside) -> None:
    someone = await town.comes_back()
    assert "The ramp is planned." in someone.text
    town.in_case = True
    await someone.opens()
    assert "The ramp is planned." not in someone.text


async def test_nobody_else_s_form_puts_it_away(town: Quayside) -> None:
    someone = await town.comes_back()
    await someone.posts("/chat/friday", csrf="0" * 40)
    assert someone.answer.status_code == 403
    stranger = town.visitor()
    await stranger.posts("/chat/friday")
    assert stranger.answer.status_code == 403


async def test_the_voice_note_is_given_in_parts_as_players_ask_for_it_and_sets_no_cookie(town: Quayside) -> None:
    child = town.visitor()
    whole = await child.client.get("/friday/q7ays1.ogg")
    assert (whole.status_code, whole.content, whole.headers["content-type"]) == (200, VOICE, "audio/ogg")
    assert "set-cookie" not in whole.headers
    for asked, got in (("bytes=0-1", VOICE[:2]), ("bytes=10-", VOICE[10:]), ("bytes=90-999", VOICE[90:])):
        part = await child.client.get("/friday/q7ays1.ogg", headers={"range": asked})
        assert (part.status_code, part.content) == (206, got)
    assert part.headers["content-range"] == "bytes 90-99/100"
    beyond = await child.client.get("/friday/q7ays1.ogg", headers={"range": "bytes=100-"})
    assert beyond.status_code == 416


@pytest.mark.parametrize("asked", [f"bytes={'9' * 5000}-", f"bytes=0-{'9' * 5000}", "bytes=\xb2-", "bytes=5-\xb9"])
async def test_a_range_that_counts_no_bytes_gives_all_of_it(town: Quayside, asked: str) -> None:
    answer = await town.visitor().client.get("/friday/q7ays1.ogg", headers={"range": asked.encode("latin-1")})
    assert (answer.status_code, len(answer.content)) == (200, 100)


@pytest.mark.parametrize("mark", ["\u0436" * 12, "a\r\nb", "", "0" * 13])
async def test_a_mark_that_is_none_of_ours_is_refused(town: Quayside, mark: str) -> None:
    child = await town.comes_back()
    await child.posts("/chat/friday", mark=mark)
    assert child.answer.status_code == 400


async def test_where_there_is_no_voice_note_there_is_no_player(town: Quayside) -> None:
    town.answers = Answers(replace(SENT, voice=0))
    someone = town.visitor()
    await someone.opens("/p/q7ays1")
    assert "<audio" not in someone.answer.text
    for door in ("q7ays1", "m1llrw", "nowhere"):
        assert (await someone.client.get(f"/friday/{door}.ogg")).status_code == 404


async def test_its_page_says_what_became_of_what_was_asked_and_not_twice(town: Quayside) -> None:
    someone = town.visitor()
    await someone.opens("/p/q7ays1")
    assert "You asked. This came of it" in someone.text
    assert "a net : it is planned. By Tuesday 30 June. It is on order." in someone.text
    town.answers = Answers(replace(SENT, words="A net: planned."))
    again = town.visitor()
    await again.opens("/p/q7ays1")
    assert "This came of it" not in again.text


async def test_a_page_that_runs_the_other_way_keeps_the_words_in_their_own(town: Quayside) -> None:
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))
    someone = town.visitor()
    await someone.opens("/p/q7ays1?language=ar")
    assert '<html lang="ar" dir="rtl">' in someone.answer.text
    assert f'<p dir="auto">{WORDS}</p>' in someone.answer.text
    assert "\u0637\u0644\u0628\u062a\u0645" in someone.text
