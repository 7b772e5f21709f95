"""Folding a text, and finding the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.normalise import plain, words

ANY_TEXT = st.text(st.characters(codec=None), max_size=80)


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("HELLO", "hello"),
        ("\uff28\uff45\uff59", "hey"),
        ("zażółć gęślą", "zazolc gesla"),
        ("d\u200bi\u00ade", "die"),
        ("k\u0336i\u0321ll", "kill"),
        ("\u0456 w\u0430nt", "i want"),
        ("don\u2019t", "don't"),
        ("\u0661\u0662", "12"),
        ("a\ud800b", "ab"),
        ("two\t  three \r\n four", "two three \n four"),
        ("an \u200b \u00a0é", "an e"),
    ],
)
def test_writing_differently_makes_no_difference(given_text: str, folded: str) -> None:
    assert plain(given_text).text == folded


def test_apostrophes_are_left_out_of_words() -> None:
    assert words("It\u2019s Fuller's. DON'T!") == ("its", "fullers", ".", "dont", "!")


def test_words_of_two_scripts_written_together_are_two_but_for_a_slip_of_one_letter() -> None:
    assert words("بBletchley وKieran ب14") == ("ب", "bletchley", "و", "kieran", "ب", "14")
    assert words("Kieranএর Tescoতে ৭টায়") == ("kieran", "এর", "tesco", "তে", *words("৭টায়"))
    assert words("وولوpٹن") == ("وولوpٹن",)


def test_a_bengali_word_keeps_its_vowels_for_without_them_it_is_another() -> None:
    assert words("মরা। মারা") == ("মরা", ".", "মারা")
    assert words("য়ে") == words("য়ে") == words("যে")


def test_every_sign_of_chinese_is_a_word_so_that_phrases_are_found_inside_a_sentence() -> None:
    assert words("我不想活了\u3002Help我\uff01") == ("我", "不", "想", "活", "了", ".", "help", "我", "!")


def test_urdu_typed_on_an_arabic_keyboard_is_the_same() -> None:
    assert words("مجھے کیوں؟ ہاں\u06d4") == words("مجهے كيوں? هاں.")


@given(ANY_TEXT)
def test_every_word_knows_where_it_stood_in_the_text_as_given(text: str) -> None:
    told = plain(text)
    for number in range(len(told.words)):
        first, last = told.span(told.starts[number], told.ends[number])
        assert 0 <= first < last <= len(text)
        assert set(told.words[number]) <= set("".join(plain(text[first:last]).words))


@given(ANY_TEXT)
def test_places_in_the_text_as_given_never_go_backwards(text: str) -> None:
    told = plain(text)
    assert len(told.at) == len(told.text)
    assert list(told.at) == sorted(told.at)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = plain(text).words
    assert words(" ".join(once)) == once


def test_a_ligature_of_eighteen_letters_does_not_blow_a_text_up() -> None:
    assert len(plain("\ufdfa" * 100).text) <= 400
