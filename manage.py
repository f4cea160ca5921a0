#!/usr/bin/env python
"""Command line of the project: the one place, beside gunicorn.conf.py and pytest's
settings, that puts ``site/`` on the path (it cannot be a package: it would replace
Python's own module ``site``)."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
