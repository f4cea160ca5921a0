"""A site with the demo content, for browsers: the tests and the pictures of the README."""

import fcntl
import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]


def letters_folder(var_dir):
    """Where the site of ``demo_site(var_dir)`` puts its letters, one file for each."""
    return Path(var_dir).absolute() / "letters"


def _environment(var_dir):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "VAR_DIR": str(var_dir),
        "WEB_CONCURRENCY": "2",
        # A browser that is led by a test fills in forms as quickly as programs do.
        "SOONEST_FORM_SECONDS": "0",
        "EMAIL_URL": f"filemail:///{letters_folder(var_dir)}",
    }
    environment.pop("DATABASE_URL", None)
    return environment


def prepare(var_dir):
    """Fill ``var_dir`` with the demo site if it is empty."""
    command = [*MANAGE, "prepare"]
    subprocess.run(command, cwd=ROOT, env=_environment(var_dir), check=True)


def prepare_once(folder):
    """The same for several processes: the first fills ``folder``, where nothing is to be changed;
    whoever serves the site takes a copy. Gives the folder of the site."""
    folder.mkdir(exist_ok=True)
    made = folder / "site"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            prepare(folder / "unfinished")
            (folder / "unfinished").rename(made)
    return made


@contextmanager
def demo_site(var_dir):
    """Serve the prepared site in ``var_dir``, and give its address.

    The socket listens before the server starts, and the server takes it over: whoever connects
    early waits in the queue, so nobody has to ask again and again whether it is up.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{number}"]
        server = subprocess.Popen(command, cwd=ROOT, env=_environment(var_dir), pass_fds=[number])
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
