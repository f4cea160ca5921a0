"""The person's own page: who I am here, what waits for me, where I belong."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.plugins import Part, registered

from ..actions import profile as actions
from ..forms.profile import PhotoForm, ProfileForm
from ..waiting import get_waiting
from .decorators import signed_in


def own_context(request, title):
    """What every page of ``/me/`` tells its frame."""
    trail = [(_("My page"), reverse("members:me"))]
    if request.path != trail[0][1]:
        trail.append((title, request.path))
    return {"title": title, "person": request.user, "breadcrumbs": trail, "noindex": True}


@require_safe
@signed_in
def me(request):
    """``/me/``: the overview of what a person who has signed in has here."""
    memberships = request.user.memberships.select_related("hub").defer("hub__body", "hub__goal")
    context = {
        **own_context(request, _("My page")),
        "waiting": get_waiting(request.user),
        "memberships": [
            *memberships.active().order_by("hub__path"),
            *memberships.filter(status="requested").order_by("hub__path"),
        ],
        "parts": list(_get_parts(request)),
    }
    return TemplateResponse(request, "members/me/overview.html", context)


def _get_parts(request):
    for section in registered("register_me_section"):
        context = section.get_context(request)
        if context is not None:
            yield Part(section.name, section.template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def me_profile(request):
    """``/me/profile/``: what I tell of myself, and who sees it."""
    person = request.user
    if person.is_pupil:
        context = own_context(request, _("Profile"))
        return TemplateResponse(request, "members/me/profile_of_pupil.html", context)
    # The form writes what was typed into its person; the page around it shows the saved one.
    form = ProfileForm(request.POST or None, instance=copy(person))
    if request.method == "POST" and form.is_valid():
        changed = actions.update_profile(person, form.get_facts(), form.get_choices(), actor=person)
        words = _("The profile is saved.") if changed else _("Nothing was changed.")
        messages.success(request, words)
        return redirect("members:me_profile")
    context = {**own_context(request, _("Profile")), "form": form}
    return TemplateResponse(request, "members/me/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def me_photo(request):
    """``/me/profile/photo/``: choosing a photo and the square of it that is shown."""
    if request.user.is_pupil:
        raise Http404("Pupils have no photos.")
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_photo(
                request.user, form.cleaned_data["photo"], form.get_crop(), actor=request.user
            )
        except ValidationError as error:
            form.add_error("photo", error)
        else:
            messages.success(request, _("The photo is in its place."))
            return redirect("members:me_profile")
    context = {**own_context(request, _("Photo")), "form": form}
    context["breadcrumbs"].insert(1, (_("Profile"), reverse("members:me_profile")))
    return TemplateResponse(request, "members/me/photo.html", context)


@require_POST
@signed_in
def remove_photo(request):
    """Takes the photo away."""
    if actions.remove_photo(request.user, actor=request.user):
        messages.success(request, _("The photo is deleted."))
    return redirect("members:me_profile")
