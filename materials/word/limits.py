"""How much one document may be."""

MEGABYTE = 1024 * 1024

# Of the process that reads it: memory, seconds on the processor and on the clock.
MAX_MEMORY_BYTES = 1536 * MEGABYTE
MAX_CPU_SECONDS = 40
MAX_SECONDS = 45
# Of one file that it writes: a picture, or the list of blocks.
MAX_OUTPUT_BYTES = 64 * MEGABYTE
MAX_PICTURES = 200
# Of the text itself.
MAX_PART_BYTES = 64 * MEGABYTE
