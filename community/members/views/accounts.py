"""Coming in: allauth's pages with the site's own rules."""

from allauth.account import views as account_views
from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.socialaccount import views as social_views
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from .. import gates
from ..account_pages import suspended
from ..forms.accounts import NewPasswordForm
from ..providers import leads_to_providers
from ..sessions import describe_device, end_sessions, sessions_of
from .decorators import signed_in

# How often a newcomer may mend a mistyped address before beginning anew.
CHANGES = settings.ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE
ADMIN_ACCESS = "wagtailadmin.access_admin"


@method_decorator(leads_to_providers, name="dispatch")
class SignInView(account_views.LoginView):
    """The one place to sign in, for the site and for its admin."""

    def dispatch(self, request, *args, **kwargs):
        # The admin sends here whoever may not enter it: without this a person who has signed
        # in would be sent to and fro for ever.
        if request.user.is_authenticated and self._leads_to_closed_admin():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _leads_to_closed_admin(self):
        leads_to_admin = (self.get_next_url() or "").startswith(reverse("wagtailadmin_home"))
        return leads_to_admin and not self.request.user.has_perm(ADMIN_ACCESS)

    def get_next_url(self):
        """Where the person wanted to go, if that is on this site and not here again."""
        url = super().get_next_url()
        return None if url and url.partition("?")[0] == self.request.path else url

    def get_success_url(self):
        return self.get_next_url() or settings.LOGIN_REDIRECT_URL

    def form_invalid(self, form):
        if form.suspended is not None:
            return suspended(self.request, form.suspended)
        return super().form_invalid(form)


class ConfirmEmailView(account_views.ConfirmEmailVerificationCodeView):
    """The code from the letter. Whoever gave the address of an existing account sees and may
    do the same as everybody: the page must not tell that there is one."""

    @property
    def _is_pretence(self):
        return self._process.user is None

    @property
    def _may_change(self):
        return self._process.can_change or (
            self._is_pretence and not self._process.is_change_quota_reached(CHANGES)
        )

    @cached_property
    def _action(self):
        action = self.request.POST.get("action")
        if action == "change" and self._may_change:
            return "change"
        if action == "resend" and self._process.can_resend:
            return "resend"
        return "verify"

    def _resend_form_valid(self, form):
        response = super()._resend_form_valid(form)
        messages.success(self.request, _("A new code is on its way."))
        return response

    def _change_form_valid(self, form):
        if not self._is_pretence:
            return super()._change_form_valid(form)
        # There is nobody whose address could be changed: the letter says to begin anew.
        self._process.record_change(email=form.cleaned_data["email"])
        self._process.generate_code()
        self._process.send()
        self._process.persist()
        return redirect("account_email_verification_sent")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["can_change"] = self._may_change
        return context


@method_decorator(leads_to_providers, name="dispatch")
class ConnectionsView(social_views.ConnectionsView):
    """Other sites through which a person signs in."""


@method_decorator(signed_in, name="dispatch")
class SessionsView(ListUserSessionsView):
    """Where a person is signed in; she ends the other sessions here."""

    def get_context_data(self, **kwargs):
        context = super(ListUserSessionsView, self).get_context_data(**kwargs)
        sessions = sessions_of(self.request.user)
        for session in sessions:
            session.device = describe_device(session.user_agent)
        context["sessions"] = sessions
        return context

    def form_valid(self, form):
        if end_sessions(self.request.user, keep=self.request.session.session_key):
            messages.success(self.request, _("You are signed out on all other devices."))
        return redirect("usersessions_list")


@sensitive_post_parameters("password1", "password2")
@signed_in
def new_password(request):
    """In place of the temporary password that staff gave, the person chooses her own."""
    if not request.user.password_is_temporary:
        gates.remember(request, request.user)
        return redirect(_next_url(request))
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        finalize_password_change(request, request.user)
        gates.remember(request, request.user)
        return redirect(_next_url(request))
    context = {
        "form": form,
        "title": _("Choose your own password"),
        "breadcrumbs": [(_("Choose your own password"), request.path)],
        "next": _next_url(request),
        "noindex": True,
    }
    return TemplateResponse(request, "members/accounts/new_password.html", context)


def _next_url(request):
    url = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else "/"
