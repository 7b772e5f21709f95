"""The conversation's page, by forms alone."""

from collections.abc import Awaitable, Callable

import pytest
from msgspec.structs import replace

from bot.conversation.events import Commanded, Opened, Pressed, Reserved, Said
from bot.errors import DatabaseBusy
from handlers.web.parts import Known
from tests.handlers.web.town import Town, Visitor


async def test_somebody_new_is_greeted_before_they_say_anything(visitor: Visitor) -> None:
    await visitor.opens()
    assert "How old are you?" in visitor.heard[0]
    assert "Rather not say" in visitor.buttons


async def test_a_whole_conversation_needs_no_script(visitor: Visitor) -> None:
    await visitor.opens("/chat?door=q7ays1")
    await visitor.presses("18+")
    await visitor.says("could the park have a basketball hoop")
    await visitor.presses("That's right")
    await visitor.presses("No thanks")
    assert "plum fox kite" in visitor.text
    assert "That's right" in visitor.heard, "a tap is shown by its name"


async def test_a_door_s_place_is_known_in_the_conversation(town: Town, visitor: Visitor) -> None:
    await visitor.opens("/p/q7ays1")
    await visitor.posts("/chat/start")
    assert town.taken[0].event == Opened("q7ays1", "en")


async def test_only_the_last_words_of_ours_have_buttons(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.presses("18+")
    assert "Rather not say" not in visitor.buttons
    assert "An idea" in visitor.buttons


async def test_the_page_after_a_post_is_fetched_so_that_a_reload_posts_nothing(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("more benches")
    assert visitor.answer.history[0].status_code == 303


async def test_a_double_submit_is_one_message(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    form = visitor.hidden
    await visitor.says("more benches", **form)
    await visitor.says("more benches", **form)
    assert [one.event for one in town.taken[1:]] == [Said("more benches")]


async def test_changed_words_with_an_old_nonce_are_another_message(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    form = visitor.hidden
    await visitor.says("more benches", **form)
    await visitor.says("more benches by the pond", **form)
    assert [one.event for one in town.taken[1:]] == [Said("more benches"), Said("more benches by the pond")]


async def test_the_id_of_a_message_says_nothing_of_who_wrote_what(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("more benches")
    last = town.taken[-1]
    assert last.person not in last.external_id
    assert "bench" not in last.external_id
    other = town.visitor()
    await other.opens()
    await other.says("more benches", nonce=visitor.hidden["nonce"])
    assert len({one.external_id for one in town.taken}) == len(town.taken)


async def test_words_beside_a_tapped_button_stay_in_the_box(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.presses("18+", words="half a thought")
    assert isinstance(town.taken[-1].event, Pressed)
    assert visitor.box == "half a thought"


@pytest.mark.parametrize(("label", "word"), [("Menu", Reserved.MENU), ("Help", Reserved.HELP)])
async def test_menu_and_help_are_always_there(town: Town, visitor: Visitor, label: str, word: Reserved) -> None:
    await visitor.opens()
    await visitor.presses(label)
    assert town.taken[-1].event == Commanded(word)


async def test_hide_takes_the_chat_away_and_leads_to_a_page_that_says_nothing(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("something I regret")
    await visitor.presses("Hide")
    assert town.taken[-1].event == Commanded(Reserved.HIDE)
    assert visitor.answer.url.path == "/blank"
    assert "Earshot" not in visitor.answer.text
    await visitor.opens("/chat")
    assert "something I regret" not in visitor.text


async def test_an_empty_box_says_nothing(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says(" \r\n ")
    assert len(town.taken) == 1


async def test_4096_characters_are_one_message(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("a" * 4096)
    assert town.taken[-1].event == Said("a" * 4096)


async def test_too_many_words_are_refused_and_stay_in_the_box(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    words = "é" * 4100
    await visitor.says(words)
    assert visitor.answer.status_code == 422
    assert "4 letters too long" in visitor.text
    assert visitor.box == words
    assert len(town.taken) == 1


async def test_words_are_counted_as_the_longest_channel_counts_them(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("🙂" * 2049)
    assert visitor.answer.status_code == 422


@pytest.mark.parametrize(
    "words",
    [
        "nul \x00 inside",
        "\u202eright to left override",
        "z̸̡͚̞a̷̢l̶g̷o",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "{{ 7 * 7 }}{% raw %}",
        "\n\nleading lines and  spaces",
        "\ufeff\u200b",
    ],
)
async def test_hostile_words_are_kept_as_they_are_and_shown_as_text(town: Town, visitor: Visitor, words: str) -> None:
    await visitor.opens()
    await visitor.says(words)
    assert town.taken[-1].event == Said(words)
    assert words.replace("\x00", "\ufffd") in visitor.heard
    assert "<script>alert" not in visitor.answer.text


async def test_words_that_are_not_utf8_are_taken_with_replacements(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    body = f"csrf={visitor.hidden['csrf']}&nonce=n&words=a%ED%A0%80b%FF"
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = await visitor.client.post("/chat", content=body, headers=kind)
    assert answer.status_code == 200
    assert isinstance(town.taken[-1].event, Said)


async def test_lone_surrogates_in_a_line_do_not_break_the_page(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    town.says_unasked(visitor.person, "half a \ud83d smile")
    await visitor.opens()
    assert "half a \ufffd smile" in visitor.heard


async def test_a_forged_button_gets_a_kind_answer(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.posts(token="made.up.token")
    assert visitor.answer.status_code == 200
    assert "Rather not say" in visitor.buttons, "the question is asked again"


async def test_a_full_store_gives_the_words_back(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    town.fault = DatabaseBusy("locked")
    await visitor.says("more benches")
    assert visitor.answer.status_code == 503
    assert visitor.box == "more benches"
    await visitor.says(visitor.box)
    assert town.taken[-1].event == Said("more benches")


async def test_a_defect_of_ours_gives_the_words_back_too(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    town.fault = RuntimeError("a defect")
    await visitor.says("more benches")
    assert visitor.answer.status_code == 500
    assert visitor.box == "more benches"
    assert "a defect" not in visitor.answer.text


async def test_asking_for_json_gets_the_new_lines_and_all_ids(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.posts(headers={"accept": "application/json"}, words="more benches", after="")
    news = visitor.answer.json()
    assert [one["side"] for one in news["lines"][-2:]] == ["us", "us"]
    assert news["ids"] == [one["id"] for one in news["lines"] if one["pieces"]]
    assert news["forget"] == 0


async def test_a_script_that_asks_for_a_screen_forgotten_meanwhile_makes_nobody_new(
    town: Town, visitor: Visitor
) -> None:
    await visitor.opens("/chat?after=", accept="application/json")
    assert visitor.answer.status_code == 403
    assert "set-cookie" not in visitor.answer.headers
    assert not town.taken


async def test_the_page_is_written_in_the_language_of_the_chat(town: Town) -> None:
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))
    someone = town.visitor(**{"accept-language": "fr, ar-EG;q=0.8, en;q=0.5"})
    await someone.opens()
    assert '<html lang="ar" dir="rtl">' in someone.answer.text
    assert town.taken[0].event == Opened(None, "ar")
    assert town.chats[someone.person].participant.language == "ar"
    assert "اللغة" in someone.buttons


async def test_an_answer_to_a_script_tells_which_language_the_chat_is_in_now_to_a_grown_up_too(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town, "know", grown_up(town))
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))
    someone = town.visitor(accept="application/json")
    await someone.opens("/chat?door=q7ays1", accept="text/html")
    csrf = someone.hidden["csrf"]
    asked = await someone.posts(command="language", after="", nonce="1")
    assert asked.answer.json()["language"] == "en"
    buttons = dict(asked.answer.json()["lines"][-1]["buttons"])
    token = next(token for label, token in buttons.items() if "العربية" in label)
    await someone.posts(token=token, after="", nonce="2", csrf=csrf)
    assert someone.answer.json()["language"] == "ar"


def grown_up(town: Town) -> Callable[[str], Awaitable[Known | None]]:
    """What the town knows of somebody, and that they are 18 or over."""
    know = town.know

    async def known(person: str) -> Known | None:
        found = await know(person)
        return found and replace(found, adult=True)

    return known
