"""How often a new PDF may be asked for: setting one costs far more than showing a page."""

from django.core.cache import cache

from home.visitors import visitor_key

from .limits import PDF_RATE_SECONDS, PDFS_OF_A_PERSON, PDFS_OF_AN_ADDRESS


def may_make_pdf(request):
    """Counts this request; says whether whoever asks is still within bounds.

    A school behind one address gets more than a person.
    """
    limit = PDFS_OF_A_PERSON if request.user.is_authenticated else PDFS_OF_AN_ADDRESS
    key = f"members:portfolio-pdf-rate:{visitor_key(request)}"
    cache.add(key, 0, PDF_RATE_SECONDS)
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # It ran out between the two lines.
        return True
