"""Real files made from the demo's structured texts, as documents of the site."""

from django.core.files.base import ContentFile
from wagtail.models import Collection

from demo.files import make_file
from home.models import SiteDocument


def get_document(entry, hub=None, author=""):
    """The document described by ``entry`` (name, format, title, content), made once.

    It goes to the hub's collection, or to the site's.
    """
    collection = hub.provision.collection if hub else Collection.get_first_root_node()
    found = SiteDocument.objects.filter(title=entry["title"], collection=collection).first()
    if found is not None:
        return found
    colour = hub.colour if hub else "blue"
    content = make_file(entry["format"], entry["content"], colour=colour, author=author)
    document = SiteDocument(title=entry["title"], collection=collection)
    document.file.save(entry["name"], ContentFile(content), save=False)
    document.file_size = len(content)
    document.save()
    return document
