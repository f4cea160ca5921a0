"""One thing of each model that belongs to a hub, recognisable by its title."""

import datetime

from demo.factories.materials import (
    MaterialCollectionFactory,
    MaterialFactory,
    StoredFileFactory,
)
from demo.factories.sections import (
    AchievementFactory,
    LinkCheckFactory,
    OfficialDocumentFactory,
    UsefulSiteFactory,
)
from materials.models import FileDownloads


def make_downloads(hub, title):
    stored = StoredFileFactory()
    material = MaterialFactory(hub=hub, title=title, files=[stored])
    return FileDownloads.objects.create(
        material=material, stored=stored, date=datetime.date(2026, 11, 2), count=3
    )


EXAMPLES = {
    "materials.material": lambda hub, title: MaterialFactory(
        hub=hub, title=title, with_revision=True
    ),
    "materials.materialcollection": lambda hub, title: MaterialCollectionFactory(
        hub=hub, title=title
    ),
    "materials.filedownloads": make_downloads,
    "useful_sites.usefulsite": lambda hub, title: UsefulSiteFactory(hub=hub, title=title),
    "useful_sites.linkcheck": lambda hub, title: LinkCheckFactory(site__hub=hub, site__title=title),
    "achievements.achievement": lambda hub, title: AchievementFactory(hub=hub, who=title),
    "official.officialdocument": lambda hub, title: OfficialDocumentFactory(hub=hub, title=title),
}


def make_example(label, hub, title):
    """An instance of the model ``label`` in ``hub``; a new model needs an entry above."""
    instance = EXAMPLES[label](hub, title)
    if hasattr(instance, "save_revision") and instance.latest_revision is None:
        instance.save_revision()
    return instance
