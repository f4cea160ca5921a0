"""The demo as a newcomer gets it, here without a browser: complete, and the same when it is
loaded twice."""

import os
import shutil

import pytest
from django.conf import global_settings
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.db import connection, connections
from wagtail.models import Page, Revision

from community.members.enums import (
    MODERATING_ROLES,
    MembershipRole,
    MembershipStatus,
    PersonRole,
    UserStatus,
)
from community.members.models import (
    Consent,
    Invitation,
    Membership,
    Organisation,
    PortfolioEntry,
    Registration,
)
from community.notifications.models import Notice
from demo.factories.members import PASSWORD
from demo.texts import material_texts
from home.models import SiteDocument, SiteImage
from materials.enums import WorkState
from materials.models import CoAuthor, Material, MaterialCollection, StoredFile, Submission
from materials.submission import state_of
from sections.achievements.models import Achievement
from sections.announcements.models import AnnouncementPage
from sections.official.models import OfficialDocument
from sections.useful_sites.models import LinkCheck, UsefulSite
from subjects.models import HubPage
from tests.demo.reading import file_entries

from .server import letters_folder

MODELS = [
    get_user_model(), Page, Revision, SiteDocument, SiteImage, Material, MaterialCollection,
    StoredFile, Achievement, AnnouncementPage, OfficialDocument, UsefulSite, LinkCheck, HubPage,
    Organisation, Membership, Registration, Consent, Invitation, PortfolioEntry,
    CoAuthor, Submission, Notice,
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


@pytest.fixture
def loaded(prepared, settings, tmp_path, django_db_blocker, monkeypatch):
    """A copy of the demo that was prepared for the browser is the database of the test."""
    if os.environ.get("E2E_URL"):
        pytest.skip("the database of a site that runs already is not to be had")
    if connection.vendor != "sqlite":
        pytest.skip("the browser tests have their demo on SQLite")
    # The browser of the tests before leaves its event loop running in this thread.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    settings.MEDIA_ROOT = shutil.copytree(prepared / "media", tmp_path / "media")
    database = connections.settings["default"]
    original = database["NAME"]
    connection.close()
    with django_db_blocker.unblock():
        database["NAME"] = str(shutil.copy(prepared / "db.sqlite3", tmp_path))
        try:
            yield
        finally:
            connection.close()
            database["NAME"] = original


def test_nobody_gets_a_letter_of_the_demo(prepared):
    if os.environ.get("E2E_VAR_DIR"):
        pytest.skip("letters of earlier runs lie there")
    assert not list(letters_folder(prepared).glob("*"))


@pytest.mark.usefixtures("loaded")
def test_demo_is_rich_complete_and_loaded_once(client):
    loaded = count()
    assert loaded["Material"] >= 80
    assert loaded["AnnouncementPage"] >= 40
    assert loaded["UsefulSite"] >= 60
    assert loaded["OfficialDocument"] >= 30
    assert loaded["Achievement"] >= 40
    assert loaded["HubPage"] >= 11
    check_files()

    call_command("demo", verbosity=0)
    assert count() == loaded

    check_people(client)
    check_works(client)

    for username in ACCOUNTS:
        user = authenticate(username=f"{username}@example.org", password=PASSWORD)
        assert user is not None and user.username == username

    for address in ADDRESSES:
        assert client.get(address).status_code == 200, address


def check_files():
    """Every file of the texts could be made and is there."""
    stored = StoredFile.objects.all()
    assert stored.values("extension").distinct().count() >= 6
    assert not stored.filter(size=0).exists()
    names = {file["name"] for entry in material_texts() for file in entry["files"]}
    assert names <= set(stored.values_list("name", flat=True))
    documents = SiteDocument.objects.all()
    assert not documents.filter(file_size=0).exists()
    titles = {entry["title"] for _place, entry in file_entries()}
    assert titles <= set(documents.values_list("title", flat=True))


def check_people(client):
    """The cast: enough of everybody, rights in step, children closed."""
    people = get_user_model().objects.all()
    assert people.members().count() >= 90
    assert set(people.values_list("role", flat=True)) == set(PersonRole.values)
    assert people.filter(status=UserStatus.PENDING).count() >= 3
    assert Organisation.objects.filter(people__isnull=False).distinct().count() >= 9
    assert PortfolioEntry.objects.values("person").distinct().count() >= 8
    assert PortfolioEntry.objects.exclude(scan="").count() >= 3

    memberships = Membership.objects.all()
    for hub in HubPage.objects.select_related("provision"):
        members = memberships.filter(hub=hub).active()
        assert 8 <= members.count() <= 40, hub
        staff = members.filter(role__in=MODERATING_ROLES)
        in_group = hub.provision.group.user_set.values_list("pk", flat=True)
        assert set(in_group) == set(staff.values_list("user", flat=True)), hub
        in_group = hub.provision.members_group.user_set.values_list("pk", flat=True)
        assert set(in_group) == set(members.values_list("user", flat=True)), hub
    assert set(memberships.values_list("role", flat=True)) >= {
        MembershipRole.TUTOR, MembershipRole.EXPERT, MembershipRole.HEAD, MembershipRole.MEMBER,
    }  # fmt: skip
    assert memberships.requested().count() >= 2
    assert memberships.filter(status=MembershipStatus.REFUSED).count() >= 1
    assert Invitation.objects.usable().count() >= 3
    assert Invitation.objects.filter(used_at__isnull=False).count() >= 2

    pupils = people.filter(role=PersonRole.PUPIL)
    assert 6 <= pupils.count() <= 8
    for pupil in pupils:
        assert not pupil.name_is_public
        assert client.get(pupil.get_absolute_url()).status_code == 404


def check_works(client):
    """Authors and moderators find works at every stage."""
    states = {state_of(material) for material in Material.objects.all()}
    assert states >= {
        WorkState.DRAFT, WorkState.IN_REVIEW, WorkState.RETURNED, WorkState.REFUSED,
        WorkState.REVISION_IN_REVIEW,
    }  # fmt: skip
    assert {row.status for row in CoAuthor.objects.all()} == {"invited", "accepted"}
    for username, verb in [
        ("teacher", "material_returned"),
        ("teacher", "coauthor_invited"),
        ("moderator-mathematics", "material_submitted"),
    ]:
        assert Notice.objects.filter(recipient__username=username, verb=verb, read_at=None).exists()
    client.force_login(get_user_model().objects.get(username="teacher"))
    assert "Вас приглашают" in client.get("/me/materials/").text
    client.logout()
