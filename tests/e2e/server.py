"""A site with the demo content, for browsers: the tests and the pictures of the README."""

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


@contextmanager
def demo_site(var_dir):
    """Fill ``var_dir`` with the demo site if it is empty, serve it, and give its address.

    The socket listens before the server starts, and the server takes it over: whoever connects
    early waits in the queue, so nobody has to ask again and again whether it is up.
    """
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "VAR_DIR": str(var_dir),
        "WEB_CONCURRENCY": "2",
        # A browser that is led by a test fills in forms as quickly as programs do.
        "SOONEST_FORM_SECONDS": "0",
        "EMAIL_URL": f"filemail:///{letters_folder(var_dir)}",
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run([*MANAGE, "prepare"], cwd=ROOT, env=environment, check=True)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{number}"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[number])
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
