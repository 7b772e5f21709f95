"""The rules of the house: rooms say what they are for, arrows point down, nothing is tied to one machine."""

import ast
import gc
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from bot.core import ROOT
from bot.settings import Settings
from tests.again_on_postgresql import LIST

CODE = ("bot", "handlers", "reports")
TEXT = re.compile(rb"\A[^\0]*\Z")
NOT_OURS = ("bot/storage/migrations/script.py.mako",)
# Spelt in parts, so that this file does not name what it forbids.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "crates" + ".io", "proxy.golang" + ".org")
PLACES = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/t" + "mp/", "/Use" + "rs/")
MACHINE_PATH = re.compile("|".join(rf"(?<![\w.}}>)/-]){re.escape(one)}\w" for one in PLACES))
MOST_LINES = 300


def tracked() -> list[Path]:
    """The files of the repository; without git, all that is not made by running it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return content.decode("utf-8") if TEXT.match(content) and b"\0" not in content[:1000] else ""


def modules(*folders: str) -> list[Path]:
    return [one for one in tracked() if one.suffix == ".py" and one.relative_to(ROOT).parts[0] in folders]


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(one.relative_to(ROOT)) for one in modules(*CODE, "benchmarks") if not _says_what_for(one)]
    assert silent == []


def test_no_module_grows_out_of_sight() -> None:
    long = {str(one.relative_to(ROOT)): lines for one in modules(*CODE) if (lines := _lines(one)) > MOST_LINES}
    assert long == {}


def test_arrows_point_down() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    if not program.exists():
        pytest.skip("import-linter is not installed")
    told = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert told.returncode == 0, told.stdout


def parsed(path: Path) -> ast.Module:
    """A module's tree. Python before 3.11.8 fails where rubbish is collected meanwhile (python/cpython, gh-106905)."""
    gc.disable()
    try:
        return ast.parse(text_of(path))
    finally:
        gc.enable()


def test_no_module_imports_inside_a_function() -> None:
    inside = [
        f"{one.relative_to(ROOT)}:{node.lineno}"
        for one in modules(*CODE)
        for function in ast.walk(parsed(one))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_nothing_names_a_registry_or_a_path_of_one_machine() -> None:
    told = [
        f"{one.relative_to(ROOT)}: {line.strip()[:120]}"
        for one in tracked()
        for line in text_of(one).splitlines()
        if any(registry in line for registry in REGISTRIES) or MACHINE_PATH.search(line)
    ]
    assert told == []


def test_what_the_rule_about_paths_forbids() -> None:
    assert MACHINE_PATH.search(f"open('{PLACES[0]}x')")
    assert MACHINE_PATH.search(f"{PLACES[3]}earshot")
    assert not MACHINE_PATH.search("https://voices.example/home/x")
    assert not MACHINE_PATH.search("tests/home/x")


def test_every_setting_is_in_the_docs() -> None:
    docs = "\n".join(text_of(one) for one in tracked() if one.suffix == ".md")
    if not docs:
        pytest.skip("no docs yet")
    assert [name.upper() for name in Settings.model_fields if name.upper() not in docs] == []


def test_no_test_reaches_further_than_this_machine() -> None:
    with socket.socket() as outwards, pytest.raises(SocketConnectBlockedError):
        outwards.connect(("192.0.2.1", 9))


def test_nothing_secret_is_tracked() -> None:
    names = [one.relative_to(ROOT) for one in tracked()]
    assert not [one for one in names if one.suffix in {".key", ".sqlite3", ".db"} or one.name == ".env"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def _says_what_for(path: Path) -> bool:
    return bool(ast.get_docstring(parsed(path)))


def _lines(path: Path) -> int:
    return len(text_of(path).splitlines())


def test_what_meets_postgresql_in_the_long_run_only_is_there() -> None:
    gone = []
    for name in LIST.read_text("utf-8").split():
        path, _, test = name.partition("::")
        if not (ROOT / path).exists() or f"def {test}(" not in (ROOT / path).read_text("utf-8"):
            gone.append(name)
    assert gone == []
