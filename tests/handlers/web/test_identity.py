"""Who someone is: a signed cookie and a form's token, and nothing else."""

from datetime import timedelta

import httpx
import pytest

from handlers.web.identity import KEPT, SHARED_DONE, SHARED_IDLE
from handlers.web.parts import WebSettings
from tests.handlers.web.town import Town, Visitor


def cookie_of(answer: httpx.Response) -> str:
    """The identity's cookie as it was set, attributes and all; "" where it was not."""
    found = [one for one in answer.headers.get_list("set-cookie") if one.removeprefix("__Host-").startswith("earshot=")]
    return found[-1] if found else ""


async def test_the_cookie_is_for_this_site_s_own_requests_only_and_no_script_s(visitor: Visitor) -> None:
    await visitor.opens()
    cookie = cookie_of(visitor.answer)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert f"Max-Age={int(KEPT.total_seconds())}" in cookie
    assert "Secure" not in cookie, "it could not come back over http"


async def test_over_https_the_cookie_is_secure() -> None:
    visitor = Town(settings=WebSettings("https://voices.test")).visitor()
    answer = await visitor.client.get("/chat", follow_redirects=False)
    assert "Secure" in cookie_of(answer)


@pytest.mark.parametrize("cookie", ["", "nonsense", "W10.AAAA", "é" * 3, "." * 4000])
async def test_a_forged_cookie_is_nobody_s(town: Town, visitor: Visitor, cookie: str) -> None:
    answer = await visitor.client.get("/chat/lines", headers={"cookie": f"earshot={cookie}".encode()})
    assert answer.status_code == 403
    assert not town.taken


async def test_another_secret_s_cookie_is_nobody_s(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    first = visitor.person
    theirs = town.visitor()
    theirs.client.cookies.set("earshot", visitor.client.cookies["earshot"][:-2] + "zz")
    await theirs.opens()
    assert visitor.person != first, "they are somebody new"


async def test_a_browser_that_keeps_no_cookie_is_told_and_makes_no_person(town: Town, visitor: Visitor) -> None:
    await visitor.opens("/chat?met=1")
    assert "one cookie" in visitor.text
    assert not town.taken


@pytest.mark.parametrize("token", ["", "0" * 40, "é"])
async def test_a_form_with_a_wrong_token_is_refused_and_the_words_are_given_back(
    town: Town, visitor: Visitor, token: str
) -> None:
    await visitor.opens()
    await visitor.says("more benches", csrf=token)
    assert visitor.answer.status_code == 403
    assert visitor.box == "more benches"
    assert len(town.taken) == 1
    await visitor.says(visitor.box)
    assert len(town.taken) == 2, "sent again from the page that gave them back"


async def test_somebody_else_s_form_token_is_refused(town: Town, visitor: Visitor) -> None:
    other = town.visitor()
    await other.opens()
    await visitor.opens()
    await visitor.says("more benches", csrf=other.hidden["csrf"])
    assert visitor.answer.status_code == 403


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://voices.test"}, True),
        ({"origin": "https://elsewhere.test"}, False),
        ({"origin": "null"}, True),
        ({}, True),
    ],
)
async def test_a_post_from_another_site_is_refused(visitor: Visitor, headers: dict[str, str], *, let_in: bool) -> None:
    await visitor.opens()
    await visitor.posts(headers=headers, words="more benches")
    assert (visitor.answer.status_code == 200) is let_in


async def test_words_posted_after_the_cookie_is_gone_are_given_back_and_can_be_sent(visitor: Visitor) -> None:
    await visitor.opens()
    form = visitor.hidden
    visitor.client.cookies.clear()
    await visitor.says("more benches", **form)
    assert visitor.answer.status_code == 403
    await visitor.says(visitor.box)
    assert visitor.answer.status_code == 200
    assert "more benches" in visitor.heard


async def test_a_shared_screen_s_cookie_ends_with_the_browser(visitor: Visitor) -> None:
    await visitor.opens("/p/q7ays1")
    await visitor.posts("/chat/start", shared="yes")
    assert "Max-Age" not in cookie_of(visitor.answer)
    assert "will forget you" in visitor.text


async def test_a_shared_screen_forgets_who_has_left_it_alone(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.posts("/chat/shared", shared="yes")
    await visitor.says("more benches")
    town.now += SHARED_IDLE + timedelta(seconds=2)
    await visitor.opens()
    assert "more benches" not in visitor.text
    assert "How old are you?" in visitor.text


async def test_no_screen_keeps_who_a_child_under_13_is(visitor: Visitor) -> None:
    """Whatever they say of the screen: their words are there again only for their three words (product.md 24)."""
    await visitor.opens()
    await visitor.presses("Under 13")
    assert "Only I use this screen" not in visitor.answer.text
    await visitor.posts("/chat/shared", shared="no")
    assert "Max-Age" not in cookie_of(visitor.answer)
    await visitor.says("a hoop")
    assert "Max-Age" not in cookie_of(visitor.answer)


async def test_a_child_s_screen_counts_as_shared_until_they_say_otherwise(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.presses("13-15")
    assert "Max-Age" not in cookie_of(visitor.answer)
    await visitor.presses("Only I use this screen")
    await visitor.posts("/chat/shared", shared="no")
    assert "Max-Age" in cookie_of(visitor.answer)


async def test_after_the_thanks_a_shared_screen_clears_itself_soon(town: Town, visitor: Visitor) -> None:
    await visitor.opens("/chat?door=q7ays1")
    await visitor.presses("13-15")
    await visitor.says("thank you for the new lights")
    await visitor.presses("That's right")
    assert 'id="clear">' in visitor.answer.text, "the notice is not hidden"
    assert f'data-forget="{int(SHARED_DONE.total_seconds())}"' in visitor.answer.text
    town.now += SHARED_DONE + timedelta(seconds=2)
    await visitor.opens()
    assert "new lights" not in visitor.text


async def test_a_page_that_only_looks_for_news_does_not_keep_a_shared_screen_signed_in(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.presses("13-15")
    answer = await visitor.client.get("/chat?after=", headers={"accept": "application/json"})
    assert answer.json()["lines"]
    assert cookie_of(answer) == ""
    await visitor.posts(headers={"accept": "application/json"})
    assert cookie_of(visitor.answer), "whoever wants it open for longer posts that"


async def test_finish_clears_the_screen_and_keeps_what_was_said(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("more benches")
    await visitor.posts("/chat/finish")
    assert visitor.answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert "forgotten you" in visitor.text
    await visitor.opens()
    assert "more benches" not in visitor.text
    assert any("more benches" in str(one.event) for one in town.taken)
