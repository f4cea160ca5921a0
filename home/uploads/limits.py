"""How much of an archive is too much."""

MEGABYTE = 1024 * 1024

# Entries of an archive, and the size of the list of them: the list is read whole.
MAX_ENTRIES = 10_000
MAX_DIRECTORY_BYTES = 4 * MEGABYTE
# What an archive may unpack to, and how many times larger than itself it may become
# (texts pack well, so the ratio is asked only of what becomes large).
MAX_UNPACKED_BYTES = 1024 * MEGABYTE
MAX_RATIO = 100
RATIO_MATTERS_FROM = 100 * MEGABYTE
# Up to here each entry's checksum is verified.
MAX_VERIFIED_BYTES = 50 * MEGABYTE
# Parts of a document that are read to learn what it is.
MAX_PART_BYTES = MEGABYTE

MAX_PIXELS = 60_000_000
