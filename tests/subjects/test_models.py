"""What an editor may and may not enter into a hub's form."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail import hooks

from demo.factories.subjects import HubPageFactory, site_editor
from subjects.counts import roll_up
from subjects.models import HubPage
from subjects.sections import HubSection

pytestmark = pytest.mark.django_db


def test_hub_is_not_wound_up_in_the_future():
    hub = HubPageFactory()
    hub.wound_up_on = timezone.localdate() + datetime.timedelta(days=3)
    with pytest.raises(ValidationError) as error:
        hub.full_clean()
    assert "ещё не наступила" in str(error.value)


def test_hub_is_not_wound_up_before_it_was_founded():
    hub = HubPageFactory(founding_order_date=datetime.date(2024, 9, 2))
    hub.wound_up_on = datetime.date(2023, 1, 1)
    with pytest.raises(ValidationError, match="раньше, чем создан"):
        hub.full_clean()


def test_hub_does_not_take_the_address_of_a_section():
    section = HubSection()
    section.slug = "laboratory"
    hub = HubPageFactory()
    hub.slug = "laboratory"
    hub.full_clean()
    with (
        hooks.register_temporarily("register_hub_section", lambda: section),
        pytest.raises(ValidationError, match="занят разделом"),
    ):
        hub.full_clean()


def test_hub_is_not_moved_under_itself():
    parent = HubPageFactory()
    child = HubPageFactory(parent=parent)
    rights = parent.permissions_for_user(site_editor())
    assert not rights.can_move_to(parent)
    assert not rights.can_move_to(child)


def test_below_is_the_subtree():
    parent = HubPageFactory()
    child = HubPageFactory(parent=parent)
    HubPageFactory()
    assert set(HubPage.objects.below(parent)) == {parent, child}


def test_counts_roll_up_the_tree():
    parent = HubPageFactory()
    child = HubPageFactory(parent=parent)
    other = HubPageFactory()
    rows = [(parent.path, 2), (child.path, 3), (other.path, 7)]
    assert roll_up(rows, [parent, child]) == {parent.pk: 5, child.pk: 3}
