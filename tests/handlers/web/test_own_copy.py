"""A copy of what is kept of somebody: given to them alone, and on a shared screen only for their three words."""

import pytest

from handlers.web.coming_back import TRIES
from tests.handlers.web.town import Town, Visitor


async def told(visitor: Visitor, band: str = "18+") -> Visitor:
    await visitor.opens("/chat?door=q7ays1")
    await visitor.presses(band)
    return await visitor.says("more benches")


@pytest.mark.parametrize("kind", ["txt", "json"])
async def test_on_a_screen_of_ones_own_the_file_is_there_at_once(visitor: Visitor, kind: str) -> None:
    await told(visitor)
    await visitor.opens(f"/chat/my-words.{kind}")
    assert visitor.answer.text == f"{kind} of {visitor.person} in en"
    assert visitor.answer.headers["content-disposition"] == f'attachment; filename="my-words.{kind}"'
    assert visitor.answer.headers["cache-control"] == "no-store"


async def test_nobody_is_given_a_file_who_has_no_chat(visitor: Visitor) -> None:
    assert (await visitor.opens("/chat/my-words.txt")).answer.status_code == 403
    await told(visitor)
    assert (await visitor.opens("/chat/my-words.exe")).answer.status_code == 404


@pytest.mark.parametrize("band", ["Under 13", "13-15", "Rather not say"])
async def test_on_a_shared_screen_three_words_are_asked_for_first(town: Town, visitor: Visitor, band: str) -> None:
    await told(visitor, band)
    town.return_words |= {"plum fox kite": visitor.person, "lamp oak barn": "somebody else"}
    await visitor.opens("/chat/my-words.txt")
    assert "Others use this screen too" in visitor.text
    for wrong in ("", "one two", "lamp oak barn"):
        await visitor.posts("/chat/my-words.txt", three=wrong)
        assert visitor.answer.status_code == 422
    await visitor.posts("/chat/my-words.txt", three="Plum, fox KITE")
    assert visitor.answer.text == f"txt of {visitor.person} in en"


async def test_the_three_words_cannot_be_tried_without_end_or_from_elsewhere(town: Town, visitor: Visitor) -> None:
    await told(visitor, "13-15")
    town.return_words["plum fox kite"] = visitor.person
    await visitor.opens("/chat/my-words.txt")
    await visitor.posts("/chat/my-words.txt", csrf="forged", three="plum fox kite")
    assert visitor.answer.status_code == 403
    await visitor.opens("/chat/my-words.txt")
    for _ in range(TRIES):
        await visitor.posts("/chat/my-words.txt", three="one two three")
    await visitor.posts("/chat/my-words.txt", three="plum fox kite")
    assert visitor.answer.status_code == 429
