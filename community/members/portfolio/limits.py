"""How much a portfolio may hold."""

from home.uploads.limits import MEGABYTE

MAX_ENTRIES = 100
# What features may add to one part of a portfolio.
MAX_ROWS = 200

SCAN_EXTENSIONS = ["heic", "jpeg", "jpg", "pdf", "png", "webp"]
MAX_SCAN_BYTES = 10 * MEGABYTE
# The longer side of a scan that is a picture: an A4 page at 220 dots an inch.
MAX_SCAN_SIDE = 2500

FIRST_YEAR = 1940
# A certificate may be valid for years to come.
YEARS_AHEAD = 15

# New PDFs that one person or one address may ask for; a PDF that was made is kept.
PDF_RATE_SECONDS = 10 * 60
PDFS_OF_A_PERSON = 20
PDFS_OF_AN_ADDRESS = 60
PDF_KEPT_SECONDS = 15 * 60
MAX_KEPT_PDF_BYTES = MEGABYTE
