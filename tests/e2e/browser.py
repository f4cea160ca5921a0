"""The browser of the system, made to ask nothing of any other machine."""

import shutil

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # in a container it is too small for a browser
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # A page that asks another host for anything gets an error, which the tests see.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

CONTEXT = {"locale": "ru-RU", "timezone_id": "Europe/Moscow"}


def launch_arguments():
    """How to start the browser; raises LookupError when the system has none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise LookupError("A browser is needed: apt-get install chromium")
    return {"executable_path": path, "args": ARGUMENTS}
