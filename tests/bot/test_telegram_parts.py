"""How the bot presents itself on Telegram, in the languages that its town speaks."""

import pytest
from msgspec.structs import replace

from bot.domain.area import Area
from bot.telegram_parts import introductions
from tests.chat import wording
from tests.factories_pack import make_area


def speaking(*codes: str) -> Area:
    """The made-up town with these of its languages on."""
    area = make_area()
    return replace(area, languages=tuple(replace(one, on=one.code in codes) for one in area.languages))


def test_it_is_presented_in_every_language_that_is_on_and_in_the_first_to_everyone_else() -> None:
    everyone, english, polish = introductions(speaking("en", "pl"), wording())
    assert [one.language for one in (everyone, english, polish)] == ["", "en", "pl"]
    assert everyone.commands == english.commands
    assert "Harbour Voices" in everyone.description


@pytest.mark.parametrize(("codes", "offered"), [(("en",), False), (("en", "pl"), True)])
def test_changing_the_language_is_in_the_menu_only_where_there_is_another(
    codes: tuple[str, ...],
    offered: bool,  # noqa: FBT001 - a row of the table
) -> None:
    for one in introductions(speaking(*codes), wording()):
        assert ("language" in dict(one.commands)) is offered
        assert "menu" in dict(one.commands)
