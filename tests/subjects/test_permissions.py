"""Permission flows down the tree of hubs, never up or aside."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from subjects.models import HubPage
from subjects.permissions import (
    can_moderate,
    check_can_moderate,
    is_site_editor,
    moderated_hubs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent():
    return HubPageFactory(title="Классные руководители")


@pytest.fixture
def child(parent):
    return HubPageFactory(parent=parent, title="Школа молодого классного руководителя")


@pytest.fixture
def other():
    return HubPageFactory(title="Биология")


def test_moderator_moderates_her_hub_and_those_below(parent, child, other):
    user = moderator_of(parent)
    assert set(moderated_hubs(user)) == {parent, child}
    assert can_moderate(user, parent) and can_moderate(user, child)
    assert not can_moderate(user, other)
    assert not can_moderate(user, None)


def test_moderator_of_a_child_does_not_moderate_the_parent(parent, child):
    user = moderator_of(child)
    assert set(moderated_hubs(user)) == {child}
    assert not can_moderate(user, parent)


def test_site_editor_moderates_everything(parent, child, other):
    user = site_editor()
    assert is_site_editor(user)
    assert set(moderated_hubs(user)) == {parent, child, other}
    assert can_moderate(user, None)


def test_member_and_visitor_moderate_nothing(parent):
    for user in [UserFactory(), AnonymousUser()]:
        assert not can_moderate(user, parent)
        assert not moderated_hubs(user).exists()
        with pytest.raises(PermissionDenied):
            check_can_moderate(user, parent)


def test_inactive_moderator_has_no_rights(parent):
    user = moderator_of(parent, is_active=False)
    assert not can_moderate(user, parent)


def test_archive_is_left_to_site_editors(parent, child):
    moderator = moderator_of(parent)
    parent.wound_up_on = datetime.date(2026, 6, 1)
    parent.save_revision().publish()
    child.refresh_from_db()
    assert child.wound_up_on == datetime.date(2026, 6, 1)
    moderator = type(moderator).objects.get(pk=moderator.pk)
    parent = HubPage.objects.get(pk=parent.pk)
    assert not can_moderate(moderator, parent)
    assert not parent.permissions_for_user(moderator).can_edit()
    assert can_moderate(site_editor(), parent)


def test_moderator_writes_her_hub_but_does_not_found_or_close_it(parent, child):
    rights = parent.permissions_for_user(moderator_of(parent))
    assert rights.can_edit() and rights.can_publish() and rights.can_add_subpage()
    assert not rights.can_delete() and not rights.can_unpublish() and not rights.can_move()
    assert child.permissions_for_user(moderator_of(parent)).can_unpublish()
