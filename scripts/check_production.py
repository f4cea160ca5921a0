"""Check the production settings as an installation would meet them.

The deploy checks of Django pass without a warning; the web server accepts its configuration;
and without any one of the required variables nothing starts, and the message names it.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Made up: this check is the only one that ever sees them.
REQUIRED = {
    "SECRET_KEY": "made-up-for-the-check-of-production-settings-0123456789-abcdefghijk",
    "DATABASE_URL": "sqlite:///:memory:",
    "ALLOWED_HOSTS": "methodhub.example.org",
    "SITE_URL": "https://methodhub.example.org",
}
CHECK = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
SERVER = ["-m", "gunicorn", "--check-config"]


def run(command, variables):
    """Run a Python program with these variables alone beside what every program needs."""
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.production", **variables}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def faults():
    for command in (CHECK, SERVER):
        result = run(command, REQUIRED)
        if result.returncode:
            yield f"{' '.join(command)} fails:\n{result.stdout}{result.stderr}"
    for name in REQUIRED:
        result = run(CHECK, {key: value for key, value in REQUIRED.items() if key != name})
        if not result.returncode:
            yield f"Production starts without {name}."
        elif name not in result.stderr:
            yield f"Without {name} the message does not name it:\n{result.stderr}"


if __name__ == "__main__":
    found = list(faults())
    print("\n".join(found) or f"Production: {len(REQUIRED)} required variables, deploy checks pass")
    sys.exit(bool(found))
