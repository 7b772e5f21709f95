"""Wording becomes text in someone's language: values, plurals, directions, and what is missing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from bot.conversation.replies import Choice, Phrase, Reply
from bot.domain.theme import Theme
from bot.errors import SettingError
from bot.i18n import Wording, right_to_left
from tests.chat import wording as real_wording

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
SIX_FORMS = (
    '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : '
    'n%100>=11 && n%100<=99 ? 4 : 5);\\n"\n'
)


def write(folder: Path, language: str, *messages: str, header: str = HEADER) -> None:
    (folder / language).mkdir(exist_ok=True)
    (folder / language / "messages.po").write_text("\n".join([header, *messages]), "utf-8")


def message(key: str, text: str, note: str = "") -> str:
    return f'{note}msgid "{key}"\nmsgstr "{text}"\n'


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    write(
        tmp_path,
        "en",
        message("hello", "Hello {name}!"),
        message("hello.child", "Hi {name}!"),
        message("read", "It is done. {who} will read it. Ask {who}."),
        message("someone", "a worker"),
        message("told", "Told {link}"),
        message("lines", "First.\\nCall {phone}\\n{duty}\\nLast."),
        message("only", "{words}"),
        'msgid "found"\nmsgid_plural "found"\nmsgstr[0] "{n} thing"\nmsgstr[1] "{n} things"\n',
    )
    return tmp_path


def test_a_made_up_language_is_a_folder_and_no_code(locales: Path) -> None:
    write(locales, "cy", message("hello", "Shwmae {name}!"))
    wording = Wording.load(locales)
    assert wording.text("hello", "cy", {"name": "Sam"}) == "Shwmae Sam!"
    assert wording.text("told", "cy", {"link": "here"}) == "Told here"


def test_no_language_is_read_before_its_first_text_is_asked_for(locales: Path) -> None:
    write(locales, "pl", message("told", "Powiedziane {link}"))
    wording = Wording.load(locales)
    assert wording.has("told", "pl")
    assert wording.text("told", "en", {"link": "x"}) == "Told x"
    assert list(wording.catalogues) == ["en"]


def test_what_was_read_once_is_read_no_more_until_a_file_changes(
    locales: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path_factory.mktemp("kept")
    write(locales, "pl", message("told", "Powiedziane {link}"), message("found", "{nobody}"))
    first = Wording.load(locales, kept)
    with monkeypatch.context() as closed:
        closed.setattr(i18n, "read_po", lambda *_, **__: pytest.fail("read again"))
        again = Wording.load(locales, kept)
    assert (again.keys, again.unusable) == (first.keys, first.unusable)
    for language in ("en", "pl"):
        assert again.text("told", language, {"link": "x"}) == first.text("told", language, {"link": "x"})
    assert again.text("found", "pl", {"n": 2}) == "2 things"
    write(locales, "pl", message("told", "Mówione {link}"))
    assert Wording.load(locales, kept).text("told", "pl", {"link": "x"}) == "Mówione x"


def test_a_language_of_a_region_is_a_folder_too(locales: Path) -> None:
    write(locales, "pt-BR", message("told", "Para {link}"))
    text = Wording.load(locales).text("told", "pt-BR", {"link": date(2026, 6, 4)})
    assert text == "Para quinta-feira 4 junho"


def test_an_unknown_language_is_answered_in_english(locales: Path) -> None:
    assert Wording.load(locales).text("told", "xx", {"link": "here"}) == "Told here"


def test_without_english_nothing_starts(tmp_path: Path) -> None:
    write(tmp_path, "cy", message("hello", "Shwmae"))
    with pytest.raises(SettingError, match="no English wording"):
        Wording.load(tmp_path)


def test_a_key_that_nobody_has_is_a_defect_and_says_so(locales: Path) -> None:
    with pytest.raises(KeyError, match="nothing"):
        Wording.load(locales).text("nothing", "en")


@pytest.mark.parametrize("note", ["#, fuzzy\n", ""])
def test_what_is_fuzzy_or_empty_is_said_in_english(locales: Path, note: str) -> None:
    write(locales, "cy", message("told", "Fuzzy {link}" if note else "", note))
    assert Wording.load(locales).text("told", "cy", {"link": "here"}) == "Told here"


@pytest.mark.parametrize(
    "text",
    [
        "Powiedz {lnik}",
        "Powiedz {link} {day}",
        "Powiedz {link",
        "Powiedz {}",
        "{0}",
        "{link.x}",
        "{link:d}",
        "{link!r}",
    ],
)
def test_a_translation_that_needs_what_nobody_gives_is_said_in_english(locales: Path, text: str) -> None:
    """A slip of a translator must not break a reply, the one to danger least of all."""
    write(locales, "cy", message("told", text), message("lines", "{phone}"))
    wording = Wording.load(locales)
    assert wording.text("told", "cy", {"link": "here"}) == "Told here"
    assert wording.text("lines", "cy", {"phone": "101", "duty": ""}) == "101"
    assert wording.unusable["cy"] == {"told"}


def test_a_translation_for_children_may_take_what_that_for_grown_ups_takes(locales: Path) -> None:
    write(locales, "cy", message("told.child", "Hei {link}"), message("lines.child", "{phone} {link}"))
    assert Wording.load(locales).text("told", "cy", {"link": "x"}, protected=True) == "Hei x"
    assert Wording.load(locales).unusable["cy"] == {"lines.child"}


def test_one_plural_form_that_needs_what_nobody_gives_spoils_them_all(locales: Path) -> None:
    write(locales, "pl", 'msgid "found"\nmsgid_plural "found"\nmsgstr[0] "rzecz"\nmsgstr[1] "{m}"\nmsgstr[2] "{n}"\n')
    assert Wording.load(locales).text("found", "pl", {"n": 5}) == "5 things"


@pytest.mark.parametrize("folder", ["polish", "xx", "pt_BR", "old stuff"])
def test_a_folder_that_is_no_language_is_refused_by_its_name(locales: Path, folder: str) -> None:
    write(locales, folder, message("told", "Told {link}"))
    with pytest.raises(SettingError, match=f"{folder}: no language has this code, such as en or pt-BR"):
        Wording.load(locales)


def test_a_file_in_another_encoding_is_refused_by_its_name(locales: Path) -> None:
    (locales / "pl").mkdir()
    (locales / "pl" / "messages.po").write_bytes(
        f'{HEADER}\nmsgid "told"\nmsgstr "Cze\u015b\u0107"\n'.encode("iso8859-2")
    )
    with pytest.raises(SettingError, match=r"pl/messages\.po: is not UTF-8 text"):
        Wording.load(locales)


def test_all_wording_files_of_a_folder_count(locales: Path) -> None:
    (locales / "en" / "web.po").write_text(HEADER + message("web.title", "Chat"), "utf-8")
    assert Wording.load(locales).text("web.title", "en") == "Chat"


# -- who it is said to ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("protected", "text"), [(True, "Hi Sam!"), (False, "Hello Sam!")])
def test_children_have_wording_of_their_own(locales: Path, protected: bool, text: str) -> None:  # noqa: FBT001
    reply = Reply("hello", "en", protected, {"name": "Sam"})
    assert Wording.load(locales).reply(reply) == text


def test_a_childs_wording_falls_back_to_everybodys(locales: Path) -> None:
    assert Wording.load(locales).text("told", "en", {"link": "x"}, protected=True) == "Told x"


# -- values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 6, 4), "Thursday 4 June"),
        (datetime(2026, 6, 4, 9, 5), "Thursday 4 June, 09:05"),  # noqa: DTZ001 - shown as given
        (Theme("play", {"en": "Play", "pl": "Zabawa"}), "Play"),
        (("a", "b", "c"), "a, b, and c"),
        (7, "7"),
        (Phrase("someone"), "a worker"),
        (Phrase("told", {"link": "here"}), "Told here"),
    ],
)
def test_a_value_is_shown_the_readers_way(locales: Path, value: object, shown: str) -> None:
    assert Wording.load(locales).shown(value, "en") == shown  # type: ignore[arg-type]


def test_our_own_phrase_opens_a_sentence_with_a_capital_and_a_name_stays_as_it_is(locales: Path) -> None:
    wording = Wording.load(locales)
    assert wording.text("read", "en", {"who": "sam"}) == "It is done. sam will read it. Ask sam."
    assert wording.text("read", "en", {"who": Phrase("someone")}).startswith("It is done. A worker will read it.")


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"phone": "101", "duty": "They must."}, "First.\nCall 101\nThey must.\nLast."),
        ({"phone": "", "duty": "They must."}, "First.\nThey must.\nLast."),
        ({"phone": "", "duty": ()}, "First.\nLast."),
    ],
)
def test_a_line_that_lacks_its_value_is_left_out(locales: Path, values: dict[str, str], text: str) -> None:
    assert Wording.load(locales).text("lines", "en", values) == text


def test_a_single_line_is_never_left_out(locales: Path) -> None:
    assert Wording.load(locales).text("told", "en", {"link": ""}) == "Told "


@given(words=st.text())
def test_what_people_write_is_never_taken_for_wording(words: str) -> None:
    shown = real_wording().text("share.heard", "en", {"words": words, "theme": "t", "place": "p", "kind": "k"})
    assert f"'{words}'" in shown


def test_words_inside_right_to_left_wording_are_held_apart() -> None:
    shown = real_wording().text("telegram.keeps_a_copy", "ar", {"link": "https://voices.example"})
    assert "\u2068https://voices.example\u2069" in shown
    assert right_to_left("ar")
    assert not right_to_left("pl")


# -- plurals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "text"), [(0, "0 things"), (1, "1 thing"), (2, "2 things")])
def test_english_has_two_forms(locales: Path, n: int, text: str) -> None:
    assert Wording.load(locales).text("found", "en", {"n": n}) == text


@pytest.mark.parametrize(
    ("n", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (103, 3), (11, 4), (99, 4), (100, 5), (102, 5)]
)
def test_arabic_has_six_forms(locales: Path, n: int, form: int) -> None:
    forms = "".join(f'msgstr[{one}] "form {one}"\n' for one in range(6))
    write(locales, "ar", f'msgid "found"\nmsgid_plural "found"\n{forms}', header=HEADER + SIX_FORMS)
    assert Wording.load(locales).text("found", "ar", {"n": n}) == f"form {form}"


@pytest.mark.parametrize("n", [0, 1, 2, 3, 11, 100])
def test_the_arabic_draft_has_a_form_of_its_own_for_each(n: int) -> None:
    texts = {real_wording().text("status.older", "ar", {"n": one}) for one in (0, 1, 2, 3, 11)}
    assert len(texts) == 5
    assert real_wording().text("status.older", "ar", {"n": n})


@pytest.mark.parametrize(("n", "word"), [(1, "starsza"), (2, "starsze"), (5, "starszych"), (22, "starsze")])
def test_polish_has_three_forms(n: int, word: str) -> None:
    assert real_wording().text("status.older", "pl", {"n": n}).endswith(f"{word}.")


def test_a_plural_with_a_form_missing_is_said_in_english(locales: Path) -> None:
    write(locales, "pl", 'msgid "found"\nmsgid_plural "found"\nmsgstr[0] "rzecz"\nmsgstr[1] ""\nmsgstr[2] ""\n')
    assert Wording.load(locales).text("found", "pl", {"n": 5}) == "5 things"


# -- buttons -------------------------------------------------------------------------------------------------------


def test_a_button_has_its_wording_or_the_packs_name() -> None:
    wording = real_wording()
    assert wording.label(Choice("t", "share.heard.right"), "en") == "That's right"
    assert wording.label(Choice("t", "any", Phrase("kind.idea")), "en") == "An idea"
    assert wording.label(Choice("t", "any", "polski"), "en") == "polski"


def test_a_packs_name_on_a_button_is_typed_as_it_is_shown() -> None:
    """Nothing invisible is put around it, whatever the direction of the language."""
    assert real_wording().label(Choice("t", "any", "Quayside"), "ar") == "Quayside"


def test_a_button_can_be_typed_in_other_ways() -> None:
    wording = real_wording()
    assert "yes" in wording.spellings(Choice("t", "share.heard.right"), "en")
    assert "tak" in wording.spellings(Choice("t", "share.heard.right"), "pl")
    assert wording.spellings(Choice("t", "share.what.person"), "en") == ()


def test_a_day_is_written_in_the_order_of_its_language() -> None:
    """Chinese writes the month before the day; a time of day comes after either."""
    said = real_wording()
    day, moment = date(2026, 6, 4), datetime(2026, 6, 4, 9, 5, tzinfo=UTC)
    assert [said.shown(day, code) for code in ("en", "ro", "zh")] == ["Thursday 4 June", "joi 4 iunie", "6月4日周四"]
    assert [said.shown(moment, code) for code in ("en", "zh")] == ["Thursday 4 June, 09:05", "6月4日周四 09:05"]
