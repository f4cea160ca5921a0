"""What happens elsewhere and concerns memberships: hubs are provisioned, groups get people."""

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed

from subjects.signals import hub_provisioned

from .actions.group_changes import follow_added, follow_removed, sync_memberships
from .hub_groups import forget_answers, provisions_of

BEFORE_CLEAR = "_keys_before_clear"


def sync_provisioned_hub(sender, provision, **kwargs):
    """A hub was created, saved or set right by the command ``provision``."""
    sync_memberships(provision)


def follow_groups(sender, instance, action, reverse, pk_set, **kwargs):
    """People were put into groups or taken out of them, from either end of the relation."""
    if action == "pre_clear":
        related = instance.user_set if reverse else instance.groups
        setattr(instance, BEFORE_CLEAR, set(related.values_list("pk", flat=True)))
        return
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    if action == "post_clear":
        pk_set = instance.__dict__.pop(BEFORE_CLEAR, set())
    groups = {instance.pk} if reverse else pk_set
    provisions = list(provisions_of(groups)) if groups else []
    if not provisions:
        return
    people = get_user_model().objects.filter(pk__in=pk_set) if reverse else [instance]
    for provision in provisions:
        for person in people:
            if action == "post_add":
                follow_added(person, provision.hub_id, provision.group_id in groups)
            else:
                is_member = provision.members_group_id not in groups
                follow_removed(person, provision.hub_id, is_member)
            forget_answers(person)


def connect():
    hub_provisioned.connect(sync_provisioned_hub)
    m2m_changed.connect(follow_groups, sender=get_user_model().groups.through)
