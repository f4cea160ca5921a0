"""Coming in and going out."""

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ..forms.people import SignInForm

ADMIN_ACCESS = "wagtailadmin.access_admin"


class SignInView(auth_views.LoginView):
    """The one place to sign in, for the site and for its admin."""

    template_name = "members/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request, *args, **kwargs):
        # The admin sends here whoever may not enter it: without this a person who has signed
        # in would be sent to and fro for ever.
        if request.user.is_authenticated and self._leads_to_closed_admin():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _leads_to_closed_admin(self):
        leads_to_admin = self.get_redirect_url().startswith(reverse("wagtailadmin_home"))
        return leads_to_admin and not self.request.user.has_perm(ADMIN_ACCESS)

    def get_redirect_url(self):
        """Where the person wanted to go, if that is on this site and not here again."""
        url = super().get_redirect_url()
        return "" if url.partition("?")[0] == self.request.path else url

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            title=_("Signing in"),
            breadcrumbs=[(_("Signing in"), self.request.path)],
            noindex=True,
        )


class SignOutView(auth_views.LogoutView):
    """Signing out is an act, so a form does it; by a link one only gets to the form."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, *args, **kwargs):
        context = {
            "title": _("Signing out"),
            "breadcrumbs": [(_("Signing out"), request.path)],
            "noindex": True,
        }
        return TemplateResponse(request, "members/sign_out.html", context)


@never_cache
@login_required
def account(request):
    """What a person who has signed in can do from here."""
    context = {
        "title": request.user.get_public_name(),
        "person": request.user,
        "breadcrumbs": [(_("My account"), request.path)],
        "has_admin": request.user.has_perm(ADMIN_ACCESS),
        "noindex": True,
    }
    return TemplateResponse(request, "members/account.html", context)
