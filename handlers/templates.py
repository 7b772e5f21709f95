"""The templates of the pages, compiled once a process."""

from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


@cache
def templates(folder: Path) -> SandboxedEnvironment:
    """The templates of a folder: what is put in is escaped, and what was not given is an error."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
