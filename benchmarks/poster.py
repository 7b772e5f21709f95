"""Telegram's side of a webhook, in a process of its own: posts bodies over so many connections, each kept open.

Reads lines of JSON from standard input: first {"port", "path", "secret_header", "secret", "connections"}, then for each
volley a list of bodies (answered with "ready") and an empty line (answered with the seconds until all were answered).
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def volley(connections: list[Connection], requests: list[bytes]) -> float:
    """Seconds until every request was answered with 200; a connection posts the next once its last was answered."""
    waiting = iter(requests)
    began = time.perf_counter()
    await asyncio.gather(*(_post(connection, waiting) for connection in connections))
    return time.perf_counter() - began


async def _post(connection: Connection, waiting: Iterator[bytes]) -> None:
    reader, writer = connection
    for request in waiting:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1"))
        await reader.readexactly(_length(head))


def _length(head: bytes) -> int:
    fields = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    return next((int(value) for name, _, value in fields if name == b"content-length"), 0)


def _request(told: dict[str, Any], body: str) -> bytes:
    content = body.encode()
    head = (
        f"POST {told['path']} HTTP/1.1\r\nHost: 127.0.0.1:{told['port']}\r\nContent-Type: application/json\r\n"
        f"{told['secret_header']}: {told['secret']}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


async def main() -> None:
    """Serve standard input until it ends."""
    told = json.loads(sys.stdin.readline())
    connections = [await asyncio.open_connection("127.0.0.1", told["port"]) for _ in range(told["connections"])]
    for line in iter(sys.stdin.readline, ""):
        requests = [_request(told, body) for body in json.loads(line)]
        print("ready", flush=True)
        sys.stdin.readline()
        print(await volley(connections, requests), flush=True)
    for _, writer in connections:
        writer.close()


if __name__ == "__main__":
    asyncio.run(main())
