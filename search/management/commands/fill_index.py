"""``manage.py fill_index``: for after an update."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from modelsearch.backends import get_search_backend
from modelsearch.index import get_indexed_models
from modelsearch.utils import get_content_type_pk

from search.matching import in_kinds
from search.models import Entry

AT_ONCE = 1000


class Command(BaseCommand):
    help = (
        "Makes the index of the search where it is empty, and indexes the kinds of things of "
        "which it has none: after a version that has another index, or finds more."
    )

    def handle(self, *args, **options):
        """Do nothing where something is indexed: ``update_index`` makes all anew."""
        if not Entry.objects.exists():
            self.stdout.write("* Making the index of the search")
            call_command("update_index", verbosity=0)
            return
        for model in get_indexed_models():
            if not Entry.objects.filter(in_kinds([get_content_type_pk(model)])).exists():
                self._index(model)

    def _index(self, model):
        """Index all things of ``model``."""
        things, backend = model.get_indexed_objects().order_by("pk"), get_search_backend()
        keys = list(things.values_list("pk", flat=True))
        if keys:
            self.stdout.write(f"* Indexing {model._meta.label}")
        for start in range(0, len(keys), AT_ONCE):
            part = list(things.filter(pk__in=keys[start : start + AT_ONCE]))
            backend.add_bulk(model, part)
