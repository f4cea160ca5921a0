"""Works on their way: drafts, works that wait, that came back, that are made together. What
happens to them goes by the same actions as on the site, and tells the same people."""

import datetime

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from community.notifications.delivery import without_letters
from community.notifications.models import Notice
from demo.factories.materials import MaterialFactory
from demo.files import make_file
from demo.texts import texts
from home.uploads.extraction import extract_own_text
from materials import coauthors, submission
from materials.actions import store_file
from materials.guard import findings_of
from materials.models import CoAuthor, Material
from materials.reading import read
from materials.workflow_links import review_url
from subjects.models import HubPage

from .dates import days_from_now
from .materials import school_names


def load_works(bank):
    """Create the works that are missing. ``bank`` are the published materials by their keys."""
    people = {user.username: user for user in get_user_model().objects.all()}
    hubs = {hub.slug: hub for hub in HubPage.objects.all()}
    known = set(Material.objects.values_list("hub_id", "title"))
    with without_letters():
        for entry in texts("works"):
            if "of" in entry:
                _change_published(bank[entry["of"]], entry, people)
            elif (hubs[entry["hub"]].pk, entry["title"]) not in known:
                _act_all(_draft(entry, hubs[entry["hub"]], people[entry["by"]]), entry, people)


def _draft(entry, hub, author):
    begun = days_from_now(-max(act["days"] for act in entry["acts"]) - 1)
    material = MaterialFactory(
        title=entry["title"],
        summary=entry["summary"],
        kind=entry["kind"],
        hub=hub,
        grades=entry["grades"],
        tags=entry["tags"],
        authors=[author],
        owner=author,
        school=school_names().get(entry["school"], ""),
        body=[{"type": "text", "value": html} for html in entry["body"]],
        files=[(_store(entry["file"], hub, author), "")] if "file" in entry else [],
        live=False,
        is_private=True,
        warranted_at=begun,
        with_revision=True,
    )
    material.revisions.update(created_at=begun)
    return material


def _store(file, hub, author):
    sections = [{"heading": "Задания", "numbered": file["lines"]}]
    content = make_file(
        "docx",
        {"title": file["heading"], "sections": sections},
        colour=hub.colour,
        author=author.get_full_name(),
    )
    stored = store_file(SimpleUploadedFile(file["name"], content), author)
    read(stored.text, extract=extract_own_text)
    return stored


def _change_published(material, entry, people):
    """The author of a published work has changed it and sent the changes."""
    if material.submissions.exists():
        return
    version = material.get_latest_revision_as_object()
    version.summary = f"{version.summary} {entry['add']}"
    version.save_revision(user=material.owner, clean=False)
    _act_all(material, entry, people)


def _act_all(material, entry, people):
    told = Notice.objects.filter(read_at=None, url__in=_addresses(material))
    for act in entry["acts"]:
        # Actions look at the work as it is now.
        work = Material.objects.select_related("owner", "hub").get(pk=material.pk)
        before, moment = timezone.now(), days_from_now(-act["days"], hour=15)
        ACTS[act["act"]](work, act, people)
        _move_back(work, before, moment)
        # Whoever has acted has read what she was told of it.
        told.filter(created_at__lt=moment, recipient=_doer(work, act, people)).update(
            read_at=moment
        )


def _addresses(material):
    """Where news of the work leads."""
    places = ["invitation", "coauthors", "work"]
    return [
        review_url(material),
        *(reverse(f"materials:{name}", args=[material.pk]) for name in places),
    ]


def _doer(work, act, people):
    if act["act"] in ("return", "refuse"):
        return _moderator(work, people)
    return people[act["who"]] if act["act"] == "accept" else work.owner


def _send(work, act, people):
    version = work.get_latest_revision_as_object()
    confirmed = [finding.key for finding in findings_of(version)]
    submission.submit(work, work.owner, confirmed=confirmed)


def _moderator(work, people):
    return people[f"moderator-{work.hub.slug}"]


ACTS = {
    "send": _send,
    "return": lambda work, act, people: submission.return_for_changes(
        work, _moderator(work, people), act["comment"]
    ),
    "refuse": lambda work, act, people: submission.refuse(
        work, _moderator(work, people), act["comment"]
    ),
    "invite": lambda work, act, people: coauthors.invite(work, people[act["who"]], work.owner),
    "accept": lambda work, act, people: coauthors.accept(work, people[act["who"]]),
}


def _move_back(work, before, moment):
    """What was written since ``before`` happened at ``moment``."""
    if moment >= before:
        moment = before - datetime.timedelta(minutes=1)
    rows = [
        (work.submissions, "sent_at"),
        (work.submissions, "decided_at"),
        (CoAuthor.objects.filter(material=work), "created_at"),
        (CoAuthor.objects.filter(material=work), "answered_at"),
        (work.revisions, "created_at"),
        (WorkflowState.objects.filter(object_id=str(work.pk)), "created_at"),
        (TaskState.objects.filter(workflow_state__object_id=str(work.pk)), "started_at"),
        (TaskState.objects.filter(workflow_state__object_id=str(work.pk)), "finished_at"),
        (Notice.objects.all(), "created_at"),
    ]
    for found, name in rows:
        found.filter(**{f"{name}__gte": before}).update(**{name: moment})
