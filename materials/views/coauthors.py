"""Making a work together: whom to ask, and what one who is asked answers."""

from allauth.core.internal import ratelimit as rates
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from home.text.keys import as_key

from .. import coauthors, locks
from ..contribute.drafting import newest
from ..contribute.together import coauthors_context
from ..enums import CoAuthorStatus
from ..models import CoAuthor, Material
from ..permissions import can_contribute_anywhere, is_owner
from .contribute import get_work
from .works import own_context

FIND_RATE = {"coauthors": "300/10m/user"}
SHORTEST, LONGEST, MOST_FOUND = 2, 100, 10


def _words(text):
    """What is looked for: short enough, and without what no database takes."""
    return " ".join(text.replace("\x00", "").split())[:LONGEST]


def _own(request, pk):
    """The reader's work, which she herself began; else 404."""
    material = get_work(request, pk)
    if not is_owner(request.user, material):
        raise Http404("She did not begin it.")
    return material


def _may_search(request):
    """Whether the reader may look for people, and has not done so too often just now."""
    return can_contribute_anywhere(request.user) and rates.consume(
        request,
        app="materials",
        action="coauthors",
        config=FIND_RATE,
        limit_get=True,
        user=request.user,
    )


def _found(request, material, query):
    if len(query) < SHORTEST:
        return []
    people = coauthors.invitable(request.user, material, query)[:MOST_FOUND]
    return [
        (person, person.name_for(request.user), person.organisation_for(request.user))
        for person in people
    ]


@require_GET
@never_cache
@login_required
def find_coauthors(request, pk):
    """``/materials/<id>/coauthors/find/``: members by name, as the list of members shows them."""
    material = _own(request, pk)
    if not _may_search(request):
        return JsonResponse({"items": []}, status=429)
    found = _found(request, material, _words(request.GET.get("q", "")))
    return JsonResponse({
        "items": [
            {"id": person.pk, "name": ", ".join(filter(None, [name, place]))}
            for person, name, place in found
        ]
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def coauthors_of_work(request, pk):
    """``/materials/<id>/coauthors/``: with whom the work is made; its owner asks others here."""
    material = get_work(request, pk)
    if request.method == "POST":
        return _invite(request, material)
    return _show(request, material)


def _invite(request, material):
    if not is_owner(request.user, material):
        raise Http404("She did not begin it.")
    key, query = as_key(request.POST.get("person", "")), _words(request.POST.get("q", ""))
    person = get_user_model().objects.filter(pk=key).first() if key else None
    if key and person is None:
        return _show(request, material, query, error=_("This person cannot be invited."))
    if person is None:
        return _search(request, material, query)
    try:
        is_new = coauthors.invite(material, person, request.user)
    except ValidationError as error:
        return _show(request, material, query, error=" ".join(error.messages))
    name = person.name_for(request.user)
    if is_new:
        messages.success(request, _("%(name)s is invited and gets news of it.") % {"name": name})
    else:
        messages.info(request, _("%(name)s is invited already.") % {"name": name})
    return redirect("materials:coauthors", material.pk)


def _search(request, material, query):
    """The form was sent without a choice: the matches, to choose one of them."""
    if len(query) < SHORTEST:
        return _show(request, material, query, error=_("Type the surname or a part of it."))
    if not _may_search(request):
        return _show(request, material, query, error=_("Too many searches. Wait a few minutes."))
    found = _found(request, material, query)
    error = "" if found else _("Nobody is found. Only members of the community can be invited.")
    return _show(request, material, query, found=found, error=error)


def _show(request, material, query="", **context):
    version = newest(material)
    url = reverse("materials:work", args=[material.pk])
    title = _("Co-authors")
    context = {
        **own_context(request, title, (str(version), url), (title, request.path)),
        **coauthors_context(request.user, material),
        "material": material,
        "version": version,
        "query": query,
        **context,
    }
    return TemplateResponse(request, "materials/contribute/coauthors_page.html", context)


@require_POST
@never_cache
@login_required
def remove_coauthor(request, pk, coauthor_id):
    """Takes a co-author out, or an invitation back."""
    material = _own(request, pk)
    row = CoAuthor.objects.filter(material=material, pk=coauthor_id).select_related("user").first()
    if row is not None:
        name = row.user.name_for(request.user)
        try:
            coauthors.remove(material, row.user, request.user)
            messages.success(
                request, _("%(name)s is no longer among the co-authors.") % {"name": name}
            )
        except PermissionDenied as error:
            messages.error(request, str(error))
    return redirect("materials:coauthors", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leave_work(request, pk):
    """``/materials/<id>/coauthors/leave/``: asks first."""
    material = get_work(request, pk)
    if not material.coauthors.accepted().filter(user=request.user).exists():
        raise Http404("She is no co-author.")
    title, url = str(newest(material)), reverse("materials:work", args=[pk])
    if request.method == "POST":
        try:
            coauthors.leave(material, request.user)
        except PermissionDenied as error:
            messages.error(request, str(error))
            return redirect("materials:work", pk)
        messages.success(request, _("You are no longer a co-author of “%(title)s”.")
                         % {"title": title})  # fmt: skip
        return redirect("materials:my_works")
    question = _("Stop being a co-author?")
    context = {
        **own_context(request, question, (title, url), (question, request.path)),
        "text": _("You will not be able to edit the work. What you have done in it stays there."),
        "label": _("Stop being a co-author"),
        "back": url,
    }
    return TemplateResponse(request, "materials/me/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def invitation(request, pk):
    """``/materials/<id>/coauthors/invitation/``: the work as it is now, and the answer."""
    material = get_object_or_404(Material.objects.select_related("owner", "hub"), pk=pk)
    row = material.coauthors.filter(user=request.user).select_related("invited_by").first()
    if row is None:
        raise Http404("She was not asked.")
    if row.status == CoAuthorStatus.ACCEPTED:
        return redirect("materials:work", pk)
    if request.method == "POST":
        return _answer(request, material)
    version = newest(material)
    title = _("Invitation to make a work together")
    context = {
        **own_context(request, title, (title, request.path)),
        "material": material,
        "version": version,
        "tags": version.tags.all(),
        "invitation": row,
        "may_answer": row.status == CoAuthorStatus.INVITED,
    }
    return TemplateResponse(request, "materials/contribute/invitation.html", context)


def _answer(request, material):
    answer = request.POST.get("answer")
    try:
        if answer == "accept":
            coauthors.accept(material, request.user)
            messages.success(
                request, _("You are a co-author now: you may edit the work and send it.")
            )
            return redirect("materials:work", material.pk)
        if answer == "decline":
            coauthors.decline(material, request.user)
            messages.success(request, _("You have declined."))
            return redirect("materials:my_works")
    except PermissionDenied as error:
        messages.error(request, str(error))
    return redirect("materials:invitation", material.pk)


@require_POST
@never_cache
@login_required
def ask_for_work(request, pk):
    """Asks whoever edits the work to give it free."""
    material = get_work(request, pk)
    if locks.ask(material, request.user):
        messages.success(request, _("We have told that you are waiting."))
    else:
        messages.info(request, _("That was told already, or the work is free now."))
    return redirect("materials:work", pk)
