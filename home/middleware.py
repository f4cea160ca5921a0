"""What must be done with every request: characters that no database takes, and the Content
Security Policy where one policy for all pages is too narrow."""

from csp.constants import UNSAFE_INLINE
from django.http import Http404
from django.urls import reverse

# No address of ours is so long, and Python turns no longer number (4300 digits) into one.
MAX_PATH = 4000


class NullCharacterMiddleware:
    """Leaves out of the query string the one character that PostgreSQL refuses in a text.

    Nobody types it, so a page may take its filters as they are: without this each of them
    would have to ask, or answer 500 to whoever tries. An address that has it, or is longer
    than any, is nobody's.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info or len(request.path_info) > MAX_PATH:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return self.get_response(request)


class ContentSecurityMiddleware:
    """Widens the policy for the Wagtail admin, whose pages still carry inline scripts and
    styles, and for the frames that a page's blocks asked for in ``request.frame_sources``."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_root = reverse("wagtailadmin_home")

    def __call__(self, request):
        request.frame_sources = set()
        response = self.get_response(request)
        update = {}
        if request.path.startswith(self.admin_root):
            update = {
                "script-src": [UNSAFE_INLINE],
                "style-src": [UNSAFE_INLINE],
                "img-src": ["blob:"],
            }
        if request.frame_sources:
            update["frame-src"] = sorted(request.frame_sources)
        if update:
            response._csp_update = update
        return response
