"""The pages that every site has once; features register theirs."""

from django.conf import settings
from django.db import transaction
from django.utils import translation

from .models import HomePage
from .plugins import registered


@transaction.atomic
def create_site_pages():
    """Create the registered pages that are missing under the home page.

    A page that an editor gave another address counts as present: it is known by its type.
    Returns the pages created.
    """
    home = HomePage.objects.get()
    created = []
    with translation.override(settings.LANGUAGE_CODE):
        for site_page in registered("register_site_page"):
            if site_page.model.objects.child_of(home).exists():
                continue
            page = site_page.model(
                title=str(site_page.title),
                slug=site_page.slug,
                show_in_menus=site_page.show_in_menus,
            )
            home.add_child(instance=page)
            page.save_revision(changed=False).publish()
            created.append(page)
    return created
