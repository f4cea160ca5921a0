"""What people are told of complaints and decisions."""

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import NoticeKind
from home.text.keys import as_key

from .enums import SanctionKind
from .models import Appeal, Case
from .permissions import judges_for
from .things import load_things

MINE = _("Decisions of moderators")
QUEUE = _("What waits for me as a moderator")
APPEAL_SALT = "moderation.appeal"


def decision_url(decision):
    """Where the author reads ``decision`` and may appeal. Whoever is suspended from the site
    cannot sign in: her address carries the proof that it is hers."""
    if decision.sanctions.filter(kind=SanctionKind.SITE).exists():
        token = signing.dumps([decision.pk, decision.author_id], salt=APPEAL_SALT)
        return reverse("moderation:decision_by_letter", args=[token])
    return reverse("moderation:decision", args=[decision.pk])


def read_decision_token(token):
    """Keys of the decision and its author; raises ``signing.BadSignature``."""
    return signing.loads(token, salt=APPEAL_SALT)


def reporters_of(event):
    """People who complained of what was decided on."""
    complaints = event.target.case.complaints.select_related("reporter")
    return [complaint.reporter for complaint in complaints if complaint.reporter is not None]


def judges_of_case(event):
    return judges_for(event.hub, [event.target.author_id])


def judges_of_appeal(event):
    """Those who may hear it: neither who decided, nor who appeals, nor who complained."""
    decision = event.target.decision
    complained = decision.case.complaints.values_list("reporter", flat=True)
    return judges_for(event.hub, [decision.moderator_id, event.target.author_id, *complained])


def author_of(event):
    author = event.target.author
    return [author] if author is not None and not author.has_left else []


def find_cases(person, urls):
    """Those of ``urls`` that lead to cases whose things are there yet and whose hubs ``person``
    moderates now."""
    keys = {url: _key(url) for url in urls}
    cases = Case.objects.for_moderator(person).filter(pk__in=keys.values())
    there = {case.pk for case in load_things(cases) if not case.thing.is_gone}
    return {url for url, key in keys.items() if key in there}


def find_appeals(person, urls):
    """Those of ``urls`` that lead to appeals which ``person`` may still see as a moderator."""
    keys = {url: _key(url) for url in urls}
    appeals = Appeal.objects.for_moderator(person).filter(pk__in=keys.values())
    appeals = list(appeals.select_related("decision__case"))
    load_things([appeal.decision.case for appeal in appeals])
    there = {appeal.pk for appeal in appeals if not appeal.decision.case.thing.is_gone}
    return {url for url, key in keys.items() if key in there}


def _key(url):
    """The number at the end of an address."""
    return as_key(url.rstrip("/").rpartition("/")[2])


def _kind(verb, label, group, get_recipients, get_url, is_mandatory=False, find_readable=None):
    return NoticeKind(
        verb,
        label,
        group,
        f"moderation/notices/{verb}.txt",
        get_recipients,
        get_url,
        is_mandatory,
        find_readable=find_readable,
    )


NOTICE_KINDS = [
    _kind(
        "case_opened",
        _("Something waits for a decision in my hubs"),
        QUEUE,
        judges_of_case,
        lambda event: reverse("moderation_case", args=[event.target.pk]),
        find_readable=find_cases,
    ),
    _kind(
        "decision_appealed",
        _("Somebody appeals against a decision in my hubs"),
        QUEUE,
        judges_of_appeal,
        lambda event: reverse("moderation_appeal", args=[event.target.pk]),
        find_readable=find_appeals,
    ),
    _kind(
        "words_decided",
        _("A moderator has decided against what I wrote"),
        MINE,
        author_of,
        lambda event: decision_url(event.target),
        is_mandatory=True,
    ),
    _kind(
        "words_approved",
        _("A moderator has let through what I wrote"),
        MINE,
        author_of,
        lambda event: reverse("moderation:decision", args=[event.target.pk]),
    ),
    _kind(
        "complaints_decided",
        _("My complaint is decided on"),
        MINE,
        reporters_of,
        lambda event: reverse("moderation:my_complaints"),
    ),
    _kind(
        "appeal_heard",
        _("My appeal is heard"),
        MINE,
        author_of,
        lambda event: decision_url(event.target.decision),
        is_mandatory=True,
    ),
    _kind(
        "sanction_lifted",
        _("A warning or a suspension of mine is taken back"),
        MINE,
        lambda event: [event.target.user],
        lambda event: reverse("moderation:decision", args=[event.target.decision_id]),
        is_mandatory=True,
    ),
]
