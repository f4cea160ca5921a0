"""Useful sites, official documents and achievements."""

from datetime import datetime, time

from django.utils import timezone

from demo.factories.sections import (
    AchievementFactory,
    OfficialDocumentFactory,
    UsefulSiteFactory,
)
from demo.texts import texts
from sections.achievements.models import Achievement
from sections.official.models import OfficialDocument
from sections.useful_sites.checker import Finding
from sections.useful_sites.checking import record
from sections.useful_sites.enums import CheckOutcome
from sections.useful_sites.models import UsefulSite
from subjects.models import HubPage

from .dates import days_from_now
from .documents import get_document
from .pictures import get_diploma


def _hubs():
    return {None: None, **{hub.slug: hub for hub in HubPage.objects.all()}}


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(10)))


def load_useful_sites():
    """Create the useful sites that are missing, known by their addresses."""
    hubs = _hubs()
    known = set(UsefulSite.objects.values_list("url", flat=True))
    for entry in texts("useful_sites"):
        if entry["url"] in known:
            continue
        fields = {name: value for name, value in entry.items() if name != "broken"}
        site = UsefulSiteFactory(**{**fields, "hub": hubs[entry["hub"]]})
        if entry.get("broken"):
            _mark_broken(site)


def _mark_broken(site):
    """Two checks in a row that found no such domain."""
    for days in [8, 1]:
        finding = Finding(CheckOutcome.NAME_NOT_FOUND)
        record(site, finding, days_from_now(-days, hour=3))


def load_official_documents():
    """Create the documents that are missing, then say which of them replaced which; the
    hubs' founding orders get their scans."""
    hubs = _hubs()
    documents = {}
    for entry in texts("official"):
        found = OfficialDocument.objects.filter(
            kind=entry["kind"], number=entry["number"], date=entry["date"]
        ).first()
        documents[entry["key"]] = found or OfficialDocumentFactory(
            **{
                name: entry[name]
                for name in ["kind", "number", "date", "issuer", "title", "subject", "status"]
            },
            hub=hubs[entry["hub"]],
            document=get_document(entry["file"], hubs[entry["hub"]]),
        )
    for entry in texts("official"):
        document = documents[entry["key"]]
        if entry["superseded_by"] and document.superseded_by is None:
            document.superseded_by = documents[entry["superseded_by"]]
            document.full_clean()
            document.save()
    for entry in texts("hubs"):
        hub = HubPage.objects.get(slug=entry["slug"])
        order = (entry.get("founding_order") or {}).get("document")
        if order and hub.founding_order_document is None:
            hub.founding_order_document = documents[order].document
            hub.save_revision().publish()


def load_achievements():
    """Create the achievements that are missing, each with the scan of its own diploma."""
    hubs = _hubs()
    known = set(Achievement.objects.values_list("who", "what"))
    for entry in texts("achievements"):
        if (entry["who"], entry["what"]) in known:
            continue
        hub = hubs[entry["hub"]]
        collection = hub.provision.collection if hub else None
        AchievementFactory(
            who=entry["who"],
            what=entry["what"],
            level=entry["level"],
            place=entry["place"],
            date=entry["date"],
            hub=hub,
            scan=get_diploma(entry, collection) if entry["has_scan"] else None,
            first_published_at=_moment(entry["date"]),
        )
