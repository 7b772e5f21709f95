"""Our own script, style and pictures, read once and named by what is in them, so that browsers may keep them."""

import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOREVER = "public, max-age=31536000, immutable"


class StaticFiles(Struct, frozen=True):
    """Files by the name they are asked for, such as chat.0123456789ab.js, and those names by their own."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> "StaticFiles":
        """Every file of `folder`."""
        files, names = dict[str, bytes](), dict[str, str]()
        for path in sorted(folder.iterdir()):
            body = path.read_bytes()
            named = f"{path.stem}.{hashlib.sha256(body).hexdigest()[:12]}{path.suffix}"
            files[named], names[path.name] = body, named
        return cls(files, names)

    def url(self, name: str) -> str:
        """Where a file is to be had; KeyError where there is no such file."""
        return f"/static/{self.names[name]}"

    async def serve(self, request: Request) -> Response:
        """A file, to be kept for good; 404 for any other name."""
        name = request.path_params["name"]
        if name not in self.files:
            raise HTTPException(404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Response(self.files[name], media_type=kind, headers={"Cache-Control": FOREVER})
