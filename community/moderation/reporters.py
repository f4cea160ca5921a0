"""Whose complaints take a thing down before anybody has looked at it.

Everybody's complaint reaches the moderators; but accounts can be made by the dozen, so only those
of people whom the community knows by their words or works count towards the number that takes a
thing down at once. Features say whom they know through the hook ``register_known_people``: a
condition on people. A site that lets everybody write freely counts everybody.
"""

from functools import reduce
from operator import or_

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from wagtail import hooks

from materials.models import Material


def count_known(case):
    """How many people whom the community knows have complained of the thing of ``case``."""
    people = get_user_model()._default_manager.members()
    people = people.filter(pk__in=case.complaints.order_by().values("reporter"))
    return people.filter(_known()).count()


def _known():
    works = Material.objects.filter(owner=OuterRef("pk"), live=True)
    said = [condition() for condition in hooks.get_hooks("register_known_people")]
    return reduce(or_, said, Q(Exists(works)))
