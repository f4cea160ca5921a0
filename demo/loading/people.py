"""The cast: accounts for every role and the teachers of the fictional district."""

from django.contrib.auth import get_user_model

from demo.factories.members import UserFactory
from demo.texts import picture_texts, texts
from home.models import HomePage
from subjects.models import HubPage
from subjects.provisioning import provision_site

from .pictures import get_picture

ADMIN = "admin"
EDITOR = "editor"


def load_people():
    """Create the people that are missing; rights come when the hubs are there."""
    known = set(get_user_model().objects.values_list("username", flat=True))
    for entry in texts("people"):
        if entry["username"] in known:
            continue
        portrait = f"portrait-{entry['username']}"
        UserFactory(
            username=entry["username"],
            last_name=entry["last_name"],
            first_name=entry["first_name"],
            middle_name=entry["middle_name"],
            position=entry["position"] or "",
            photo=get_picture(portrait) if portrait in picture_texts() else None,
            is_staff=entry["username"] == ADMIN,
            is_superuser=entry["username"] == ADMIN,
        )


def load_rights():
    """Put moderators and editors into their groups."""
    people = {user.username: user for user in get_user_model().objects.all()}
    people[EDITOR].groups.add(provision_site(HomePage.objects.get()))
    for entry in texts("people"):
        for slug in entry["moderates"]:
            hub = HubPage.objects.get(slug=slug)
            people[entry["username"]].groups.add(hub.provision.group)
