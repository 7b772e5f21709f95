"""What `earshot check` says of the languages: those that are on, and the drafts that are off."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from bot.checkup.finding import Finding, Level
from bot.checkup.town import words
from bot.domain.area import Area
from tests.factories_pack import make_area
from tests.factories_reading import LOCALES


def speaking(*codes: str) -> Area:
    """The made-up town with these of its languages, all but English being drafts."""
    area = make_area()
    return replace(area, languages=tuple(one for one in area.languages if one.code in ("en", *codes)))


def drafts(found: Iterable[Finding]) -> list[tuple[Level, str]]:
    return [(one.level, one.sentence) for one in found if one.subject == "draft"]


def locales(folder: Path, polish: str) -> Path:
    """English of one text with its word lists, and a draft of Polish."""
    for language, text in (("en", 'msgid "share.thanks"\nmsgstr "Thanks, {mobiliser}."\n'), ("pl", polish)):
        (folder / language).mkdir()
        (folder / language / "messages.po").write_text(text, "utf-8")
    for file, lists in (("reserved", '[words]\nback = ["back"]'), ("danger", "")):
        (folder / "en" / f"{file}.toml").write_text(lists)
    (folder / "en" / "danger.toml").write_text('[[rule]]\nname = "fire"\nlevel = "red"\nphrases = ["on fire"]\n')
    return folder


def test_what_a_draft_lacks_is_listed_and_nothing_of_it_is_wrong(tmp_path: Path) -> None:
    found = drafts(words(speaking("pl"), locales(tmp_path, 'msgid "other"\nmsgstr "Inne"\n')))
    assert {level for level, _ in found} == {Level.WARNING}
    told = "\n".join(sentence for _, sentence in found)
    assert "Polski (pl) lacks 1 texts, shown in English: share.thanks" in told
    assert "write pl/danger.toml" in told
    assert "write pl/reserved.toml" in told


def test_what_a_draft_says_that_cannot_be_said_is_listed(tmp_path: Path) -> None:
    polish = 'msgid "share.thanks"\nmsgstr "Dziękujemy, {pracownik}."\n'
    told = "\n".join(sentence for _, sentence in drafts(words(speaking("pl"), locales(tmp_path, polish))))
    assert "names values in braces that nobody gives, so English is shown: share.thanks" in told


def test_a_draft_marked_fuzzy_is_not_yet_said(tmp_path: Path) -> None:
    polish = '#, fuzzy\nmsgid "share.thanks"\nmsgstr "Dziękujemy, {mobiliser}."\n'
    told = "\n".join(sentence for _, sentence in drafts(words(speaking("pl"), locales(tmp_path, polish))))
    assert "lacks 1 texts" in told


def test_a_whole_draft_waits_for_a_reader() -> None:
    area = speaking("pl")
    for code, name in (("ro", "Română"), ("zh", "中文")):
        area = replace(area, languages=(*area.languages, replace(area.languages[1], code=code, name=name)))
    found = drafts(words(area, LOCALES))
    assert len(found) >= 3
    assert all("lacks" in sentence or "languages.toml names a reader" in sentence for _, sentence in found)
