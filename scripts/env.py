"""Make the virtual environment and put the pinned requirements into it.

    python3 scripts/env.py requirements.txt [requirements-demo.txt ...]

Run by every ``make`` target with the system's Python, so it needs nothing but the standard
library. What was installed is remembered by the digest of each file: when nothing has
changed since, it returns at once.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def check_python():
    """Stop, naming the remedy, when this Python is too old for the libraries."""
    if sys.version_info < OLDEST:
        wanted = ".".join(str(number) for number in OLDEST)
        sys.exit(
            f"MethodHub needs Python {wanted} or newer, and {sys.executable} is "
            f"{sys.version.split()[0]}.\nName another one: make PYTHON=python3.13 run"
        )


def make_venv():
    """Create the environment; create it anew when its Python has gone or has changed place."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""]).returncode == 0:
        return
    print("* Python environment: .venv", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if made.returncode:
        sys.exit(
            f"{made.stdout}{made.stderr}\nPython could not make a virtual environment. "
            "On Debian and Ubuntu its module venv is a package: apt-get install python3-venv"
        )


class Requirements:
    """One file of pinned requirements and the note of what of it is installed."""

    def __init__(self, name):
        self.path = ROOT / name
        self.stamp = VENV / f".{name}.sha256"
        self.digest = hashlib.sha256(self.path.read_bytes()).hexdigest()

    def is_installed(self):
        return self.stamp.exists() and self.stamp.read_text() == self.digest

    def remember(self):
        self.stamp.write_text(self.digest)


def install(names):
    """Install the files that have changed since they were installed last."""
    changed = [item for item in map(Requirements, names) if not item.is_installed()]
    if not changed:
        return
    print("* Libraries:", ", ".join(item.path.name for item in changed), flush=True)
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    for item in changed:
        command += ["-r", item.path]
    if subprocess.run(command, env=os.environ | {"PIP_NO_INPUT": "1"}).returncode:
        sys.exit("pip could not install the libraries: its message is above.")
    for item in changed:
        item.remember()


if __name__ == "__main__":
    check_python()
    make_venv()
    install(sys.argv[1:])
