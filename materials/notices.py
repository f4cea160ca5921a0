"""What authors and moderators are told of works on their way."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import NoticeKind
from subjects.permissions import people_responsible_for

from .models import Material
from .workflow_links import review_url

WORKS = _("Works on their way to readers")


def authors_of(event):
    """Whoever sent the work, and its registered authors."""
    material = event.target
    people = {author.user for author in material.authors.select_related("user") if author.user}
    if material.owner is not None:
        people.add(material.owner)
    return people


def work_url(event):
    return reverse("materials:work", args=[event.target.pk])


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
]
