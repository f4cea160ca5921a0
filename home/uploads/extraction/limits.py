"""How much is read of one file."""

MEGABYTE = 1024 * 1024

# Of the reading process: its memory, its time on the processor and on the clock, in seconds.
MAX_MEMORY_BYTES = 768 * MEGABYTE
MAX_CPU_SECONDS = 60
MAX_SECONDS = 90
# Of one unpacked part of a document.
MAX_PART_BYTES = 128 * MEGABYTE
# Of the text: what comes after is left out, which the result says.
MAX_CHARACTERS = 2_000_000
MAX_PARTS = 2_000
MAX_CELLS = 500_000
