"""Hubs that an editor closed with Wagtail's view restrictions: members go in, others do not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.members.actions import memberships
from community.members.enums import UserStatus
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.sections import (
    AchievementFactory,
    AnnouncementPageFactory,
    OfficialDocumentFactory,
    UsefulSiteFactory,
)
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials.models import Material, MaterialCollection
from sections.achievements.models import Achievement
from sections.announcements.models import AnnouncementPage
from sections.official.models import OfficialDocument
from sections.useful_sites.models import UsefulSite
from subjects.models import HubPage

pytestmark = pytest.mark.django_db

VISITOR = AnonymousUser()


def close(page, kind, *groups):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


@pytest.fixture
def hub():
    return HubPageFactory()


@pytest.fixture
def closed(hub):
    close(hub, "groups", hub.provision.members_group)
    return hub


def member_of(hub):
    user = UserFactory()
    memberships.add(user, hub, None)
    return user


def may_enter(user, hub):
    return HubPage.objects.enterable_by(user).filter(pk=hub.pk).exists()


def test_open_hub_is_open_to_all(hub):
    assert may_enter(VISITOR, hub)
    assert may_enter(UserFactory(), hub)


def test_hub_of_members(closed):
    assert may_enter(member_of(closed), closed)
    assert may_enter(moderator_of(closed), closed)
    assert may_enter(site_editor(), closed)
    assert may_enter(UserFactory(is_superuser=True), closed)
    assert not may_enter(VISITOR, closed)
    assert not may_enter(UserFactory(), closed)
    assert not may_enter(moderator_of(HubPageFactory()), closed)


def test_hub_for_those_who_signed_in(hub):
    close(hub, "login")
    assert may_enter(UserFactory(), hub)
    assert not may_enter(VISITOR, hub)
    assert not may_enter(UserFactory(status=UserStatus.PENDING), hub)
    assert not may_enter(UserFactory(status=UserStatus.SUSPENDED), hub)


def test_password_lets_nobody_into_lists(hub):
    restriction = close(hub, "password")
    restriction.password = "secret"
    restriction.save()
    assert not may_enter(member_of(hub), hub)


def test_every_restriction_on_the_way_counts(closed):
    child = HubPageFactory(parent=closed)
    assert not may_enter(member_of(child), child)
    both = member_of(child)
    memberships.add(both, closed, None)
    assert may_enter(both, child)
    close(child, "login")
    assert may_enter(both, child)
    assert may_enter(moderator_of(closed), child)


def test_suspended_member_is_out(closed):
    user = member_of(closed)
    user.status = UserStatus.SUSPENDED
    user.save()
    assert not may_enter(user, closed)


def test_unpublished_hub_is_nobodys(hub):
    hub.unpublish()
    assert not may_enter(member_of(hub), hub)
    assert not may_enter(site_editor(), hub)


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (Material, MaterialFactory),
        (Achievement, AchievementFactory),
        (UsefulSite, UsefulSiteFactory),
        (OfficialDocument, OfficialDocumentFactory),
        (AnnouncementPage, AnnouncementPageFactory),
    ],
)
def test_what_belongs_to_it_is_seen_by_those_who_may_enter(closed, model, factory):
    thing = factory(hub=closed)
    for user in [member_of(closed), moderator_of(closed), site_editor()]:
        assert list(model.objects.visible_to(user)) == [thing]
    for user in [VISITOR, UserFactory(), moderator_of(HubPageFactory())]:
        assert not model.objects.visible_to(user).exists()


def test_collections(closed):
    collection = MaterialCollection.objects.create(title="Подборка", hub=closed, live=True)
    assert list(MaterialCollection.objects.visible_to(member_of(closed))) == [collection]
    assert not MaterialCollection.objects.visible_to(VISITOR).exists()


def test_downloads(client, closed):
    stored = StoredFileFactory()
    material = MaterialFactory(hub=closed, files=[stored])
    address = reverse("materials:file", args=[material.pk, stored.pk])
    assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.force_login(member_of(closed))
    assert client.get(address).status_code == 200


def test_pages(client, closed):
    announcement = AnnouncementPageFactory(hub=closed)
    addresses = [closed.url, f"{closed.url}materials/", announcement.url]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert [client.get(address).status_code for address in addresses] == [403] * 3
    for user in [member_of(closed), moderator_of(closed), site_editor()]:
        client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [200] * 3


def test_feeds_and_sitemap_stay_public(client, closed):
    material = MaterialFactory(hub=closed, title="Только для своих")
    client.force_login(member_of(closed))
    for address in [reverse("materials:feed"), "/sitemap.xml"]:
        content = client.get(address).content.decode()
        assert material.title not in content
        assert f"/materials/{material.pk}/" not in content
    assert client.get(reverse("materials:hub_feed", args=[closed.pk])).status_code == 404
