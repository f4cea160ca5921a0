"""A portfolio as a PDF, set by Typst.

The person's words reach Typst as JSON, read by a template of ours: they are data, never source,
so that no «#read(…)» in them is carried out. Typst runs in a process of its own (``setter``) and
sees no file but the fonts here.
"""

import hashlib
import json
import logging
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from django.core.cache import cache as kept
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from home.text.typography import JOINER, typeset

from .limits import MAX_KEPT_PDF_BYTES, PDF_KEPT_SECONDS

logger = logging.getLogger(__name__)

HERE = Path(__file__).resolve().parent
PHOTO = "fill-360x360|format-jpeg|jpegquality-82"
SECONDS = 15
# One of our processors is enough for a sheet of paper; a panic needs no story.
ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "RUST_BACKTRACE": "0"}


class PdfError(Exception):
    """Typst could not set the portfolio."""


@cache
def _template():
    return (HERE / "portfolio.typ").read_text(encoding="utf-8")


def get_data(portfolio, site_name, base_url):
    """All that the PDF says, ready for JSON; the photo comes apart (``get_photo``)."""

    handle = portfolio.person.username

    def absolute(address):
        return urljoin(base_url, address) if address else ""

    return {
        "lang": get_language() or "ru",
        "name": portfolio.name,
        "facts": [[label, _set(words)] for label, words in portfolio.facts if words],
        "site": site_name,
        "url": absolute(reverse("members:portfolio", args=[handle])),
        "words": {
            "title": _("Portfolio"),
            "scan": _("scan attached"),
            "page": _("page {number} of {total}"),
            "empty": _("The portfolio is empty so far."),
        },
        "own": [
            {"title": group.title, "rows": [_entry(row, handle, absolute) for row in group.rows]}
            for group in portfolio.own
        ],
        "known": [
            {"title": group.title, "rows": [_known(row, absolute) for row in group.rows]}
            for group in portfolio.known
        ],
    }


def _set(text):
    """``text`` typeset for paper. Typst would make a joiner part of the letter before it, and
    whoever copies from the PDF would get it with each such letter."""
    return typeset(text).replace(JOINER, "")


def _entry(entry, handle, absolute):
    scan = reverse("members:portfolio_scan", args=[handle, entry.pk]) if entry.scan else ""
    return {
        "when": entry.years,
        "title": _set(entry.title),
        "by": _set(entry.organisation),
        "text": _set(entry.text),
        "url": entry.url,
        "scan": absolute(scan),
    }


def _known(row, absolute):
    return {
        "when": date_format(row.when, "Y") if row.when else "",
        "title": _set(row.title),
        "by": _set(str(row.note)),
        "url": absolute(row.url),
    }


def get_photo(portfolio):
    """Bytes of the photo in small, none when there is no photo or its file is lost."""
    if portfolio.photo is None:
        return b""
    try:
        with portfolio.photo.get_rendition(PHOTO).file.open("rb") as file:
            return file.read()
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return b""


def get_version(data, photo):
    """A word that changes whenever the PDF would."""
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode())
    digest.update(hashlib.sha256(photo.file.name.encode() if photo else b"").digest())
    digest.update(hashlib.sha256(_template().encode()).digest())
    return digest.hexdigest()[:40]


def find_pdf(version):
    """The PDF of ``version`` when it was made a short while ago, else ``None``."""
    return kept.get(_key(version))


def make_pdf(data, photo, version):
    """Set the PDF; it is kept for a while. Raises ``PdfError`` when Typst fails or takes too
    long."""
    job = {
        "template": _template(),
        "fonts": str(HERE / "fonts"),
        "data": {**data, "photo": list(photo)},
    }
    command = [sys.executable, "-I", str(HERE / "setter.py")]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(job).encode(),
            capture_output=True,
            env=ENVIRONMENT,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        told = (getattr(error, "stderr", b"") or b"").decode(errors="replace")
        logger.error("Typst could not set a portfolio (%s): %s", error, told[-2000:])
        raise PdfError from error
    if len(done.stdout) <= MAX_KEPT_PDF_BYTES:
        kept.set(_key(version), done.stdout, PDF_KEPT_SECONDS)
    return done.stdout


def _key(version):
    return f"members:portfolio-pdf:{version}"
