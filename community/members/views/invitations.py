"""Coming in by a code: the code, then one's own password and consents, then in."""

from datetime import timedelta

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from .. import code_limits
from ..actions import invitations
from ..codes import clean_code, format_code
from ..enums import UserStatus
from ..forms.accounts import AddEmailForm
from ..forms.joining import WRONG_CODE, CodeForm, EntryForm

SESSION_KEY = "invitation_code"
# For so long a form that was sent twice is understood as that.
TWICE_WITHIN = timedelta(minutes=10)


@method_decorator(never_cache, name="dispatch")
class CodeView(View):
    """The field for the code. A link with the code fills it in and does no more."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            messages.info(
                request,
                _("You have signed in already. A code is for those who have not been here yet."),
            )
            return redirect("members:me")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        code = clean_code(request.GET.get("code", "")) or request.session.get(SESSION_KEY, "")
        return self.show(CodeForm(initial={"code": format_code(code)}))

    def post(self, request):
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        if not code_limits.may_try(request):
            form.add_error("code", _("Too many wrong codes. Wait ten minutes and try again."))
            return self.show(form, status=429)
        code = clean_code(form.cleaned_data["code"])
        if find_open(code) is None:
            code_limits.count_wrong(request)
            form.add_error("code", WRONG_CODE)
            return self.show(form)
        request.session[SESSION_KEY] = code
        return redirect("members:invitation_entry")

    def show(self, form, status=200):
        title = _("Coming in by a code")
        context = {"form": form, "title": title, "noindex": True}
        context["breadcrumbs"] = [(title, self.request.path)]
        return TemplateResponse(self.request, "members/joining/code.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class EntryView(View):
    """Greets the person of the code by name and asks what is still missing."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect("members:me")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        invitation = find_open(request.session.get(SESSION_KEY, ""))
        if invitation is None:
            return self.ask_for_code()
        return self.show(invitation, EntryForm(user=invitation.user))

    def post(self, request):
        if not code_limits.may_try(request):
            return self.ask_for_code(_("Too many wrong codes. Wait ten minutes and try again."))
        # The form carries the code itself: sent twice, it finds no session any more.
        code = clean_code(request.POST.get("code", ""))
        invitation = invitations.find_by_code(code)
        if invitation is None or not is_open(invitation):
            return self.finish_twice(invitation)
        form = EntryForm(request.POST, user=invitation.user)
        if not form.is_valid():
            return self.show(invitation, form)
        try:
            welcome = invitations.redeem(
                invitation,
                form.cleaned_data["password"],
                texts=form.get_agreed_texts(),
                school_class=form.cleaned_data.get("school_class", ""),
            )
        except ValidationError as error:
            if getattr(error, "code", None) == "spent":
                return self.finish_twice(invitations.find_by_code(code))
            form.add_error(None, error)
            return self.show(invitation, form)
        response = self.sign_in(invitation.user)
        self.greet(invitation.user, welcome)
        return self.add_email(form.cleaned_data.get("email", "")) or response

    def finish_twice(self, invitation):
        """The same form once more signs in whoever has just chosen this password; everything
        else is a code that does not open."""
        if invitation is not None and invitation.used_at is not None:
            is_fresh = invitation.used_at > timezone.now() - TWICE_WITHIN
            user, password = invitation.user, self.request.POST.get("password", "")
            if is_fresh and user.may_sign_in and user.check_password(password):
                return self.sign_in(user)
        code_limits.count_wrong(self.request)
        return self.ask_for_code(WRONG_CODE)

    def ask_for_code(self, error=""):
        """Back to the first screen, with a word on what is wrong."""
        self.request.session.pop(SESSION_KEY, None)
        if error:
            messages.error(self.request, error)
        return redirect("members:invitation")

    def sign_in(self, user):
        self.request.session.pop(SESSION_KEY, None)
        login = Login(user=user, redirect_url=reverse("members:welcome"))
        return perform_login(self.request, login)

    def greet(self, user, welcome):
        words = _("You are in. Write down your user name: %(name)s") % {"name": user.username}
        messages.success(self.request, words)
        if welcome.waiting:
            hubs = ", ".join(f"«{hub.title}»" for hub in welcome.waiting)
            messages.warning(
                self.request,
                _("There is no free place yet, so a moderator will decide: %(hubs)s.")
                % {"hubs": hubs},
            )

    def add_email(self, email):
        """Begin to confirm ``email``; whose it is, is told by letter only. ``None`` when there
        is none, or when the letter does not go off: she is in without it."""
        if not email or not self.request.user.is_authenticated:
            return None
        form = AddEmailForm(user=self.request.user, data={"email": email})
        try:
            if form.is_valid():
                form.save(self.request)
                return redirect("account_email_verification_sent")
        except ImmediateHttpResponse:
            pass
        messages.warning(
            self.request,
            _("The e-mail could not be confirmed now. Add it later, in the settings of sign-in."),
        )
        return None

    def show(self, invitation, form):
        user = invitation.user
        title = _("Welcome, %(name)s!") % {
            "name": " ".join(filter(None, [user.first_name, user.middle_name]))
        }
        context = {
            "form": form,
            "person": user,
            "hubs": invitation.hubs.order_by("path"),
            "code": invitation.code,
            "title": title,
            "breadcrumbs": [
                (_("Coming in by a code"), reverse("members:invitation")),
                (_("Password"), self.request.path),
            ],
            "noindex": True,
        }
        return TemplateResponse(self.request, "members/joining/entry.html", context)


def is_open(invitation):
    """Whether somebody may come in by ``invitation`` now."""
    return invitation.is_usable and invitation.user.status == UserStatus.INVITED


def find_open(code):
    """The invitation of ``code`` if one may come in by it, else ``None``."""
    invitation = invitations.find_by_code(code)
    return invitation if invitation is not None and is_open(invitation) else None
