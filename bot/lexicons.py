"""Reads the word lists of every language from its folder of locales; says which file and key is wrong."""

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from bot.conversation.events import Reserved
from bot.danger_scenes import scenes_in
from bot.domain.contribution import Interest, Kind
from bot.domain.reading import DangerLevel
from bot.errors import PackError
from bot.kinds_told import kinds_told_in
from bot.private_told import private_told_in
from bot.reading.lexicons import (
    DangerRule,
    DangerWords,
    Example,
    KindWords,
    KinWords,
    Lexicon,
    Lexicons,
    WordGroups,
    WordList,
)
from bot.reading.normalise import words
from bot.reading.private_words import PRIVATE_LISTS, PrivateWords
from bot.vocabularies import dictionary, vocabularies

FILES = (
    "reserved.toml",
    "kind.toml",
    "danger.toml",
    "private.toml",
    "places.toml",
    "names.toml",
    "examples.toml",
    "examples",
)
DANGER_FILES = ("danger.toml", "danger_frames.toml", "danger_kin.toml", "danger_examples.toml")
"""One word list in parts: set phrases, ways of telling, and sentences to learn from. Only the first has to be there."""

RESERVED_LISTS = ("words", "small_talk")
KIND_LISTS = ("groups", "sure", "firm", "soft", "opening", "sorts")
DANGER_LISTS = ("alike", "gravest", "dangerous", "calm")


PRIVATE_FILES = ("private.toml", "places.toml", "names.toml")
"""One word list in parts. None of them has to be there."""
JOINED = ("joined_before", "joined_after")
"""What is written as one word with a first name, before it ("and", "for" in Arabic) or after it (Bengali endings)."""


def load_lexicons(locales: Path) -> Lexicons:
    """The lexicon of every language that has a folder with word lists in `locales`; PackError where one is wrong."""
    folders = [one for one in sorted(locales.iterdir()) if any((one / name).exists() for name in FILES)]
    return {folder.name: _lexicon(folder) for folder in folders}


def _lexicon(folder: Path) -> Lexicon:
    path = folder / "reserved.toml"
    table = _table(path, RESERVED_LISTS)
    vocabulary, common = vocabularies(folder.name)
    return Lexicon(
        reserved=_reserved(path, table),
        small_talk=_groups(path, table, "small_talk").get("words", ()),
        kind=_kind(folder),
        danger=_danger(folder),
        private=_private(folder),
        told_private=private_told_in(folder / "private"),
        examples=tuple(chain.from_iterable(map(_examples, _example_files(folder)))),
        kinds=kinds_told_in(folder / "kinds"),
        kin=_kin(folder / "kin.toml", folder / "known_concerns.toml"),
        vocabulary=vocabulary,
        common=common,
        dictionary=dictionary(folder.name),
    )


def _table(path: Path, known: Collection[str] = ()) -> dict[str, Any]:
    """What a file holds, nothing where it is not there; a list that is not `known` (any, where none is) is refused."""
    try:
        table = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PackError(f"{path}: {wrong}") from wrong
    _check_known(f"{path}", table, known or table)
    return table


def _check_known(where: str, given: Iterable[str], known: Collection[str]) -> None:
    """A misspelt name must not pass in silence: what stands under it would never be heard."""
    for key in given:
        if key not in known:
            raise PackError(f"{where}: {key}: there is no such list; the lists are {', '.join(sorted(known))}")


def _reserved(path: Path, table: Mapping[str, Any]) -> WordGroups:
    spellings = _groups(path, table, "words")
    _check_known(f"{path}: words", spellings, tuple(Reserved))
    return spellings


def _kind(folder: Path) -> KindWords:
    path, of_words = folder / "kind.toml", folder / "kind_kin.toml"
    table, kin = _table(path, KIND_LISTS), _table(of_words, ("endings", "kin"))
    return KindWords(
        groups=_groups(path, table, "groups"),
        sure={Kind(name): found for name, found in _by_kind(path, table, "sure").items()},
        firm={Kind(name): found for name, found in _by_kind(path, table, "firm").items()},
        soft={Kind(name): found for name, found in _by_kind(path, table, "soft").items()},
        sorts=_sorts(path, table),
        opening={Kind(name): found for name, found in _by_kind(path, table, "opening").items()},
        kin=_groups(of_words, kin, "kin"),
        endings=_texts(of_words, "endings", kin.get("endings", [])),
    )


def _sorts(path: Path, table: Mapping[str, Any]) -> Mapping[Interest, WordList]:
    found = _groups(path, table, "sorts")
    _check_known(f"{path}: sorts", found, tuple(Interest))
    return {Interest(name): tuple(map(_folded, phrases)) for name, phrases in found.items()}


def _by_kind(path: Path, table: Mapping[str, Any], key: str) -> WordGroups:
    found = _groups(path, table, key)
    for name in found:
        if name not in set(Kind):
            raise PackError(f"{path}: {key}: {name} is no kind; the kinds are {', '.join(Kind)}")
    return found


def _danger(folder: Path) -> DangerWords:
    parts = [_danger_part(folder / name) for name in DANGER_FILES]
    return DangerWords(
        groups=_danger_groups(folder, parts),
        rules=tuple(chain.from_iterable(part.rules for part in parts)),
        shorter=dict(chain.from_iterable(part.shorter.items() for part in parts)),
        alike=_of_all(parts, "alike"),
        gravest=_of_all(parts, "gravest"),
        dangerous=_of_all(parts, "dangerous"),
        calm=_of_all(parts, "calm"),
        scenes=scenes_in(folder / "danger"),
        kin=dict(chain.from_iterable(part.kin.items() for part in parts)),
    )


def _of_all(parts: Sequence[DangerWords], name: str) -> WordList:
    return tuple(chain.from_iterable(getattr(part, name) for part in parts))


def _danger_groups(folder: Path, parts: Sequence[DangerWords]) -> WordGroups:
    """The groups of all files. A name stands in one of them, and `alike` names only groups of its file or before."""
    groups: dict[str, WordList] = {}
    for name, part in zip(DANGER_FILES, parts, strict=True):
        if twice := groups.keys() & part.groups.keys():
            raise PackError(f"{folder / name}: groups: {', '.join(sorted(twice))}: already in a file before this one")
        groups |= part.groups
        if unknown := set(part.alike) - groups.keys():
            raise PackError(f"{folder / name}: alike: there is no group {', '.join(sorted(unknown))}")
    return groups


def _danger_part(path: Path) -> DangerWords:
    table = _table(path, ("groups", "kin", "rule", "shorter", *DANGER_LISTS))
    return DangerWords(
        groups=_groups(path, table, "groups"),
        kin=_groups(path, table, "kin"),
        rules=_rules(path, table.get("rule", [])),
        shorter=_shorter(path, table.get("shorter", {})),
        alike=_texts(path, "alike", table.get("alike", [])),
        gravest=_texts(path, "gravest", table.get("gravest", [])),
        dangerous=_texts(path, "dangerous", table.get("dangerous", [])),
        calm=_texts(path, "calm", table.get("calm", [])),
    )


def _shorter(path: Path, given: object) -> Mapping[str, str]:
    if isinstance(given, dict) and all(isinstance(one, str) and two.count(" ") == 1 for two, one in given.items()):
        return given
    raise PackError(f"{path}: shorter: two words on the left of each line, one on the right")


def _rules(path: Path, given: object) -> tuple[DangerRule, ...]:
    if isinstance(given, list) and all(isinstance(one, dict) for one in given):
        return tuple(_rule(path, number, rule) for number, rule in enumerate(given, start=1))
    raise PackError(f"{path}: rule: each is a table of its own, under a line [[rule]]")


def _rule(path: Path, number: int, rule: Mapping[str, Any]) -> DangerRule:
    where = f"rule {number} ({rule.get('name', 'unnamed')})"
    _check_known(f"{path}: {where}", rule, ("name", "level", "phrases", "unless"))
    if str(rule.get("level")) not in set(DangerLevel) or not isinstance(rule.get("name"), str):
        raise PackError(f"{path}: {where}: a rule has a name, and a level that is one of {', '.join(DangerLevel)}")
    return DangerRule(
        name=rule["name"],
        level=DangerLevel(rule["level"]),
        phrases=_texts(path, f"{where}: phrases", rule.get("phrases")),
        unless=_texts(path, f"{where}: unless", rule.get("unless", [])),
    )


def _private(folder: Path) -> PrivateWords:
    lists: dict[str, WordList] = {}
    for path in (folder / name for name in PRIVATE_FILES):
        for key, given in _table(path, (*PRIVATE_LISTS, *JOINED)).items():
            lists[key] = lists.get(key, ()) + tuple(_texts(path, key, given))
    before, after = (("", *lists.pop(key, ())) for key in JOINED)
    names = lists.get("first_names", ())
    lists["first_names"] = tuple(f"{one}{name}{other}" for name in names for one in before for other in after)
    whole = PrivateWords()
    return PrivateWords(**{key: type(getattr(whole, key))(map(_folded, given)) for key, given in lists.items()})


def _kin(path: Path, of_concerns: Path) -> KinWords:
    table, ways = _table(path, KinWords.__struct_fields__), _table(of_concerns, ("lists", "known"))
    spots, where, small, numbered = (
        _texts(path, key, table.get(key, [])) for key in ("spots", "where", "small", "numbered")
    )
    things, matters, frames, times, folk = (
        _groups(path, table, key) for key in ("things", "matters", "frames", "times", "folk")
    )
    named, known = _groups(of_concerns, ways, "lists"), _groups(of_concerns, ways, "known")
    return KinWords(things, matters, frames, times, folk, spots, where, small, numbered, named, known)


def _folded(text: str) -> str:
    """As texts are read: what stands in a list with accents must be found in words without."""
    return text if text.isascii() else " ".join(words(text))


def _example_files(folder: Path) -> Sequence[Path]:
    """One file, or where it would grow long a folder of them."""
    return (folder / "examples.toml", *sorted((folder / "examples").glob("*.toml")))


def _examples(path: Path) -> tuple[Example, ...]:
    table = {theme: _without_lines(kinds) for theme, kinds in _table(path).items()}
    return tuple(
        Example(text, Kind(kind), theme)
        for theme in table
        for kind, texts in _by_kind(path, table, theme).items()
        for text in texts
    )


def _without_lines(kinds: object) -> object:
    """Sentences may be given as one text with a line for each: nobody has to mind quotes and commas."""
    if not isinstance(kinds, dict):
        return kinds
    return {kind: _lines(given) if isinstance(given, str) else given for kind, given in kinds.items()}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _groups(path: Path, table: Mapping[str, Any], key: str) -> WordGroups:
    given = table.get(key, {})
    if not isinstance(given, dict):
        raise PackError(f"{path}: {key} is a table of lists")
    return {name: _texts(path, f"{key}.{name}", texts) for name, texts in given.items()}


def _texts(path: Path, key: str, given: object) -> WordList:
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return tuple(given)
    raise PackError(f"{path}: {key}: a list of texts is due here")
