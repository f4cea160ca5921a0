"""The indexes of what is loaded: made once in the end, not at each of the saves of a thing."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexing_in_the_end():
    """What is saved meanwhile goes into the search and into the index of references together,
    when everything is there. Where nothing was saved, both stay as they are."""
    saved = set()

    def remember(sender, **_kwargs):
        saved.add(sender)

    paused = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    for model in paused:
        post_save.connect(remember, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in paused:
            post_save.disconnect(remember, sender=model)
            post_save.connect(post_save_signal_handler, sender=model)
    if saved:
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)
