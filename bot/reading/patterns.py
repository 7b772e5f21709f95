"""Forms with a language's words in them: telephone numbers, dates, postcodes and mail addresses, said or written."""

import re
from collections.abc import Collection, Iterable
from itertools import chain

from bot.reading.normalise import HAN
from bot.reading.private_words import PrivateWords

_ENDINGS = "com|co|uk|org|net|edu|gov|eu|pl|ro|me|info|io|church|online|biz|tv|ie|de|fr|xyz"  # of mail hosts
_LONG_ENOUGH = 6  # letters of a month that may be misspelt


def number(words: PrivateWords) -> re.Pattern[str]:
    """Digits in a row, as signs or as words, with what is said or drawn between them."""
    said = [word for one in (*words.digits, *words.repeats) for word in one.split()]
    letter = r"o(?![a-np-z])|(?<=\d)[il](?=\d)|(?<=[ \-])[il](?=\d\d)"  # typed for a digit
    digit = rf"(?:\d|{letter}|(?:{any_of((*said, *words.hundreds))})(?![a-z]))" if said else rf"(?:\d|{letter})"
    between = rf"(?: (?:{any_of(words.between_digits)})(?= )){{0,2}}" if words.between_digits else ""
    signs = r"(?:_|[^\w\u00a3$\u20ac%:;?!\n]){0,5}"
    before = r"(?<![a-z0-9_\u00a3$\u20ac,])(?<!\d\.)(?:plus )?"  # letters of scripts without spaces may stand before
    return re.compile(rf"{before}(?:\+ ?|\(\+?|00)?\(?{digit}(?:{between}{signs}{digit})*(?![a-z0-9_])")


_DAY_MONTH = r"(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
_FIGURES = (
    r"\d{1,2}(?:st|nd|rd|th)? ?[/\\.\-, |_:] ?\d{1,2}(?:st|nd|rd|th)? ?[/\\.\-, |_:] ?'?(?:19|20)?\d\d",
    r"(?:19|20)\d\d[\-/. ]\d\d?[\-/. ]\d\d?",
    r"(?:19|20)?\d\d\u5e74(?:\d{1,2}\u6708(?:\d{1,2}[\u65e5\u53f7\u865f]?)?)?|\d{1,2}\u6708\d{1,2}[\u65e5\u53f7\u865f]",
    r"(?:[〇零一二三四五六七八九]{2,4}|(?:19|20)\d\d)年[一二三四五六七八九十正腊臘冬]{1,2}月(?:[初廿一二三四五六七八九十]{1,3}[日号號]?)?",
    r"(?:\d ){5,7}\d",
    rf"{_DAY_MONTH}(?:19|20)?\d\d|(?:19|20)?\d\d{_DAY_MONTH}",
)
"""A day, a month and a year in figures, parted by whatever people type."""


def date(words: PrivateWords) -> re.Pattern[str]:
    """A day, month and year in figures, or a day and month in words, with its year where it is said."""
    figures = rf"(?<!\d)(?:{'|'.join(_FIGURES)})(?!\d)(?:(?<=[\u65e5\u53f7\u6708\u5e74])|(?![a-z]))"
    if not words.months:
        return re.compile(figures)
    day, month = _day(words), rf"(?:{any_of(_with_slips(words.months))})"
    year = r"(?:[ ,./\-]{0,2}'?(?:19|20)?\d\d(?!\d)(?: ?r\b\.?)?)"
    counted = rf"(?:{any_of(words.tens)})(?:[ -](?:{any_of(chain.from_iterable(map(str.split, words.digits)))}))? of"
    numbered = rf"{day} (?:day )?of (?:the )?{day}(?: (?:19|20)?\d\d)?"  # "9th of the 3rd 61"
    spoken = (
        rf"{day}[ ./\-]{{0,2}}(?:day )?(?:of )?(?:the |this |next )?[ \-/.]?{month}(?![a-z])\.?{year}?"
        rf"|{month}[ .\-/]{{1,2}}(?:the )?{day}{year}?"
        rf"|{month}\.? (?:19|20)\d\d|{numbered}|last day (?:of|in) {month}"
        + (rf"|{counted} (?:the )?{month}{year}?" if words.tens and words.digits else "")
        + (rf"|{day} (?:de )?(?:{any_of(words.other_months)})(?: (?:1[34]|19|20)\d\d)?" if words.other_months else "")
    )
    return re.compile(rf"(?:(?<![^\W_])|(?<=[a-z])(?=\d))(?:{spoken})(?![^\W_])|{figures}")


def _day(words: PrivateWords) -> str:
    """A day of the month in figures or in words."""
    said = f"|(?:{any_of(words.ordinals)})".replace("\\ ", "[ -]") if words.ordinals else ""
    ends = any_of(("st", "nd", "rd", "th", *words.day_ends))
    return rf"(?:(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:[ \-]?(?:{ends})(?![^\W_]))?{said})"


def _with_slips(told: Iterable[str]) -> frozenset[str]:
    """Words with one letter left out or two swapped, of those that are long enough to be known all the same."""
    slips = set(told)
    for word in tuple(slips):
        if len(word) >= _LONG_ENOUGH:
            slips.update(word[:at] + word[at + 1 :] for at in range(1, len(word)))
            slips.update(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return frozenset(slips)


def _with_apostrophes(told: Iterable[str]) -> frozenset[str]:
    """Words as they stand, and with an apostrophe before the last letter: "new years eve", "new year's eve"."""
    return frozenset(chain.from_iterable((one, re.sub(r"s\b", "'s", one)) for one in told))


def loose_date(words: PrivateWords) -> re.Pattern[str]:
    """A day told by less than day and month: "the 23rd", "12/06", "next friday", "1952", "christmas day"."""
    said = any_of(
        (*words.tens, "thousand", "hundred", *words.hundreds, *(word for one in words.digits for word in one.split()))
    )
    weekday = rf"(?:(?:next|last|this|on) )?(?:{any_of(words.weekdays)})(?: (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)?"
    ways = [
        r"(?<![/.\-])\d{1,2}[/.\-]\d{1,2}(?![/.\-]?\d)",
        r"\d{1,2} ?(?:st|nd|rd|th) of (?:last|this|next) month",
        r"\d{1,2} ?(?:st|nd|rd|th)(?! (?:of|place|floor|time|year))",
        r"(?:19|20)\d\d(?!\d)",
        r"(?<=in )[2-9]\d(?! ?[a-z\d])|(?<=')\d\d(?!\d)",
        rf"(?:{said})(?:[ ,\-]{{1,2}}(?:and )?(?:{said})(?![a-z])){{2,8}}",
        rf"(?:two thousand|nineteen|twenty)(?:[ \-]and)?(?:[ \-](?:{said})){{1,2}}",
        *([weekday] if words.weekdays else ()),
        *((any_of(one),) if (one := words.near_days | _with_apostrophes(words.feasts)) else ()),
        *((rf"(?:{any_of(_with_slips(words.months))})(?: '?\d\d(?!\d))?",) if words.months else ()),
    ]
    return re.compile(rf"(?<!\d)(?:{'|'.join(ways)})(?![^\W_]|(?<=\d)\d)")


def hint_of_day(words: PrivateWords) -> re.Pattern[str]:
    """What may be a day or a year where somebody is spoken of: "09/1954", "in 55", "in sixty three", "the sixth"."""
    said = any_of((*words.tens, *(word for one in words.digits for word in one.split())))
    ways = [
        r"\d{1,2}/(?:19|20)\d\d",
        r"\d{1,2} [/\-] (?:19|20)\d\d",
        r"(?<= in )\d\d",
        r"(?:(?<=born )|(?<=year ))\d\d|(?:(?<=birth )|(?<=month )|(?<=day ))\d\d?",
        r"2k\d\d?",
        r"(?<![^ ,])0\d",
    ]
    if words.tens:
        ways.append(rf"(?<= in )(?:{any_of(words.tens)})(?:[ \-](?:{said}))?")
    if words.ordinals:
        ways.append(rf"(?<=the )(?:{any_of(words.ordinals)})")
    return re.compile(rf"(?:{'|'.join(ways)})(?![^\W_]|[:/%]|[.,]\d)")


def said_year(words: PrivateWords) -> re.Pattern[str]:
    """A year in words, as it follows a date: "two thousand and nine", "nineteen eighty four", "eighty one"."""
    digit = any_of(one for digit in words.digits for one in digit.split())
    tens = any_of(words.tens)
    whole = rf"(?:two thousand|nineteen|twenty)(?: and)?(?:[ \-](?:{tens}|{digit})){{0,2}}"
    return re.compile(rf",? (?:{whole}|(?:{tens})(?:[ \-](?:{digit}))?(?! ?(?:of|past|to|year|people|quid|%)))\b")


def said_postcode(words: PrivateWords) -> re.Pattern[str]:
    """A postcode whose figures are said: "mk six two ab". The group is its letters before them."""
    said = any_of(one for digit in words.digits for one in digit.split()) or "0"
    digit = rf"(?:\d|{said})"
    letter = r"[abd-hjlnp-uw-z]"
    return re.compile(rf"\b([a-z] ?[a-z]) ?{digit}(?: ?{digit})? {digit} ?({letter}) ?{letter}\b")


def mail(words: PrivateWords) -> re.Pattern[str]:
    """A mail address that is told: "jo dot bloggs at gmail dot com"."""
    dot, sign = _told_sign(words.dots, r"\.+"), _told_sign(words.at_signs, "@")
    said = any_of((*(one for digit in words.digits for one in digit.split()), *words.repeats)) or "0"
    parted = rf"(?:{dot}| underscore | dash | hyphen )"
    local = rf"[^\W_][\w.+\-]{{0,63}}(?:{parted}[\w+\-]{{1,40}}){{0,3}}(?: (?:{said})\b){{0,6}}"
    host = any_of(words.mail_hosts) or "gmail"
    ended = rf"[a-z0-9][a-z0-9\-]{{0,40}}(?:{dot}[a-z0-9\-]{{1,30}}){{0,2}}{dot}(?:{_ENDINGS})"
    at, said_dot = any_of(words.at_signs) or "at", any_of(words.dots) or "dot"
    spelt = rf" (?:{at}) [a-z0-9\-]{{2,40}}(?: (?:{said_dot}) [a-z]{{2,12}}){{1,3}}"
    boxed = rf" ?[(\[{{<] ?(?:{at}|a|@) ?[)\]}}>] ?[a-z0-9\-]{{2,40}}(?:{dot}[a-z]{{2,12}}){{1,3}}"
    known = rf"{sign}(?:{ended}(?:{dot}uk)?|(?:{host})(?: (?:com|co uk))?)"
    return re.compile(rf"(?<![\w.@+\-]){local}(?:{known}|(?:{boxed}|{spelt})(?! (?:{at}|{said_dot})\b))\b")


def _told_sign(told: Collection[str], written: str) -> str:
    """A sign of a mail address as it is written, or told by a word, in brackets of some sort or not."""
    if not told:
        return rf" ?{written} ?"
    words = any_of(told)
    return rf"(?: ?{written} ?| ?[(\[{{<*-] ?(?:{words}|a|{written}) ?[)\]}}>*-] ?| (?:{words}) )"


def unsigned_mail(words: PrivateWords) -> re.Pattern[str]:
    """A mail address without its sign: "leahb gmail com". The group is what stands before the host."""
    host = any_of(words.mail_hosts) or "gmail"
    ended = rf"(?:{host}) ?[ .,] ?(?:com|co ?[ .] ?uk)\b"
    return re.compile(rf"(?<![\w.@+\-])([\w.+\-]{{0,62}}[^\W_])(?: ?@ ?(?:{host})\b|[ .#*%&!]{ended})")


def any_of(told: Iterable[str]) -> str:
    """Any of some words, the longer first; by their first sign, so that one look passes over those of another."""
    by_sign: dict[str, list[str]] = {}
    for one in sorted(told, key=lambda one: (-len(one), one)):
        by_sign.setdefault(one[:1], []).append(re.escape(one[1:]))
    return "|".join(f"{re.escape(sign)}(?:{'|'.join(rest)})" for sign, rest in by_sign.items())


def chinese_name(words: PrivateWords) -> re.Pattern[str] | None:
    """A name in Chinese signs by the surnames, first names and titles of a list; None where it has no such surname.

    "told" is the name alone, where a word that leads up to it was needed.
    """
    surnames, names, titles = (_in_signs(one) for one in (words.sign_surnames, words.first_names, words.sign_titles))
    if not surnames:
        return None
    surname, sign = any_of(surnames), rf"[^\W{''.join(sorted(_in_signs(words.not_names)))}a-z\d]"
    titled = any_of(one for one in titles if len(one) > 1)
    called = any_of(one for one in titles if len(one) == 1)
    return re.compile(
        rf"(?!谢谢|謝謝)(?!(?<=[感谢謝多])[谢謝])[老小阿]?(?:{surname})(?:{sign}{{0,2}}?(?:{titled})|{sign}?(?:{called}))"
        rf"|(?:{surname})?(?:{any_of(names)})(?:{titled}|{called})?"
        rf"|(?:我是|叫|{_CHINESE_RELATIONS})(?P<told>(?:{surname}){sign}{{1,2}}?){_CHINESE_NAME_ENDS}"
        rf"|[老小阿](?:{surname}){_CHINESE_NAME_ENDS}"
    )


_CHINESE_RELATIONS = (
    "儿子|女儿|老公|老婆|丈夫|妻子|邻居|弟弟|妹妹|哥哥|姐姐|同学|朋友|孩子|老师|房东|同事|表哥|表姐"
    "|兒子|女兒|老婆|鄰居|同學|老師|隔壁|隔籬|先生|太太|室友|老伴|阿妹|阿哥|細佬|家姐"
)
_CHINESE_NAME_ENDS = r"(?=$|[^\w]|[a-z\d]|[我很是说在想要喜也不总打今每有会就和来去跟住教帮的說會來幫喺係同])"


def _in_signs(told: Iterable[str]) -> frozenset[str]:
    """Those of some words that are written in Chinese signs, as one."""
    return frozenset(one.replace(" ", "") for one in told if one >= HAN)
