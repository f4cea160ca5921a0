"""What concerns every request of somebody who has signed in; visitors cost nothing here."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import gates
from .account_pages import describe

# Open to everybody at any time, whatever is due: the way out, texts to read, the site's parts.
OPEN_VIEWS = {
    "account_logout",
    "account_reauthenticate",
    "home:display",
    "home:favicon",
    "home:healthz",
    "home:readyz",
    "home:robots",
    "members:text",
    "members:text_version",
    "wagtailadmin_logout",
}


class PeopleMiddleware:
    """Gates, the day somebody was last here, and titles of the account pages."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin_root = reverse("wagtailadmin_home")
        self.files = (settings.STATIC_URL, settings.MEDIA_URL)

    def __call__(self, request):
        response = self.get_response(request)
        note_visit(request)
        return response

    def process_view(self, request, view, args, kwargs):
        """Send on whoever must do something first. A form sent meanwhile is not carried out."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        name = request.resolver_match.view_name
        # A view that answers most requests without the session asks for the rest by itself.
        is_open = name in OPEN_VIEWS or getattr(view, "asks_gates_itself", False)
        if is_open or request.path.startswith(self.files):
            return None
        gate = gates.first_due(request.session)
        if gate and name != gate.url_name and name not in gate.lets_pass:
            return self._send_to(request, gate.url_name) if request.user.is_authenticated else None
        if not request.path.startswith(self.admin_root) or not request.user.is_authenticated:
            return None
        if gates.needs_second_factor(request):
            words = _("To manage the site, first set up the second step of the sign-in.")
            messages.warning(request, words)
            return self._send_to(request, "mfa_index")
        return None

    def process_template_response(self, request, response):
        describe(request, response)
        return response

    def _send_to(self, request, url_name):
        address = reverse(url_name)
        if request.method in {"GET", "HEAD"}:
            address = f"{address}?{urlencode({'next': request.get_full_path()})}"
        return redirect(address)


def note_visit(request):
    """Keep the day on which somebody was last here: one write a day and person. Asks for
    nobody whom the page itself has not asked for."""
    user = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated:
        return
    today = timezone.localdate()
    if user.last_seen_on != today:
        get_user_model().objects.filter(pk=user.pk).update(last_seen_on=today)
