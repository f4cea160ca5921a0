"""The drawing process: ``python -m home.uploads.drawing WHAT SOURCE RESULT``."""

import resource
import sys

from . import limits


def main(what, source, result):
    """Limit this process, then draw."""
    memory = limits.MAX_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MAX_CPU_SECONDS, limits.MAX_CPU_SECONDS + 1))
    largest = limits.MAX_RESULT_BYTES
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    # Not before: what a library takes in counts too.
    from . import drawers

    sys.stdout.write(" ".join(map(str, drawers.DRAWERS[what](source, result))))


if __name__ == "__main__":
    main(*sys.argv[1:])
