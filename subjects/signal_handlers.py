"""Keeps a hub's provision in step with its page, in the transaction that changes it."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.signals import page_published, post_page_move

from . import provisioning
from .models import HubPage, HubProvision


def provision_saved_hub(sender, instance, raw=False, **kwargs):
    """A hub was created, renamed or wound up. Fixtures bring their own provisions."""
    if not raw:
        provisioning.provision_hub(instance)


def provision_moved_hubs(sender, instance, **kwargs):
    """A page moved: the collections of the hubs under it follow."""
    for hub in HubPage.objects.filter(path__startswith=instance.path).order_by("path"):
        provisioning.provision_hub(hub)


def wind_up_child_hubs(sender, instance, **kwargs):
    """Child communities end with the community that they belong to."""
    if isinstance(instance, HubPage) and instance.is_wound_up:
        for child in HubPage.objects.descendant_of(instance).active():
            child.wound_up_on = instance.wound_up_on
            child.wound_up_order = instance.wound_up_order
            child.save_revision(log_action=True).publish()


def remember_provision(sender, instance, **kwargs):
    """The row goes with its hub; what it points to is needed after that."""
    instance._withdrawn_provision = HubProvision.objects.filter(hub=instance).first()


def withdraw_deleted_hub(sender, instance, **kwargs):
    provision = getattr(instance, "_withdrawn_provision", None)
    if provision is not None:
        provisioning.withdraw_provision(provision)


def connect():
    post_save.connect(provision_saved_hub, sender=HubPage)
    post_page_move.connect(provision_moved_hubs)
    page_published.connect(wind_up_child_hubs)
    pre_delete.connect(remember_provision, sender=HubPage)
    post_delete.connect(withdraw_deleted_hub, sender=HubPage)
