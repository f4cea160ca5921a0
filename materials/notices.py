"""What authors and moderators are told of works on their way."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import NoticeKind
from subjects.permissions import people_responsible_for

from . import permissions
from .models import Material
from .workflow_links import review_url

WORKS = _("Works on their way to readers")
TOGETHER = _("Works made together")


def authors_of(event):
    """People whose work it is."""
    return permissions.authors_of(event.target)


def work_url(event):
    return reverse("materials:work", args=[event.target.pk])


def owner_of_shared(event):
    owner = event.target.material.owner
    return [owner] if owner is not None else []


def shared_url(event):
    return reverse("materials:coauthors", args=[event.target.material_id])


NOTICE_KINDS = [
    NoticeKind(
        "material_submitted",
        _("A work waits for me as a moderator"),
        WORKS,
        "materials/notices/submitted.txt",
        lambda event: people_responsible_for(event.hub),
        lambda event: review_url(event.target),
    ),
    NoticeKind(
        "material_approved",
        _("My work is published"),
        WORKS,
        "materials/notices/approved.txt",
        authors_of,
        lambda event: Material.get_absolute_url(event.target),
    ),
    NoticeKind(
        "material_returned",
        _("My work is returned with a comment"),
        WORKS,
        "materials/notices/returned.txt",
        authors_of,
        work_url,
        is_mandatory=True,
    ),
    NoticeKind(
        "material_refused",
        _("My work is refused"),
        WORKS,
        "materials/notices/refused.txt",
        authors_of,
        work_url,
        is_mandatory=True,
    ),
    NoticeKind(
        "coauthor_invited",
        _("I am asked to make a work together"),
        TOGETHER,
        "materials/notices/invited.txt",
        lambda event: [event.target.user],
        lambda event: reverse("materials:invitation", args=[event.target.material_id]),
    ),
    NoticeKind(
        "coauthor_answered",
        _("Somebody has answered my invitation to make a work together"),
        TOGETHER,
        "materials/notices/answered.txt",
        owner_of_shared,
        shared_url,
    ),
    NoticeKind(
        "coauthor_left",
        _("A co-author has left my work"),
        TOGETHER,
        "materials/notices/left.txt",
        owner_of_shared,
        shared_url,
    ),
    NoticeKind(
        "material_asked",
        _("A co-author waits until I have finished editing"),
        TOGETHER,
        "materials/notices/asked.txt",
        lambda event: [event.target.locked_by],
        work_url,
    ),
]
