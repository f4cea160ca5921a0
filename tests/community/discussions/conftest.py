import pytest
from wagtail.models import Site

from community.moderation.models import ModerationSettings


@pytest.fixture
def no_newcomers(db):
    """Everybody has written enough to write freely."""
    settings = ModerationSettings.for_site(Site.objects.get(is_default_site=True))
    settings.newcomer_posts = 0
    settings.save()
    return settings
