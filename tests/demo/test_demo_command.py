"""The demo as a newcomer gets it: complete, and the same when it is loaded twice."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from wagtail.models import Page, Revision

from demo.factories.members import PASSWORD
from home.models import SiteDocument, SiteImage
from materials.models import Material, MaterialCollection, StoredFile
from sections.achievements.models import Achievement
from sections.announcements.models import AnnouncementPage
from sections.official.models import OfficialDocument
from sections.useful_sites.models import LinkCheck, UsefulSite
from subjects.models import HubPage

pytestmark = pytest.mark.django_db

MODELS = [
    get_user_model(), Page, Revision, SiteDocument, SiteImage, Material, MaterialCollection,
    StoredFile, Achievement, AnnouncementPage, OfficialDocument, UsefulSite, LinkCheck, HubPage,
]  # fmt: skip
ACCOUNTS = [
    "admin", "editor", "moderator-mathematics", "moderator-biology", "expert", "teacher",
    "parent", "pupil",
]  # fmt: skip
ADDRESSES = [
    "/", "/subjects/", "/subjects/mathematics/", "/subjects/russian-language/",
    "/subjects/natural-world/", "/subjects/literature/", "/subjects/biology/",
    "/subjects/history-and-social-studies/", "/subjects/physics/", "/subjects/chemistry/",
    "/subjects/mathematics/materials/", "/subjects/mathematics/announcements/",
    "/subjects/mathematics/links/", "/communities/", "/communities/class-teachers/",
    "/announcements/", "/for-parents/", "/useful-sites/", "/help/", "/official/",
    "/achievements/", "/materials/", "/search/?q=дроби", "/sitemap.xml", "/robots.txt",
    "/healthz", "/readyz", "/feeds/announcements/",
]  # fmt: skip


def count():
    return {model.__name__: model._default_manager.count() for model in MODELS}


def test_demo_is_rich_complete_and_loaded_once(client):
    call_command("demo", verbosity=0)
    loaded = count()
    assert loaded["Material"] >= 80
    assert loaded["AnnouncementPage"] >= 40
    assert loaded["UsefulSite"] >= 60
    assert loaded["OfficialDocument"] >= 30
    assert loaded["Achievement"] >= 40
    assert loaded["HubPage"] >= 11
    assert StoredFile.objects.values("extension").distinct().count() >= 6

    call_command("demo", verbosity=0)
    assert count() == loaded

    for username in ACCOUNTS:
        user = authenticate(username=f"{username}@example.org", password=PASSWORD)
        assert user is not None and user.username == username

    for address in ADDRESSES:
        assert client.get(address).status_code == 200, address
