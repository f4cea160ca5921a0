"""Chats as they stand, for tests and for the demo content."""

from datetime import timedelta

import factory
from django.utils import timezone

from community.discussions.enums import DiscussionKind
from community.discussions.models import ChatSession, Discussion

from .subjects import HubPageFactory


class ChatFactory(factory.django.DjangoModelFactory):
    """A chat of ``hub`` that began ten minutes ago and lasts an hour, past ``actions.chats``.

    Beside the fields: ``title``, ``author``, and ``begins_in`` (minutes; below nought: ago) with
    ``lasts`` (minutes).
    """

    class Meta:
        model = ChatSession

    @classmethod
    def _create(cls, model_class, *args, hub=None, author=None, begins_in=-10, lasts=60,
                title="Как готовить к олимпиаде", **kwargs):  # fmt: skip
        discussion = Discussion.objects.create(
            kind=DiscussionKind.CHAT, hub=hub or HubPageFactory(), title=title, author=author
        )
        starts_at = timezone.now() + timedelta(minutes=begins_in)
        kwargs.setdefault("starts_at", starts_at)
        kwargs.setdefault("ends_at", kwargs["starts_at"] + timedelta(minutes=lasts))
        return model_class.objects.create(discussion=discussion, **kwargs)
