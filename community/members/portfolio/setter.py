"""Typst in a process of its own: ``python setter.py < job.json > result.pdf``.

Typst is given what people typed, and there are texts on which its layout ends in a panic: that
takes this process and not the web server, and no text gets more time and memory than is set
here. Knows nothing of the site, so that it starts quickly.
"""

import json
import resource
import sys

import typst

SECONDS = 10
MEMORY_BYTES = 1536 * 1024 * 1024


def main():
    """Read ``{template, fonts, data}`` and write the PDF."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = json.load(sys.stdin.buffer)
    pdf = typst.compile(
        {"main.typ": job["template"].encode()},
        # Nothing of the disk may be read but the fonts.
        root=job["fonts"],
        # Signs that our fonts lack come from those that Typst has in it.
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[job["fonts"]]),
        sys_inputs={"data": json.dumps(job["data"])},
        format="pdf",
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
