"""Who is counted as whom where something may be asked for only so often."""

import pytest
from django.contrib.auth.models import AnonymousUser

from demo.factories.members import UserFactory
from home.visitors import visitor_key


@pytest.fixture
def ask(rf):
    def ask(user=None, address="10.0.0.1", forwarded=None):
        headers = {"x-forwarded-for": forwarded} if forwarded else {}
        request = rf.get("/", headers=headers, REMOTE_ADDR=address)
        request.user = user or AnonymousUser()
        return visitor_key(request)

    return ask


def test_visitors_behind_a_trusted_proxy_are_told_apart(ask, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert ask(forwarded="203.0.113.1") != ask(forwarded="203.0.113.2")
    # What a visitor herself writes before the proxy's word counts for nothing.
    assert ask(forwarded="198.51.100.7, 203.0.113.1") == ask(forwarded="203.0.113.1")


def test_without_a_proxy_nobody_chooses_an_address(ask, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert ask(forwarded="203.0.113.1") == ask(forwarded="203.0.113.2")
    assert ask(address="10.0.0.1") != ask(address="10.0.0.2")


@pytest.mark.django_db
def test_people_are_counted_one_by_one_behind_one_address(ask):
    one, other = UserFactory(), UserFactory()
    assert len({ask(one), ask(other), ask()}) == 3
