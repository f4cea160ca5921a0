"""A hub comes with its group, collection, workflow and rights, and they stay in step."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
)

from demo.factories.subjects import HubPageFactory, get_subject_index
from home.models import SiteDocument
from subjects.models import HubApprovalTask, HubPage, HubProvision
from subjects.provisioning import provision_hub

pytestmark = pytest.mark.django_db


def test_new_hub_is_provisioned():
    hub = HubPageFactory(title="Математика")
    provision = hub.provision
    assert provision.group.name == "Модераторы: Математика"
    assert provision.workflow.name == "Модерация: Математика"
    assert provision.collection.get_parent() == Collection.get_first_root_node()
    assert hub.get_workflow() == provision.workflow
    assert provision.workflow.tasks.get().specific.hub == hub


def test_provisioning_again_changes_nothing():
    hub = HubPageFactory()

    def state():
        return {
            model.__name__: list(model.objects.order_by("pk").values())
            for model in [
                Group,
                Collection,
                Workflow,
                WorkflowPage,
                HubProvision,
                HubApprovalTask,
                GroupPagePermission,
                GroupCollectionPermission,
            ]
        }

    before = state()
    provision_hub(hub)
    call_command("provision", stdout=StringIO())
    after = state()
    del before["Group"], after["Group"]  # the command adds the site editors
    page_rights = {row["id"] for row in before["GroupPagePermission"]}
    assert page_rights <= {row["id"] for row in after["GroupPagePermission"]}
    for name in ["Collection", "Workflow", "WorkflowPage", "HubProvision", "HubApprovalTask"]:
        assert before[name] == after[name]


def test_hubs_of_one_name_do_not_clash():
    first, second = HubPageFactory(title="Физика"), HubPageFactory(title="Физика")
    assert first.provision.group.name != second.provision.group.name


def test_renaming_keeps_the_people():
    hub = HubPageFactory(title="Окружающий мир")
    group = hub.provision.group
    hub.title = "Мир вокруг нас"
    hub.save_revision().publish()
    group.refresh_from_db()
    assert group.name == "Модераторы: Мир вокруг нас"
    assert Collection.objects.get(pk=hub.provision.collection_id).name == "Мир вокруг нас"


def test_long_title_is_no_obstacle():
    hub = HubPageFactory(title="О" * 255)
    assert len(hub.provision.group.name) <= 150


def test_collections_follow_the_tree():
    parent, other = HubPageFactory(), HubPageFactory()
    child = HubPageFactory(parent=parent)
    assert child.provision.collection.get_parent() == parent.provision.collection
    child.move(other, pos="last-child")
    child = HubPage.objects.get(pk=child.pk)
    other = HubPage.objects.get(pk=other.pk)
    assert child.provision.collection.get_parent() == other.provision.collection


def test_deleting_a_hub_keeps_its_files():
    hub = HubPageFactory(parent=get_subject_index())
    provision = hub.provision
    document = SiteDocument.objects.create(
        title="Приказ", file="documents/order.pdf", collection=provision.collection
    )
    hub.delete()
    document.refresh_from_db()
    assert document.collection == Collection.get_first_root_node()
    assert not Group.objects.filter(pk=provision.group_id).exists()
    assert not Workflow.objects.filter(pk=provision.workflow_id).exists()


def test_deleting_a_parent_deletes_the_provision_of_its_children():
    parent = HubPageFactory()
    HubPageFactory(parent=parent)
    parent.delete()
    assert not HubProvision.objects.exists()
    assert not Collection.objects.filter(depth__gt=1).exists()
