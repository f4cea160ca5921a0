"""How often a new PDF may be asked for: setting one costs far more than showing a page."""

import hashlib

from django.core.cache import cache

from .limits import PDF_RATE_SECONDS, PDFS_OF_A_PERSON, PDFS_OF_AN_ADDRESS


def may_make_pdf(request):
    """Counts this request; says whether whoever asks is still within bounds.

    Visitors are told apart by a digest of their address, which is kept as long as it counts:
    a school behind one address gets more than a person.
    """
    if request.user.is_authenticated:
        who, limit = f"person-{request.user.pk}", PDFS_OF_A_PERSON
    else:
        address = request.META.get("REMOTE_ADDR", "")
        who, limit = hashlib.sha256(address.encode()).hexdigest()[:20], PDFS_OF_AN_ADDRESS
    key = f"members:portfolio-pdf-rate:{who}"
    cache.add(key, 0, PDF_RATE_SECONDS)
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # It ran out between the two lines.
        return True
