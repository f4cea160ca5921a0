"""Settings, the home page, the pages of the sections and the standard pages."""

from wagtail.models import Site

from demo.factories.home import StandardPageFactory
from demo.texts import texts
from home.models import HomePage, SiteSettings, StandardPage
from home.site_pages import create_site_pages

from .bodies import link, set_body
from .dates import days_from_now
from .pictures import get_picture

OLDEST_PAGE = -400


def load_site_pages():
    """Make the pages that every site has, with the demo's words on the home page and on
    the fronts of the sections."""
    home = HomePage.objects.get()
    entry = texts("site")["home"]
    if not home.lead:
        home.title = entry["title"]
        home.lead = entry["lead"]
        home.search_description = entry["search_description"]
        home.social_image = get_picture("social")
        home.save_revision().publish()
    created = create_site_pages()
    fronts = texts("site")["sections"]
    for page in created:
        front = fronts[page.slug]
        page.title = front["title"]
        page.lead = front["lead"]
        page.search_description = front["lead"]
        page.save_revision().publish()
    for entry in texts("site")["pages"]:
        if not StandardPage.objects.child_of(home).filter(slug=entry["slug"]).exists():
            published = days_from_now(OLDEST_PAGE)
            StandardPageFactory(
                parent=home,
                slug=entry["slug"],
                title=entry["title"],
                lead=entry["lead"],
                search_description=entry["search_description"],
                first_published_at=published,
                last_published_at=published,
            )


def load_site_bodies():
    """Fill the texts, once all pages that they link to are there."""
    home = HomePage.objects.get()
    set_body(home, texts("site")["home"]["body"])
    for page in home.get_children().specific():
        front = texts("site")["sections"].get(page.slug)
        if front and hasattr(page, "body"):
            set_body(page, front.get("body"))
    for entry in texts("site")["pages"]:
        set_body(StandardPage.objects.child_of(home).get(slug=entry["slug"]), entry["body"])


def load_settings():
    """Name, owner and contacts, unless somebody has set them already."""
    entry = texts("site")["settings"]
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    if settings.owner:
        return
    site.site_name = settings.name = entry["site_name"]
    site.save()
    settings.tagline = entry["strapline"]
    settings.owner = entry["owner_organisation"]
    settings.address = entry["address"]
    settings.phone = entry["phone"]
    settings.email = entry["email"]
    settings.working_hours = entry["working_hours"]
    settings.notice_text = entry["notice"]["text"]
    settings.notice_url = address(entry["notice"]["url"])
    settings.notice_tone = entry["notice"]["tone"]
    settings.notice_until = days_from_now(entry["notice"]["shown_for_days"]).date()
    settings.search_suggestions = "\n".join(texts("site")["home"]["searches"])
    settings.footer_links = [
        {"type": "link", "value": {"title": item["title"], **link(item["url"])}}
        for item in entry["footer_links"]
    ]
    settings.social_image = get_picture("social")
    settings.full_clean()
    settings.save()


def address(text):
    """The address itself, where a field takes nothing else."""
    if text.startswith("page:"):
        return f"/{text.removeprefix('page:').strip('/')}/"
    return text.removeprefix("view:")
