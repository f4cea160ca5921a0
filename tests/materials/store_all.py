"""Checks, cleans, draws and reads every file of a folder in a process of its own; prints by
how many megabytes it grew, and how large the largest process that it started was."""

import os
import resource
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


def peak(who):
    return resource.getrusage(who).ru_maxrss // 1024


def main(folder):
    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.files import File

    from home.uploads import check_upload, drawing, extraction
    from home.uploads.cleaning import clean_picture
    from materials.actions import ALLOWED_EXTENSIONS, max_upload_size

    before = peak(resource.RUSAGE_SELF)
    for path in sorted(Path(folder).iterdir()):
        with path.open("rb") as stream:
            file = File(stream, name=path.name)
            try:
                kind = check_upload(file, ALLOWED_EXTENSIONS, max_upload_size())
                kept, kind = clean_picture(file, kind)
                preview = drawing.draw_preview(kept, kind.extension)
            except (ValidationError, drawing.DrawingFailedError) as error:
                sys.stdout.write(f"{path.name}: {error}\n")
            else:
                sys.stdout.write(f"{path.name}: {preview is not None}\n")
            try:
                # What a check refuses is read too: later it may have learned less.
                extraction.extract_text(file, path.suffix.lstrip("."))
            except extraction.ExtractionFailedError as error:
                sys.stdout.write(f"{path.name}: {error}\n")
        grown, child = peak(resource.RUSAGE_SELF) - before, peak(resource.RUSAGE_CHILDREN)
        sys.stdout.write(f"{path.name}: {grown} {child}\n")
    # A child begins as a copy of this process.
    grown = peak(resource.RUSAGE_SELF) - before
    sys.stdout.write(f"{grown} {peak(resource.RUSAGE_CHILDREN)}\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    main(*sys.argv[1:])
