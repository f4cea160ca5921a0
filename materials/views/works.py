"""The author's own pages: her works, and each of them on its way to the readers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import locks, submission
from ..contribute import works as own
from ..contribute.drafting import newest
from ..contribute.together import coauthors_context
from ..contribute.works import WorkGroup
from ..models import CoAuthor
from ..pages import material_context
from ..permissions import can_contribute_anywhere, is_owner
from .contribute import get_work
from .lists import paginate

MAX_VERSIONS = 20


def own_context(request, title, *trail):
    """What the frame of a person's own pages needs."""
    url = reverse("materials:my_works")
    # The line of the navigation to which these pages belong, wherever they lie.
    request.me_section_url = url
    return {
        "title": title,
        "noindex": True,
        "breadcrumbs": [(_("My materials"), url), *trail],
    }


@require_safe
@never_cache
@login_required
def my_works(request):
    """``/me/materials/``: all works of the reader by where they stand."""
    works = own.grouped(own.works_of(request.user))
    counts = own.count_groups(works)
    chosen = request.GET.get("state", "")
    group = WorkGroup(chosen) if chosen in WorkGroup.values else None
    found = works.filter(group=group) if group else works
    total = counts.get(group, 0) if group else sum(counts.values())
    page_obj = paginate(request, own.newest_first(own.for_list(found)), count=total)
    context = {
        **own_context(request, _("My materials")),
        "tabs": [
            (_("All"), "", sum(counts.values()), group is None),
            *((one.label, one.value, counts.get(one, 0), one == group) for one in WorkGroup),
        ],
        "query": f"state={group.value}" if group else "",
        "page_obj": page_obj,
        "rows": [(material, own.standing_of(material)) for material in page_obj],
        "may_share": can_contribute_anywhere(request.user),
        "invitations": CoAuthor.objects.invited()
        .filter(user=request.user)
        .select_related("material__latest_revision", "invited_by"),
    }
    return TemplateResponse(request, "materials/me/list.html", context)


@require_safe
@never_cache
@login_required
def work(request, pk):
    """``/materials/<id>/work/``: where the work stands, the talk about it and what to do."""
    material = get_work(request, pk)
    version = newest(material)
    submissions = material.submissions.select_related("hub", "sent_by", "decided_by")
    versions = material.revisions.select_related("user").defer("content").order_by("-pk")
    standing = own.standing_of(material)
    context = {
        **own_context(request, str(version), (str(version), request.path)),
        **coauthors_context(request.user, material),
        "material": material,
        "version": version,
        "standing": standing,
        "submissions": submissions,
        "versions": versions[:MAX_VERSIONS],
        "held": held_words(request, material),
        "may_edit": not standing.is_under_review,
        "may_delete": is_owner(request.user, material)
        and not (material.live or material.first_published_at or standing.is_under_review),
    }
    return TemplateResponse(request, "materials/me/work.html", context)


@require_safe
@never_cache
@login_required
def look(request, pk):
    """``/materials/<id>/look/``: the newest version as readers will see it, with its files, also
    while it waits with the moderators and cannot be changed."""
    material = get_work(request, pk)
    version = newest(material)
    page = material_context(request, version)
    context = {
        **own_context(request, _("Look at the work"),
                      (str(version), reverse("materials:work", args=[pk])),
                      (_("Look at the work"), request.path)),
        "material": material,
        "version": version,
        "standing": own.standing_of(material),
        **{name: page[name] for name in ["hub", "tags", "guest_hubs"]},
    }  # fmt: skip
    return TemplateResponse(request, "materials/me/look.html", context)


def held_words(request, material):
    """Who edits the work now, if it is another one than the reader."""
    try:
        locks.check_free(material, request.user)
    except locks.HeldError as error:
        return locks.words_for(error, request.user)
    return ""


def _act(request, pk, act, done, nothing):
    """Do one thing with the reader's own work and say what came of it."""
    material = get_work(request, pk)
    try:
        is_done = act(material, request.user)
    except PermissionDenied as error:
        messages.error(request, str(error) or _("This cannot be done now."))
        return redirect("materials:work", pk)
    messages.success(request, done) if is_done else messages.info(request, nothing)
    return redirect("materials:work", pk)


@require_POST
@never_cache
@login_required
def withdraw(request, pk):
    """Takes the work back from the moderators."""
    return _act(request, pk, submission.withdraw, _("You have taken the work back."),
                _("The work is not with the moderators."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def discard(request, pk):
    """Drops the changes of a published work; asks first."""
    if request.method == "POST":
        return _act(request, pk, submission.discard_changes, _("The changes are dropped."),
                    _("There is nothing to drop."))  # fmt: skip
    return _ask(
        request, get_work(request, pk), _("Drop the changes?"),
        _("Readers keep seeing the published version. What you have changed since is lost."),
        _("Drop the changes"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete_draft(request, pk):
    """Deletes a work that was never published; asks first."""
    material = get_work(request, pk)
    title = str(newest(material))
    if request.method != "POST":
        return _ask(
            request, material, _("Delete the draft?"),
            _("The draft “%(title)s” and its files are deleted for good.") % {"title": title},
            _("Delete the draft"),
        )  # fmt: skip
    try:
        submission.delete_draft(material, request.user)
    except PermissionDenied as error:
        messages.error(request, str(error) or _("This cannot be done now."))
        return redirect("materials:work", pk)
    messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": title})
    return redirect("materials:my_works")


def _ask(request, material, title, text, label):
    url = reverse("materials:work", args=[material.pk])
    context = {
        **own_context(request, title, (str(newest(material)), url), (title, request.path)),
        "text": text,
        "label": label,
        "back": url,
    }
    return TemplateResponse(request, "materials/me/confirm.html", context)
