"""Exports open in Excel as they are meant."""

import pytest
from django.urls import reverse

from demo.factories.sections import OfficialDocumentFactory, UsefulSiteFactory
from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://evil.example","Открыть")'


@pytest.mark.parametrize(
    "address", ["/admin/snippets/useful_sites/usefulsite/", "/admin/official/officialdocument/"]
)
def test_csv_is_marked_as_unicode_and_runs_nothing(client, address):
    hub = HubPageFactory()
    UsefulSiteFactory(hub=hub, title=FORMULA)
    OfficialDocumentFactory(hub=hub, title=FORMULA)
    client.force_login(moderator_of(hub))
    assert reverse("wagtailadmin_home") == "/admin/"
    content = b"".join(client.get(address, {"export": "csv"})).decode()
    assert content.startswith("\ufeff")
    assert "HYPERLINK" in content
    assert ",=HYPERLINK" not in content and '"=HYPERLINK' not in content
