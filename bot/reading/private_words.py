"""The words of a language by which private details, places and streets are told."""

from typing import Any

from msgspec import Struct


class PrivateWords(Struct, frozen=True):
    """The words by which private details, places and streets are told in a language.

    Names: `first_names` are names on sight, `ambiguous_names` only where written like one (they are words too);
    `surnames` and `ambiguous_surnames` likewise; in Chinese a name is one of `sign_surnames` with one of `sign_titles`
    after it, and more. `titles` come before a surname, `sure_titles` before nothing else,
    so that it may be written small. A name is said after `name_comes_after`, and where it is no word of the
    language after `name_may_come_after`; `relations` are people spoken of by name after them, `called_by` phrases
    lead up to one, and where it is no word so do `feelings`; `owned` is what a name with 's has, `harms` are done
    to somebody and `deeds` by somebody, `people_are` is said of people, `name_does` stands after a name (verbs).
    `not_names` never are, `famous` people are nobody's secret, `named_after` are things called by a name ("Jack's
    gym"), `not_after_name` say that a name is a plant's. `own_name_comes_after` are phrases after which one's own
    is said. `folk` are further people told by where they live, `close_by` phrases say where that is,
    `people_known_here` are two words that point at one person by themselves. `asks_for` phrases ask somebody for
    what nobody may ask a child for.

    Addresses and schools: `streets` end a street's name (`sure_streets` are no other word) and `buildings` a
    house's, `streets_with_the` are streets called so with "the", `streets_if_capital` end a name where both are
    written with capitals, `streets_begin` begin one where so written; `homes` stand before a door's number and
    `doors` say that it is one, `rooms` of them where more says so; `houses` are homes, `house_marks` say which and
    `house_parts` what of one, `homes_near` follow in "the house next to ...", `living` says that someone lives
    where the next words say, `lives` likewise with a few words between, `home_after` that it was the words before;
    `units` after a number make a count of it. `schools` end a school's name, `plain_schools` say which kind of
    school without naming it, `school_cues` lead up to one, after `school_comes_after` one is named, after
    `school_may_come_after` where it is written so; `school_saints` are names of many a school, `school_signs` speak
    of school, `school_follows` stands after a school's name, `school_says` after one at the head of a sentence;
    `pupils` go to school, `class_words` are owned by a teacher; `stops` are never part of a street's or a school's
    name.

    Numbers and accounts: `phone_cues`, `birth_cues`, `handle_cues` and `vehicle_cues` stand before what they
    announce, `sure_vehicle_cues` before nothing else; `birth_phrases` are several words that announce a birth,
    `not_births` after a birthday make it an event. `digits` are the ways to say 0 to 9, `hundreds` two noughts,
    `repeats` double and treble, `between_digits` what is said in a number; `months`, `ordinals`, figures with one of
    `day_ends` and, behind a day, `other_months` make dates; `leads_to_day` stands between a birthday and its day,
    `comes_of_age` before an age that has a day, `turns` before none else, `expecting` before a child that is "due",
    `weekdays`, `near_days` ("tomorrow") and `feasts` are days; `tens` are ten to twenty and the tens after it;
    `at_signs` and `dots` spell a mail address, `mail_hosts` need no dot. `joins_handle` may stand between a cue and a
    handle, `not_handles` are none,
    `finds_account` says what one does with one.

    Places: `place_cues` lead up to a place, `articles` make a common thing of it, after a name `estates` say that a
    place is meant, `not_after_place` that none is; `elsewhere` words after one, or after words of `lies_by`, that
    another of its name is (`elsewhere_if_capital` so written), and `within` before what ends as `towns_end` do;
    `no_street` are phrases of a street's ending that make no street of a name. `surname_is` and `surname_words` make
    one of it, so do `kin` and `pets` who are owned or called by it, and `households`, unless `not_households` follow.
    `ordinary` words make place names that mean something else too, `everyday` words are never a misspelt place.
    """

    first_names: frozenset[str] = frozenset()
    ambiguous_names: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    ambiguous_surnames: frozenset[str] = frozenset()
    sign_surnames: frozenset[str] = frozenset()
    sign_titles: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    sure_titles: frozenset[str] = frozenset()
    name_comes_after: tuple[str, ...] = ()
    name_may_come_after: tuple[str, ...] = ()
    own_name_comes_after: tuple[str, ...] = ()
    close_by: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()
    people_known_here: frozenset[str] = frozenset()
    folk: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    called_by: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    harms: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    people_are: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    name_does: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    famous: tuple[str, ...] = ()
    named_after: frozenset[str] = frozenset()
    not_after_name: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    sure_streets: frozenset[str] = frozenset()
    buildings: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    doors: frozenset[str] = frozenset()
    homes_near: tuple[str, ...] = ()
    living: tuple[str, ...] = ()
    lives: frozenset[str] = frozenset()
    home_after: tuple[str, ...] = ()
    houses: frozenset[str] = frozenset()
    house_marks: frozenset[str] = frozenset()
    house_parts: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()
    streets_with_the: frozenset[str] = frozenset()
    streets_if_capital: frozenset[str] = frozenset()
    streets_begin: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    plain_schools: frozenset[str] = frozenset()
    school_cues: frozenset[str] = frozenset()
    school_comes_after: tuple[str, ...] = ()
    school_may_come_after: tuple[str, ...] = ()
    school_saints: tuple[str, ...] = ()
    school_signs: frozenset[str] = frozenset()
    school_follows: tuple[str, ...] = ()
    school_says: frozenset[str] = frozenset()
    pupils: frozenset[str] = frozenset()
    class_words: frozenset[str] = frozenset()
    phone_cues: frozenset[str] = frozenset()
    birth_cues: frozenset[str] = frozenset()
    birth_phrases: tuple[str, ...] = ()
    not_births: frozenset[str] = frozenset()
    leads_to_day: frozenset[str] = frozenset()
    comes_of_age: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()
    expecting: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    other_months: frozenset[str] = frozenset()
    near_days: frozenset[str] = frozenset()
    feasts: tuple[str, ...] = ()
    tens: tuple[str, ...] = ()
    handle_cues: frozenset[str] = frozenset()
    joins_handle: frozenset[str] = frozenset()
    not_handles: frozenset[str] = frozenset()
    finds_account: frozenset[str] = frozenset()
    vehicle_cues: frozenset[str] = frozenset()
    sure_vehicle_cues: frozenset[str] = frozenset()
    digits: tuple[str, ...] = ()
    hundreds: frozenset[str] = frozenset()
    repeats: tuple[str, ...] = ()
    between_digits: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    ordinals: tuple[str, ...] = ()
    day_ends: tuple[str, ...] = ()
    at_signs: frozenset[str] = frozenset()
    dots: frozenset[str] = frozenset()
    mail_hosts: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    place_cues: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    estates: frozenset[str] = frozenset()
    not_after_place: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    elsewhere_if_capital: frozenset[str] = frozenset()
    lies_by: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    towns_end: tuple[str, ...] = ()
    no_street: tuple[str, ...] = ()
    surname_is: tuple[str, ...] = ()
    surname_words: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    pets: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()
    not_households: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()

    def beside(self, other: "PrivateWords") -> "PrivateWords":
        """These words and another language's: people of every language are named in every language."""
        return PrivateWords(**{name: _beside(getattr(self, name), getattr(other, name)) for name in PRIVATE_LISTS})


PRIVATE_LISTS = PrivateWords.__struct_fields__


def _beside(mine: Any, others: Any) -> Any:
    """Both lists together; the same object where one has it all, since the lists of names are long."""
    if isinstance(mine, tuple):
        return mine + tuple(one for one in others if one not in mine)
    return others if mine <= others else mine if others <= mine else mine | others
