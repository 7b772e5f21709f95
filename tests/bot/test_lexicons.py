"""Word lists are read from their folders, and a wrong one is named by file and key."""

from pathlib import Path

import pytest

from bot.domain.contribution import Kind
from bot.errors import PackError
from bot.lexicons import load_lexicons
from tests.factories_reading import CODES, LOCALES


def written(folder: Path, name: str, text: str) -> Path:
    (folder / "xx").mkdir()
    (folder / "xx" / name).write_text(text, "utf-8")
    return folder


def test_the_languages_shipped_are_read() -> None:
    assert set(load_lexicons(LOCALES)) >= set(CODES)


def test_english_has_examples_enough_to_learn_from() -> None:
    examples = load_lexicons(LOCALES)["en"].examples
    assert all(sum(one.kind is kind for one in examples) >= 60 for kind in Kind)
    themes = {one.theme for one in examples}
    assert all(sum(one.theme == theme for one in examples) >= 60 for theme in themes)
    assert len({one.text for one in examples}) == len(examples)


def test_a_folder_without_word_lists_is_no_language(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    assert load_lexicons(tmp_path) == {}


def test_a_language_may_begin_with_one_list(tmp_path: Path) -> None:
    lexicon = load_lexicons(written(tmp_path, "reserved.toml", '[words]\nhelp = ["pomoc"]'))["xx"]
    assert lexicon.reserved == {"help": ("pomoc",)}
    assert lexicon.examples == ()


def test_examples_may_be_lines_of_a_text_and_stand_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "xx" / "examples").mkdir(parents=True)
    (tmp_path / "xx" / "examples" / "housing.toml").write_text("[housing]\nissue = '''\nit's damp\n\n  no heat \n'''")
    examples = load_lexicons(tmp_path)["xx"].examples
    assert [(one.text, one.kind, one.theme) for one in examples] == [
        ("it's damp", Kind.ISSUE, "housing"),
        ("no heat", Kind.ISSUE, "housing"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("reserved.toml", "[words", "reserved.toml"),
        ("reserved.toml", 'words = "help"', "words"),
        ("reserved.toml", "[words]\nhelp = [1]", "words.help"),
        ("kind.toml", '[firm]\nrant = ["x"]', "rant"),
        ("danger.toml", '[[rule]]\nname = "x"\nlevel = "purple"\nphrases = ["x"]', "rule 1"),
        ("danger.toml", '[[rule]]\nname = "x"\nlevel = "red"', "phrases"),
        ("private.toml", 'mames = ["x"]', "mames"),
        ("danger.toml", '[[rule]]\nname = "x"\nlevel = ["red"]\nphrases = ["x"]', "rule 1 \\(x\\): a rule has a name"),
        ("danger.toml", '[rule]\nname = "x"', r"rule: each is a table of its own, under a line \[\[rule\]\]"),
        ("danger.toml", 'rule = ["x"]', "rule: each is a table"),
        ("danger.toml", 'alike = "near"', "alike: a list of texts is due here"),
        ("private.toml", 'titles = "mr"', "titles: a list of texts is due here"),
        ("reserved.toml", 'small_talk = ["hi"]', "small_talk is a table of lists"),
        ("kind.toml", "firm = 3", "firm is a table of lists"),
        ("examples.toml", 'housing = ["x"]', "housing is a table of lists"),
        ("examples.toml", '[housing]\nrant = ["x"]', "rant"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(PackError, match=says) as wrong:
        load_lexicons(written(tmp_path, name, text))
    assert name in str(wrong.value)


@pytest.mark.parametrize(
    ("name", "text", "unknown"),
    [
        ("danger.toml", '[[rule]]\nname = "x"\nlevel = "red"\nphrases = ["x"]\nunles = ["y"]', "unles"),
        ("danger.toml", 'gravst = ["x"]', "gravst"),
        ("danger_frames.toml", "rules = []", "rules"),
        ("danger_examples.toml", 'calmer = ["x"]', "calmer"),
        ("reserved.toml", '[word]\nhelp = ["x"]', "word"),
        ("reserved.toml", '[words]\nhelpp = ["x"]', "helpp"),
        ("kind.toml", '[firmly]\nidea = ["x"]', "firmly"),
        ("private.toml", 'title = ["mr"]', "title"),
    ],
)
def test_a_misspelt_list_is_refused_for_nothing_under_it_would_be_heard(
    tmp_path: Path, name: str, text: str, unknown: str
) -> None:
    folder = written(tmp_path, "reserved.toml", "")
    (folder / "xx" / name).write_text(text, "utf-8")
    with pytest.raises(PackError, match=f"{name}: (.*: )?{unknown}: there is no such list; the lists are"):
        load_lexicons(folder)


def test_private_words_are_found_with_their_accents_or_without(tmp_path: Path) -> None:
    private = load_lexicons(written(tmp_path, "private.toml", 'relations = ["córka"]'))["xx"].private
    assert private.relations == {"corka"}


def test_danger_may_be_told_in_several_files(tmp_path: Path) -> None:
    folder = written(tmp_path, "danger.toml", '[groups]\nnear = ["dad"]')
    (folder / "xx" / "danger_frames.toml").write_text('[shorter]\n"i am" = "im"', "utf-8")
    (folder / "xx" / "danger_examples.toml").write_text('alike = ["near"]\ngravest = ["dad hits"]', "utf-8")
    danger = load_lexicons(folder)["xx"].danger
    assert (danger.groups, danger.alike, danger.gravest) == ({"near": ("dad",)}, ("near",), ("dad hits",))
    assert danger.shorter == {"i am": "im"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[groups]\nnear = ["mum"]', "near: already in a file before this one"),
        ('alike = ["far"]', "alike: there is no group far"),
        ('[shorter]\n"iam" = "im"', "shorter: two words on the left"),
    ],
)
def test_a_wrong_part_of_danger_is_named(tmp_path: Path, text: str, wrong: str) -> None:
    folder = written(tmp_path, "danger.toml", '[groups]\nnear = ["dad"]')
    (folder / "xx" / "danger_frames.toml").write_text(text, "utf-8")
    with pytest.raises(PackError, match=f"danger_frames.toml: .*{wrong}"):
        load_lexicons(folder)


def test_kinds_of_word_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    text = 'endings = ["ing"]\n\n[kin]\nnuisance = ["rats", "damp"]\n'
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "kind.toml").write_text("[groups]\n")
    (tmp_path / "xx" / "kind_kin.toml").write_text(text)
    kind = load_lexicons(tmp_path)["xx"].kind
    assert (kind.kin, kind.endings) == ({"nuisance": ("rats", "damp")}, ("ing",))


def test_a_list_beside_the_kinds_of_word_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "kind.toml").write_text("[groups]\n")
    (tmp_path / "xx" / "kind_kin.toml").write_text("[kinds]\n")
    with pytest.raises(PackError, match="kinds"):
        load_lexicons(tmp_path)
