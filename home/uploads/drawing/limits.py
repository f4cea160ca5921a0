"""What the drawing process may use up, and how large its pictures are."""

MEGABYTE = 1024 * 1024

# Its memory (the largest picture that is taken, unpacked, and a copy or two of it), its time on
# the processor and on the clock in seconds, and the file it writes.
MAX_MEMORY_BYTES = 1024 * MEGABYTE
MAX_CPU_SECONDS = 25
MAX_SECONDS = 40
MAX_RESULT_BYTES = 64 * MEGABYTE

# The longer side of a preview, and of a picture that is drawn anew: a printed A4 page.
PREVIEW_SIDE = 800
REDRAWN_SIDE = 4096
