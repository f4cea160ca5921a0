"""What the search does when something is changed."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from modelsearch import index

from .facts import follow_facts
from .models import Synonym
from .synonyms import forget_synonyms


def follow_synonyms(**_kwargs):
    """A line of words that mean the same was written or deleted."""
    transaction.on_commit(forget_synonyms)


def connect():
    for model in index.get_indexed_models():
        if hasattr(model, "get_search_facts"):
            post_save.connect(follow_facts, sender=model, dispatch_uid=f"search.facts.{model}")
    post_save.connect(follow_synonyms, sender=Synonym, dispatch_uid="search.synonyms.saved")
    post_delete.connect(follow_synonyms, sender=Synonym, dispatch_uid="search.synonyms.gone")
