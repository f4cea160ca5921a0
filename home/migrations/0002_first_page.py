"""A home page and a site in place of Wagtail's welcome page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations
from django.utils import translation
from django.utils.translation import gettext_noop

TITLE = gettext_noop("Methodical hubs of teachers")
SLUG = "home"
STEP_LENGTH = 4


def next_child_path(Page, root):
    """The place after the last child of the root, as treebeard counts it (base 36)."""
    last = Page.objects.filter(depth=2).order_by("path").last()
    number = int(last.path[-STEP_LENGTH:], 36) + 1 if last else 1
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    step = ""
    while number:
        number, digit = divmod(number, 36)
        step = digits[digit] + step
    return root.path + step.rjust(STEP_LENGTH, "0")


def is_welcome_page(page):
    """Whether it is Wagtail's own page, which nobody has made anything of."""
    return page.content_type.model == "page" and page.numchild == 0 and page.slug == SLUG


def create_first_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("home.HomePage")
    SiteSettings = apps.get_model("home.SiteSettings")
    if HomePage.objects.exists():
        return
    root = Page.objects.get(depth=1)
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    with translation.override(settings.LANGUAGE_CODE):
        title = translation.gettext(TITLE)
    home = HomePage.objects.create(
        title=title,
        draft_title=title,
        slug=SLUG,
        url_path=f"/{SLUG}/",
        path=next_child_path(Page, root),
        depth=2,
        numchild=0,
        live=True,
        locale_id=root.locale_id,
        content_type=content_type,
    )
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page_id = home.pk
    site.save()
    SiteSettings.objects.get_or_create(site=site)
    # Only now does no site stand on the welcome page, with which it would be deleted too.
    for page in Page.objects.filter(depth=2).exclude(pk=home.pk).select_related("content_type"):
        if is_welcome_page(page):
            page.delete()
    root.numchild = Page.objects.filter(depth=2).count()
    root.save()


def remove_first_page(apps, schema_editor):
    """Puts a plain page in the place of the home page, unless something stands under it."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("home.HomePage")
    root = Page.objects.get(depth=1)
    for home in HomePage.objects.filter(numchild=0):
        content_type, _created = ContentType.objects.get_or_create(
            app_label="wagtailcore", model="page"
        )
        plain = Page.objects.create(
            title=home.title,
            draft_title=home.title,
            slug=SLUG,
            url_path=f"/{SLUG}/",
            path=next_child_path(Page, root),
            depth=2,
            numchild=0,
            live=True,
            locale_id=home.locale_id,
            content_type=content_type,
        )
        Site.objects.filter(root_page_id=home.pk).update(root_page=plain)
        home.delete()
    root.numchild = Page.objects.filter(depth=2).count()
    root.save()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create_first_page, remove_first_page)]
