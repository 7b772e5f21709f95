"""Set Earshot up in .venv from the locked requirements, with what a bare machine has: uv, or Python's own venv and pip.

usage: python3 .ci/install.py run|dev
"""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def main(wanted: str) -> None:
    """Install what `wanted` needs, unless the very same is there already."""
    if sys.version_info < OLDEST:
        sys.exit(f"Earshot needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    locks = [ROOT / "requirements" / f"{one}.txt" for one in ("run", "dev")]
    lock = locks[wanted == "dev"]
    stamp = VENV / f".installed-{wanted}"
    state = hashlib.sha256(b"".join(one.read_bytes() for one in (lock, ROOT / "pyproject.toml"))).hexdigest()
    done = (stamp, VENV / ".installed-dev") if wanted == "run" else (stamp,)
    if (VENV / "bin" / "earshot").exists() and any(one.exists() and one.read_text() == state for one in done):
        if wanted == "dev":
            # Word lists or readers may have changed: were they learned within a test, it would be taken for stuck.
            learn_to_read()
        return
    started = time.monotonic()
    print(f"Setting up Earshot in .venv ({lock.stem}), once; that takes some minutes ...", flush=True)
    tell = install_with_uv if shutil.which("uv") else install_with_pip
    tell(lock)
    # Our own code too, so that the first start is as quick as the next.
    run(PYTHON, "-m", "compileall", "-q", "bot", "handlers", "reports")
    # The readers, for the same reason.
    print("Learning to read ...", flush=True)
    learn_to_read()
    stamp.write_text(state)
    print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)


def learn_to_read() -> None:
    """Build the readers of the area packs that ship where they are not kept yet: a minute, else a second."""
    run(PYTHON, "-c", "from bot.prepared import prepare_packs; prepare_packs()")


def install_with_uv(lock: Path) -> None:
    """The quick way."""
    if not PYTHON.exists():
        run("uv", "venv", "--quiet", "--python", sys.executable, VENV)
    into = ("--python", PYTHON, "--quiet")
    run("uv", "pip", "install", *into, "--compile-bytecode", "--require-hashes", "-r", lock)
    run("uv", "pip", "install", *into, "--no-deps", "--no-build-isolation", "-e", ROOT)


def install_with_pip(lock: Path) -> None:
    """The way that every Python has."""
    if not PYTHON.exists():
        make_venv()
    own_pip = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    pip = (PYTHON, "-m", "pip") if own_pip else (sys.executable, "-m", "pip", "--python", PYTHON)
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    run(*pip, "install", *quiet, "--require-hashes", "-r", lock)
    run(*pip, "install", *quiet, "--no-deps", "--no-build-isolation", "-e", ROOT)


def make_venv() -> None:
    """A virtual environment; where Debian left ensurepip out, one that the system's pip fills."""
    if subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", "--without-pip", VENV)
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("This Python has neither venv with pip nor pip: install python3-venv (or uv), and try again.")


def run(*command: object) -> None:
    """Run one step; stop with its own message where it fails."""
    outcome = subprocess.run([str(one) for one in command], cwd=ROOT, check=False)
    if outcome.returncode:
        sys.exit(f"Setting up failed at: {' '.join(str(one) for one in command[:4])} ...")


main(sys.argv[1] if len(sys.argv) > 1 else "run")
