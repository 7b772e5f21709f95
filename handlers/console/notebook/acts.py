"""What a form of the notebook may ask for."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Refused

Acts = Mapping[str, Callable[[], Awaitable[None]]]


async def act(acts: Acts, does: str) -> None:
    """Do what was asked for. Raises what that raises, and Refused where there is no such thing."""
    if does not in acts:
        raise Refused("there is no such thing to do")
    await acts[does]()
