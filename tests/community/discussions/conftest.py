"""A hub with its board, people who write there, and what they are told of."""

import pytest
from wagtail.models import Site

from community.discussions.actions import posts
from community.discussions.models import Board
from community.moderation.models import ModerationSettings
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from subjects.signals import activity


@pytest.fixture
def newcomer_posts(db):
    """A function that sets how many posts of a newcomer are looked at first."""

    def set_number(number):
        site = Site.objects.get(is_default_site=True)
        ModerationSettings.objects.update_or_create(site=site, defaults={"newcomer_posts": number})

    return set_number


@pytest.fixture
def no_newcomers(newcomer_posts):
    """Everybody has written enough to write freely."""
    newcomer_posts(0)


@pytest.fixture
def hub(db):
    return HubPageFactory(title="Математика")


@pytest.fixture
def board(hub):
    return Board.objects.get(hub=hub, is_main=True)


@pytest.fixture
def author(no_newcomers):
    return UserFactory()


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


@pytest.fixture
def topic(author, board):
    first = posts.begin_topic(author, board, "Дроби", "Начинаю с **наглядного** примера.")
    return first.discussion


@pytest.fixture
def told():
    """Verbs of what was told, in their order."""
    heard = []

    def hear(sender, verb, **kwargs):
        heard.append(verb)

    activity.connect(hear, weak=False)
    yield heard
    activity.disconnect(hear)
