"""Every dialogue, by its name."""

from bot.conversation.script import Dialogue
from bot.dialogues.about_us import computer, how_to_delete, number, where_is, why_age, why_not_here
from bot.dialogues.age import age
from bot.dialogues.answered import answered
from bot.dialogues.asked import asked
from bot.dialogues.complain import complain
from bot.dialogues.danger import danger, write_back
from bot.dialogues.dont_quote import dont_quote
from bot.dialogues.follow_up import follow_up, news
from bot.dialogues.holiday import holiday
from bot.dialogues.kept_so_far import kept_so_far
from bot.dialogues.menu import about, delete, help_, hide, language, menu, more, privacy, status, stop
from bot.dialogues.messages import messages
from bot.dialogues.my_words import copy, my_words
from bot.dialogues.person import person
from bot.dialogues.reach import reach
from bot.dialogues.report import report
from bot.dialogues.role import role
from bot.dialogues.role_in_words import role_in_words
from bot.dialogues.share import share
from bot.dialogues.showed import showed
from bot.dialogues.signposts import signposts
from bot.dialogues.story import story
from bot.dialogues.story_check import story_check
from bot.dialogues.take_back import take_back
from bot.dialogues.welcome import welcome
from bot.dialogues.whats_on import whats_on
from bot.dialogues.where_to_turn import where_to_turn
from bot.dialogues.who_decides import who_decides


def dialogues() -> dict[str, Dialogue]:
    """All dialogues, for the engine."""
    talks = (complain, danger, holiday, my_words, person, report, share, showed, story, welcome)
    told = (about, age, answered, asked, follow_up, help_, messages, more, news, privacy, signposts, status, why_age)
    asides = (story_check, whats_on, role, role_in_words, computer, how_to_delete, number, where_to_turn, who_decides)
    ways = (
        why_not_here,
        kept_so_far,
        write_back,
        where_is,
        copy,
        delete,
        dont_quote,
        hide,
        language,
        menu,
        reach,
        stop,
        take_back,
    )
    return {one.name: one for one in (*talks, *told, *asides, *ways)}
