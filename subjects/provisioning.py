"""What a hub, and the site, need to be run: groups, collections, workflows, rights.

Both functions are idempotent, so the command ``provision`` can repair a site.
"""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    CollectionMember,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from .models import HubApprovalTask, HubPage, HubProvision
from .signals import hub_provisioned

PAGE_ACTIONS = ["add", "change", "publish", "lock", "unlock"]
EDITOR_PAGE_ACTIONS = [*PAGE_ACTIONS, "bulk_delete"]
FILE_PERMISSIONS = [
    (app, f"{action}_{model}")
    for app, model in [("wagtailimages", "image"), ("wagtaildocs", "document")]
    for action in ["add", "change", "choose"]
]
NAME_LENGTH = 120


def _permission(app_label, codename):
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _site_language(function):
    """Names are given in the site's language, whoever's browser asked for the change."""

    def wrapper(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return function(*args, **kwargs)

    return wrapper


def _free_name(model, name, own_pk):
    """``name``, or with a number when another group (collection, ...) has it already."""
    candidate, number = name, 2
    while model.objects.filter(name=candidate).exclude(pk=own_pk).exists():
        candidate, number = f"{name} ({number})", number + 1
    return candidate


def _grant_pages(group, page, actions):
    wanted = {_permission("wagtailcore", f"{action}_page").pk for action in actions}
    held = GroupPagePermission.objects.filter(group=group)
    held.exclude(page=page, permission__in=wanted).delete()
    missing = wanted - set(held.values_list("permission", flat=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page.pk, permission_id=pk) for pk in missing
    )


def _grant_files(group, collection, permissions=FILE_PERMISSIONS):
    wanted = {_permission(app, codename).pk for app, codename in permissions}
    held = GroupCollectionPermission.objects.filter(group=group)
    held.exclude(collection=collection, permission__in=wanted).delete()
    missing = wanted - set(held.values_list("permission", flat=True))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission_id=pk)
        for pk in missing
    )


def _parent_collection(hub):
    """Collections follow the tree of hubs, so that rights on files flow down it too."""
    parent = HubPage.objects.ancestor_of(hub).order_by("-depth").first()
    if parent is not None:
        return provision_hub(parent).collection
    return Collection.get_first_root_node()


def _place_collection(collection, parent):
    if not collection.is_child_of(parent):
        collection.move(parent, "sorted-child")


@transaction.atomic
@_site_language
def provision_hub(hub):
    """Give ``hub`` its group, collection, workflow and rights, or set them right.

    Returns the ``HubProvision`` and sends ``hub_provisioned``. A wound-up hub's group keeps
    its people but has no rights.
    """
    provision = HubProvision.objects.filter(hub=hub).first() or HubProvision(hub=hub)
    title = hub.title[:NAME_LENGTH]

    group = provision.group if provision.group_id else Group()
    group.name = _free_name(Group, _("Moderators: %(hub)s") % {"hub": title}, group.pk)
    group.save()
    group.permissions.add(_permission("wagtailadmin", "access_admin"))

    members_group = provision.members_group if provision.members_group_id else Group()
    members_group.name = _free_name(Group, _("Members: %(hub)s") % {"hub": title}, members_group.pk)
    members_group.save()

    parent_collection = _parent_collection(hub)
    if provision.collection_id:
        collection = provision.collection
        if collection.name != title:
            collection.name = title
            collection.save()
        _place_collection(collection, parent_collection)
    else:
        parent_collection.refresh_from_db()
        collection = parent_collection.add_child(name=title)

    workflow = provision.workflow if provision.workflow_id else Workflow(active=True)
    workflow.name = _("Moderation: %(hub)s") % {"hub": title}
    workflow.save()

    provision.group, provision.members_group = group, members_group
    provision.collection, provision.workflow = collection, workflow
    provision.save()

    task = HubApprovalTask.objects.filter(hub=hub).first() or HubApprovalTask(hub=hub)
    task.name = _("Approval: %(hub)s") % {"hub": title}
    task.save()
    task.groups.set([group])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page_id=hub.pk, defaults={"workflow": workflow})

    _grant_pages(group, hub, [] if hub.is_wound_up else PAGE_ACTIONS)
    _grant_files(group, collection, [] if hub.is_wound_up else FILE_PERMISSIONS)

    hub_provisioned.send(sender=HubPage, hub=hub, provision=provision)
    return provision


@transaction.atomic
def withdraw_provision(provision):
    """Undo a deleted hub's provision. Its files stay, in the collection above."""
    collection = provision.collection
    parent = collection.get_parent()
    for model in apps.get_models():
        if issubclass(model, CollectionMember):
            model.objects.filter(collection=collection).update(collection=parent)
    provision.delete()
    collection.refresh_from_db()
    for child in collection.get_children():
        child.move(parent, "sorted-child")
    collection.refresh_from_db()
    collection.delete()
    provision.workflow.delete()
    provision.group.delete()
    if provision.members_group is not None:
        provision.members_group.delete()


@transaction.atomic
@_site_language
def provision_site(home):
    """The group of site editors with its rights on everything below ``home``."""
    group = Group.objects.get_or_create(name=_("Site editors"))[0]
    group.permissions.add(
        _permission("wagtailadmin", "access_admin"),
        _permission("subjects", "manage_hub"),
        _permission("home", "change_sitesettings"),
        *(
            _permission("wagtailsearchpromotions", f"{action}_searchpromotion")
            for action in ("add", "change", "delete")
        ),
    )
    _grant_pages(group, home, EDITOR_PAGE_ACTIONS)
    _grant_files(group, Collection.get_first_root_node())
    return group
