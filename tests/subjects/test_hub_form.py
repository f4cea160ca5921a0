"""The form of a hub's own page: what its moderators write, and what stays with the editors."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db

TOMORROW = f"{timezone.now() + datetime.timedelta(days=1):%Y-%m-%d %H:%M}"


@pytest.fixture
def hub():
    return HubPageFactory(title="Биология", slug="biology")


def publish(client, hub, **fields):
    form = nested_form_data(
        {
            "title": hub.title,
            "lead": "Для тех, кто учит биологии.",
            "colour": hub.colour,
            "icon": hub.icon,
            "goal": "",
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            "comment_policy": "by_type",
            "writing_policy": "community",
            "action-publish": "1",
            **fields,
        }
    )
    response = client.post(reverse("wagtailadmin_pages:edit", args=[hub.pk]), form)
    hub.refresh_from_db()
    return response


def test_a_moderator_changes_neither_the_address_nor_the_schedule(client, hub):
    client.force_login(moderator_of(hub))
    text = client.get(reverse("wagtailadmin_pages:edit", args=[hub.pk])).content.decode()
    assert 'name="lead"' in text
    for name in ["slug", "go_live_at", "expire_at"]:
        assert f'name="{name}"' not in text
    response = publish(client, hub, slug="renamed", expire_at=TOMORROW)
    assert response.status_code == 302
    assert hub.lead == "Для тех, кто учит биологии."
    assert (hub.slug, hub.expire_at) == ("biology", None)


def test_a_site_editor_changes_both(client, hub):
    client.force_login(site_editor())
    text = client.get(reverse("wagtailadmin_pages:edit", args=[hub.pk])).content.decode()
    for name in ["slug", "go_live_at", "expire_at"]:
        assert f'name="{name}"' in text
    response = publish(
        client,
        hub,
        slug="life",
        expire_at=TOMORROW,
        scope=hub.scope,
        join_policy=hub.join_policy,
        member_limit="",
        members_visible_to="community",
        founding_order_number="",
        founding_order_date="",
        base_organisation="",
        wound_up_on="",
        wound_up_order="",
    )
    assert response.status_code == 302, response.context["form"].errors
    assert hub.slug == "life"
    assert hub.expire_at is not None
