"""What a form of the notebook may ask for."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException

from bot.errors import NotFound, Refused

Acts = Mapping[str, Callable[[], Awaitable[object]]]


async def tried(acts: Acts, does: str, there: Awaitable[object] | None = None) -> str:
    """Do what was asked for; gives why it was refused, "" where it was done.

    `there` looks first whether what it is done to is there at all. Raises HTTPException (404) where that or the act
    finds nothing.
    """
    try:
        if there is not None:
            await there
        if does not in acts:
            return "there is no such thing to do"
        await acts[does]()
    except NotFound:
        raise HTTPException(404) from None
    except Refused as why:
        return str(why)
    return ""
