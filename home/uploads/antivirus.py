"""Asks an antivirus about a file: ClamAV's ``clamd``, where the installation has one
(``CLAMAV_HOST``, ``CLAMAV_PORT``). A file that could not be checked is not taken."""

import logging
import re
import socket
import struct
import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

CHUNK = 256 * 1024
CONNECT_SECONDS = 5
# For the whole conversation: a web server does not wait for a request much longer.
TOTAL_SECONDS = 40
MAX_ANSWER = 4096
UNAVAILABLE = "antivirus_unavailable"


def check(file):
    """Raises ``ValidationError`` when ``file`` is infected, or when there is an antivirus that
    does not answer. The file is rewound."""
    if not settings.CLAMAV_HOST:
        return
    try:
        answer = _ask(file)
    except OSError as error:
        logger.warning("clamd: %s", error)
        raise _unavailable() from error
    finally:
        file.seek(0)
    if answer.endswith("FOUND"):
        name = re.sub(r"^stream: | FOUND$", "", answer)
        logger.warning("clamd found %s in an upload", name)
        raise ValidationError(
            _("The antivirus found a virus in the file (%(name)s). It was not accepted."),
            code="infected",
            params={"name": name},
        )
    if answer != "stream: OK":
        logger.warning("clamd: %s", answer)
        raise _unavailable()


def _ask(file):
    """What clamd says of ``file``: the command INSTREAM, then the file in measured pieces."""
    until = time.monotonic() + TOTAL_SECONDS
    address = (settings.CLAMAV_HOST, settings.CLAMAV_PORT)
    with socket.create_connection(address, timeout=CONNECT_SECONDS) as line:
        _send(line, b"zINSTREAM\0", until)
        file.seek(0)
        try:
            while piece := file.read(CHUNK):
                _send(line, struct.pack("!L", len(piece)) + piece, until)
            _send(line, struct.pack("!L", 0), until)
        except (BrokenPipeError, ConnectionResetError):
            # It has had enough and says why.
            return _receive(line, until)
        return _receive(line, until)


def _send(line, data, until):
    line.settimeout(_left(until))
    line.sendall(data)


def _receive(line, until):
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < MAX_ANSWER:
        line.settimeout(_left(until))
        piece = line.recv(MAX_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.decode(errors="replace").strip("\0\n ")


def _left(until):
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left


def _unavailable():
    return ValidationError(
        _("Files cannot be checked for viruses just now. Try again in a few minutes."),
        code=UNAVAILABLE,
    )
