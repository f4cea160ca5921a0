"""Portfolios of some of the cast; a few entries have the scan of a drawn diploma."""

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from community.members.enums import Visibility
from community.members.models import PortfolioEntry
from community.members.portfolio.scans import accept_scan
from demo.drawing import draw_diploma
from demo.texts import texts


def load_portfolios():
    """Write the portfolios of people who have none."""
    people = get_user_model().objects.in_bulk(texts("portfolios"), field_name="username")
    writing = set(PortfolioEntry.objects.values_list("person_id", flat=True))
    for username, entries in texts("portfolios").items():
        person = people[username]
        if person.pk not in writing:
            for place, entry in enumerate(entries):
                _write(person, place, entry)


def _write(person, place, entry):
    row = PortfolioEntry(
        person=person,
        kind=entry["kind"],
        title=entry["title"],
        organisation=entry.get("by", ""),
        year=entry["year"],
        end_year=entry.get("end_year"),
        text=entry.get("text", ""),
        visibility=entry.get("seen", Visibility.MEMBERS),
        sort_order=place,
    )
    if "award" in entry:
        scan = accept_scan(_scan(entry["award"], person.last_name))
        row.scan, row.scan_name = scan, scan.name
    row.save()


def _scan(what, surname):
    """The diploma of the award of the register that begins with ``what``."""
    awards = (award for award in texts("achievements") if award["what"].startswith(what))
    award = next(award for award in awards if award["who"].startswith(surname))
    return SimpleUploadedFile("Диплом.webp", draw_diploma(award), "image/webp")
