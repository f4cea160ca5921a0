"""The W3C's validator of HTML (Nu), run once over many pages."""

import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def validate(pages, folder):
    """Faults of HTML pages: ``pages`` maps addresses to texts; ``folder`` is for the files."""
    if not JAR.exists() or not shutil.which("java"):
        raise LookupError("The validator needs java, and `npm ci` (make e2e does it)")
    files = {}
    for number, (address, text) in enumerate(pages.items()):
        path = Path(folder) / f"{number}.html"
        path.write_text(text, encoding="utf-8")
        files[path.resolve().as_uri()] = address
    result = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", folder],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    for message in json.loads(result.stdout)["messages"]:
        if message["type"] == "error" or message.get("subType") == "warning":
            address = files[message["url"].replace("file:/", "file:///", 1)]
            yield f"{address}: {message['message']} | {message.get('extract', '').strip()}"
