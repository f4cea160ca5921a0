"""The reading process: ``python -m home.uploads.extraction KIND PATH`` writes JSON."""

import json
import resource
import sys

from . import limits
from .readers import read


def main(extension, path):
    """Limit this process, then read."""
    memory = limits.MAX_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.MAX_CPU_SECONDS, limits.MAX_CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    parts, is_cut = read(path, extension)
    json.dump({"parts": parts, "is_cut": is_cut}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
