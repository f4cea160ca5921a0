"""The migration that puts a home page in the place of Wagtail's welcome page."""

import importlib

import pytest
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Page, Site

from home.models import HomePage, SiteSettings, StandardPage

migration = importlib.import_module("home.migrations.0002_first_page")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def apps():
    """Models as they were when the migration was written."""
    return MigrationLoader(None).project_state(("home", "0002_first_page")).apps


def test_a_new_site_has_a_home_page_and_its_settings(client):
    home = HomePage.objects.get()
    site = Site.objects.get()
    assert site.root_page_id == home.pk
    assert site.is_default_site
    assert SiteSettings.objects.get().site_id == site.pk
    assert not Page.objects.filter(depth=2).exclude(pk=home.pk).exists()
    assert not Page.find_problems()[0]
    assert client.get("/").status_code == 200


def test_it_can_be_taken_back_and_made_again(client, apps):
    migration.remove_first_page(apps, None)
    assert not HomePage.objects.exists()
    assert Site.objects.get().root_page.specific_class is Page
    assert not any(Page.find_problems())
    migration.create_first_page(apps, None)
    assert HomePage.objects.count() == 1
    assert not any(Page.find_problems())
    assert client.get("/").status_code == 200


def test_what_editors_made_is_never_deleted(apps):
    home = HomePage.objects.get()
    page = StandardPage(title="Правила", slug="rules")
    home.add_child(instance=page)
    migration.remove_first_page(apps, None)
    assert HomePage.objects.filter(pk=home.pk).exists()
    migration.create_first_page(apps, None)
    assert HomePage.objects.count() == 1
    assert StandardPage.objects.filter(pk=page.pk).exists()
