"""What a conversation may look up of whoever it is with, gathered once it asks."""

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.complaint import Answer
from bot.domain.directory import Directory
from bot.domain.story import ToCheck
from bot.domain.suggestion import Supported
from bot.domain.told import Told
from bot.storage import complaints, directories, stories, supports, told, told_stories
from bot.storage.keys import Keys
from bot.storage.people import Person


class Theirs(Struct, frozen=True):
    """What somebody told us, newest first, what they support, the directory, and what waits for them to look at.

    `has_story`: a story of theirs may be used for something.
    """

    told: tuple[Told, ...]
    supports: tuple[Supported, ...] = ()
    directory: Directory = Directory()
    stories: tuple[ToCheck, ...] = ()
    answers: tuple[Answer, ...] = ()
    has_story: bool = False


async def theirs(conn: AsyncConnection, keys: Keys, area: Area, person: Person) -> Theirs:
    """All of it. Raises KeyFileError."""
    who = (conn, keys, person)
    return Theirs(
        told=await told.mine(*who),
        supports=await supports.of(*who),
        directory=await directories.whole(conn, keys, area),
        stories=await told_stories.to_check(*who),
        answers=await complaints.to_tell(*who),
        has_story=await stories.told_by(*who),
    )
