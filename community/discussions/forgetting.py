"""What cannot be read any more goes from where its words were repeated: the search's index, and
what people were told."""

from django.db.models.signals import post_save
from modelsearch.index import remove_object

from subjects.signals import gone

from .models import Discussion, Post
from .places import news_url


def forget_post(sender, instance, created, **kwargs):
    """A post was taken away, whoever did it."""
    if created or instance.is_published:
        return
    remove_object(instance)
    gone.send(sender=Post, urls=[instance.get_absolute_url()])


def forget_topic(sender, instance, created, **kwargs):
    """A topic was taken away with its first post: its title goes from where it was told."""
    if created or instance.is_visible:
        return
    gone.send(sender=Discussion, urls=[news_url(instance)])


def connect():
    post_save.connect(forget_post, sender=Post, dispatch_uid="discussions.forget_post")
    post_save.connect(forget_topic, sender=Discussion, dispatch_uid="discussions.forget_topic")
