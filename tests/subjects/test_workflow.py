"""Sending to moderation: the right people hear of it, in Russian, and only they decide."""

import pytest
from django.core import mail

from demo.factories.materials import MaterialFactory
from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def other():
    return HubPageFactory(title="Биология")


def send(material, user):
    material.save_revision(user=user)
    return material.get_workflow().start(material, user)


def test_moderators_of_the_hub_alone_get_a_letter(hub, other, django_capture_on_commit_callbacks):
    moderator, author = moderator_of(hub), moderator_of(hub)
    moderator_of(other)
    material = MaterialFactory(hub=hub, title="Доли и дроби", live=False)
    with django_capture_on_commit_callbacks(execute=True):
        send(material, author)
    assert [letter.to for letter in mail.outbox] == [[moderator.email]]
    assert mail.outbox[0].subject == "«Доли и дроби» ждёт вашего решения"
    assert "/admin/snippets/materials/material/edit/" in mail.outbox[0].body


def test_a_work_moved_elsewhere_is_decided_there(hub, other):
    here, there = moderator_of(hub), moderator_of(other)
    material = MaterialFactory(hub=hub, live=False)
    state = send(material, here)
    task = state.current_task_state.task.specific
    assert task.get_actions(material, here)
    assert not task.get_actions(material, there)
    material.hub = other
    material.save_revision()
    assert not task.get_actions(material, here)
    assert not task.user_can_access_editor(material, here)
    assert task.get_actions(material, there)
