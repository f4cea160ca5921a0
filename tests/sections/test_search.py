"""What stands in the sections is found by the search of the whole site."""

import datetime

import pytest
from django.utils import timezone

from demo.factories.sections import (
    AchievementFactory,
    AnnouncementPageFactory,
    HelpArticlePageFactory,
    OfficialDocumentFactory,
    UsefulSiteFactory,
)

from .visits import get_text

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.mark.parametrize(
    ("factory", "fields", "group"),
    [
        (AnnouncementPageFactory, {"title": "Конкурс скворечников"}, "announcements"),
        (UsefulSiteFactory, {"title": "Конкурс скворечников"}, "useful-sites"),
        (OfficialDocumentFactory, {"title": "О конкурсе скворечников"}, "official"),
        (AchievementFactory, {"what": "Конкурс скворечников"}, "achievements"),
        (HelpArticlePageFactory, {"title": "Как построить скворечник"}, "help"),
    ],
)
def test_found_in_any_form_of_the_word(client, factory, fields, group):
    factory(**fields)
    for address in ["/search/?q=скворечник", f"/search/?q=скворечник&kind={group}"]:
        assert "1 результат" in get_text(client, address)


def test_what_nobody_sees_is_not_found(client):
    AnnouncementPageFactory(
        title="Скворечник", expire_at=timezone.now() - datetime.timedelta(hours=1)
    )
    UsefulSiteFactory(title="Скворечник", live=False)
    AchievementFactory(what="Скворечник", live=False)
    HelpArticlePageFactory(title="Скворечник", live=False)
    assert 'id="found-' not in get_text(client, "/search/?q=скворечник")
