"""Registration: two screens here, the code from the letter on allauth's page, then in.

Nothing is stored between the screens: the second one carries what was said on the first, and
everything is checked again at the end. The password is never carried.
"""

from allauth.account.internal.flows.signup import complete_signup, prevent_enumeration
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.core.internal import ratelimit as rates
from allauth.socialaccount.internal.flows import signup as social
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from home.text.keys import as_key

from ..actions import registration as actions
from ..enums import RegistrationMode, RegistrationStatus, UserStatus
from ..forms.registration import AboutForm, EntranceForm
from ..models import Organisation, User

ORGANISATION_RATE = {"organisations": "600/10m/ip"}
SHORTEST_QUERY = 1
NEVER_CARRIED = {"password", "captcha", "captcha_key"}


class SignUpView(View):
    """The two screens. ``step`` says which of them was sent, ``back`` that the second one was
    left for the first."""

    has_password = True
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            is_pending = request.user.status == UserStatus.PENDING
            return redirect("members:waiting" if is_pending else "members:me")
        if actions.registration_mode() == RegistrationMode.INVITATION:
            return self.show("members/registration/by_invitation.html", {})
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.show_about(AboutForm(initial=self.get_initial()))

    def post(self, request):
        about = AboutForm(request.POST)
        if "back" in request.POST or not about.is_valid():
            return self.show_about(about)
        application = about.get_application()
        if request.POST.get("step") != "entrance":
            # The first screen was sent: what had been typed on the second one comes along.
            return self.show_entrance(about, self.get_entrance_form(application, is_sent=False))
        form = self.get_entrance_form(application, is_sent=True)
        if not form.is_valid():
            return self.show_entrance(about, form)
        if response := ratelimit.consume_or_429(request, action="signup"):
            return response
        return self.register(application, form)

    def get_initial(self):
        """The hub by whose button she came."""
        key = as_key(self.request.GET.get("hub", ""))
        return {"hubs": [key]} if key else {}

    def get_entrance_form(self, application, is_sent):
        kwargs = {"about": application, "has_password": self.has_password}
        if is_sent:
            return EntranceForm(self.request.POST, **kwargs)
        form = EntranceForm(**kwargs, initial=self.get_entrance_initial())
        for name in form.fields:
            if name not in NEVER_CARRIED and name in self.request.POST:
                form.initial[name] = self.request.POST[name]
        return form

    def get_entrance_initial(self):
        return {}

    def register(self, application, form):
        """Make the account, or behave as if: whether an address is known, is told by letter
        only, to its owner."""
        email, password = form.cleaned_data["email"], form.cleaned_data["password"]
        if user := self.find_own_unfinished(email, password):
            return self.go_on(user)
        if is_known(email):
            User().set_password(password)  # It takes as long as making an account.
            return prevent_enumeration(self.request, email=email)
        try:
            registration = actions.register(
                application, email=email, password=password, texts=form.get_agreed_texts()
            )
        except IntegrityError:
            return prevent_enumeration(self.request, email=email)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show_entrance(AboutForm(self.request.POST), form)
        return self.go_on(registration.user)

    def find_own_unfinished(self, email, password):
        """The account that she has just made, when the form is sent twice. It takes as long
        for an address that nobody has."""
        user = User.objects.filter(
            email__iexact=email, registration__status=RegistrationStatus.UNCONFIRMED
        ).first()
        return user if (user or User()).check_password(password) and user else None

    def go_on(self, user):
        return complete_signup(self.request, user=user, redirect_url=reverse("members:welcome"))

    def show_about(self, form):
        context = {"form": form, "step": 1, "carried": self.carried(EntranceForm)}
        return self.show("members/registration/about.html", context)

    def show_entrance(self, about, form):
        about.is_valid()
        form.give_captcha()
        context = {"form": form, "step": 2, "carried": self.carried(AboutForm), "about": about}
        return self.show("members/registration/entrance.html", context)

    def carried(self, form_class):
        """Names and values of the other screen, as they were typed; never the password."""
        names = set(form_class.base_fields) - NEVER_CARRIED - {"website"}
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name in names or (form_class is EntranceForm and name.startswith("consent_"))
        ]

    def show(self, template, context):
        title = _("Joining the community")
        context = {
            "title": title,
            "breadcrumbs": [(title, reverse("members:signup"))],
            "noindex": True,
            "has_password": self.has_password,
            **context,
        }
        response = TemplateResponse(self.request, template, context)
        # Not "no-store": the browser's own way back must find what was typed.
        patch_cache_control(response, private=True, no_cache=True)
        return response


class SocialSignUpView(SignUpView):
    """The same for somebody whom Yandex or VK has vouched for: no password is needed, and an
    address that they have confirmed needs no letter."""

    has_password = False

    def dispatch(self, request, *args, **kwargs):
        self.sociallogin = social.get_pending_signup(request)
        if self.sociallogin is None:
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        user = self.sociallogin.user
        return {"first_name": user.first_name, "last_name": user.last_name}

    def get_entrance_initial(self):
        addresses = self.sociallogin.email_addresses
        return {"email": addresses[0].email if addresses else self.sociallogin.user.email or ""}

    def register(self, application, form):
        email = form.cleaned_data["email"]
        social.clear_pending_signup(self.request)
        # What was confirmed elsewhere says nothing of an address that she typed here.
        addresses = self.sociallogin.email_addresses
        self.sociallogin.email_addresses = [row for row in addresses if row.email.lower() == email]
        if is_known(email):
            return prevent_enumeration(self.request, email=email)
        try:
            with transaction.atomic():
                actions.register(
                    application,
                    email=email,
                    texts=form.get_agreed_texts(),
                    user=self.sociallogin.user,
                )
                self.sociallogin.save(self.request)
        except IntegrityError:
            return prevent_enumeration(self.request, email=email)
        self.sociallogin.state["next"] = reverse("members:welcome")
        return social.complete_social_signup(self.request, self.sociallogin)


def is_known(email):
    """Whether somebody signs in by ``email`` or has confirmed it as hers."""
    if User.objects.filter(email__iexact=email).exists():
        return True
    return EmailAddress.objects.is_verified(email)


@require_GET
@never_cache
def organisations(request):
    """Organisations of the register for the form: name and place, and nothing that only staff
    may know."""
    query = " ".join(request.GET.get("q", "").split())[:100]
    allowed = rates.consume(
        request,
        app="members",
        action="organisations",
        config=ORGANISATION_RATE,
        limit_get=True,
    )
    if not allowed:
        return JsonResponse({"items": []}, status=429)
    if len(query) < SHORTEST_QUERY:
        return JsonResponse({"items": []})
    found = Organisation.objects.offered_for(query)
    return JsonResponse({"items": [{"id": row.pk, "name": str(row)} for row in found]})
