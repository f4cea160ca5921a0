"""The subjects and communities, with their passports."""

from demo.factories.subjects import HubPageFactory
from demo.texts import texts
from subjects.models import CommunityIndexPage, HubPage, SubjectIndexPage

from .bodies import set_body


def load_hubs():
    """Create the hubs that are missing, parents first."""
    indexes = {
        "subjects": SubjectIndexPage.objects.get(),
        "communities": CommunityIndexPage.objects.get(),
    }
    for entry in texts("hubs"):
        if HubPage.objects.filter(slug=entry["slug"]).exists():
            continue
        parent = indexes.get(entry["parent"]) or HubPage.objects.get(slug=entry["parent"])
        order = entry.get("founding_order") or {}
        HubPageFactory(
            parent=parent,
            slug=entry["slug"],
            title=entry["title"],
            lead=entry["lead"],
            search_description=entry["search_description"],
            scope=entry["scope"],
            goal=entry["goal"],
            base_organisation=entry["base_organisation"],
            join_policy=entry["join_policy"],
            member_limit=entry["member_limit"],
            founding_order_number=order.get("number", ""),
            founding_order_date=order.get("date"),
            colour=entry["colour"],
            icon=entry["icon"],
        )


def load_hub_bodies():
    """Fill the overviews, once the people and pages that they name are there."""
    for entry in texts("hubs"):
        set_body(HubPage.objects.get(slug=entry["slug"]), entry["body"])


def wind_up_hubs():
    """Close the hubs that the demo shows as archives, after they have been filled."""
    for entry in texts("hubs"):
        hub = HubPage.objects.get(slug=entry["slug"])
        if entry["wound_up_on"] and not hub.is_wound_up:
            hub.wound_up_on = entry["wound_up_on"]
            order = entry["wound_up_order"]
            hub.wound_up_order = f"№ {order['number']} от {order['date']:%d.%m.%Y}"
            hub.save_revision().publish()
