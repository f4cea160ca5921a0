"""What stands in the named sections, for tests and for the demo content."""

import datetime

import factory
import wagtail_factories
from django.utils import timezone

from home.enums import AgeMark, Audience
from sections.achievements.enums import AchievementLevel, AchievementPlace
from sections.achievements.models import Achievement, AchievementsPage
from sections.announcements.models import (
    AnnouncementAttachment,
    AnnouncementIndexPage,
    AnnouncementPage,
)
from sections.for_parents.models import ForParentsArticle, ForParentsDocument, ForParentsPage
from sections.instructions.models import HelpArticlePage, HelpIndexPage
from sections.official.enums import DocumentKind
from sections.official.models import OfficialDocument, OfficialPage
from sections.useful_sites.enums import CheckOutcome
from sections.useful_sites.models import LinkCheck, UsefulSite, UsefulSitesPage

from .subjects import get_home


class SectionPageFactory(wagtail_factories.PageFactory):
    """A page that stands once under the home page and in its menu."""

    parent = factory.LazyFunction(get_home)
    show_in_menus = True

    class Meta:
        abstract = True


class AnnouncementIndexPageFactory(SectionPageFactory):
    title = "Объявления"
    slug = "announcements"

    class Meta:
        model = AnnouncementIndexPage


def get_announcement_index(hub=None):
    """The list of ``hub`` (provisioning made it), or that of the whole site."""
    parent = hub or get_home()
    index_page = AnnouncementIndexPage.objects.child_of(parent).first()
    return index_page or AnnouncementIndexPageFactory(parent=parent)


class AnnouncementPageFactory(wagtail_factories.PageFactory):
    """A live announcement; ``hub=...`` places it in the hub's list."""

    title = factory.Sequence(lambda n: f"Родительское собрание {n}-х классов")
    slug = factory.Sequence(lambda n: f"announcement-{n}")
    audience = Audience.ALL
    lead = "Вторник, актовый зал Школы № 1."
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.SelfAttribute("first_published_at")

    class Params:
        hub = None

    parent = factory.LazyAttribute(lambda page: get_announcement_index(page.hub))

    class Meta:
        model = AnnouncementPage


class AnnouncementAttachmentFactory(factory.django.DjangoModelFactory):
    page = factory.SubFactory(AnnouncementPageFactory)
    document = factory.SubFactory(wagtail_factories.DocumentFactory)

    class Meta:
        model = AnnouncementAttachment


class ForParentsPageFactory(SectionPageFactory):
    title = "Родителям"
    slug = "for-parents"

    class Meta:
        model = ForParentsPage


class ForParentsArticleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ForParentsArticle


class ForParentsDocumentFactory(factory.django.DjangoModelFactory):
    document = factory.SubFactory(wagtail_factories.DocumentFactory)

    class Meta:
        model = ForParentsDocument


class UsefulSitesPageFactory(SectionPageFactory):
    title = "Полезные сайты"
    slug = "useful-sites"

    class Meta:
        model = UsefulSitesPage


class UsefulSiteFactory(factory.django.DjangoModelFactory):
    """A live entry of the register; ``tags=[...]`` names its tags."""

    title = factory.Sequence(lambda n: f"Банк заданий {n}")
    url = factory.Sequence(lambda n: f"https://site-{n}.example.org/")
    annotation = "Задания с ответами по темам."
    audience = Audience.ALL
    age_mark = AgeMark.SIX
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = UsefulSite
        skip_postgeneration_save = True

    @factory.post_generation
    def tags(self, create, extracted, **kwargs):
        if create and extracted:
            self.tags.add(*extracted)
            self.save()


class LinkCheckFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(UsefulSiteFactory)
    url = factory.SelfAttribute("site.url")
    checked_at = factory.LazyFunction(timezone.now)
    outcome = CheckOutcome.OK
    status_code = 200

    class Meta:
        model = LinkCheck


class HelpIndexPageFactory(SectionPageFactory):
    title = "В помощь"
    slug = "help"

    class Meta:
        model = HelpIndexPage


def get_help_index():
    """The list of instructions, made when there is none yet."""
    return HelpIndexPage.objects.first() or HelpIndexPageFactory()


class HelpArticlePageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Как опубликовать материал {n}")
    slug = factory.Sequence(lambda n: f"instruction-{n}")
    parent = factory.LazyFunction(get_help_index)
    lead = "Материал с файлами появится в банке."
    audience = Audience.TEACHERS
    service = "Этот сайт"
    minutes = 5
    steps = factory.LazyFunction(
        lambda: [
            ("step", {"title": "Откройте раздел", "text": "<p>В меню слева.</p>", "notice": ""}),
            ("step", {"title": "Приложите файлы", "text": "", "notice": "Не больше 50 МБ."}),
        ]
    )

    class Meta:
        model = HelpArticlePage


class OfficialPageFactory(SectionPageFactory):
    title = "Официально"
    slug = "official"

    class Meta:
        model = OfficialPage


class OfficialDocumentFactory(factory.django.DjangoModelFactory):
    kind = DocumentKind.ORDER
    number = factory.Sequence(lambda n: f"{n}-од")
    date = datetime.date(2026, 9, 1)
    issuer = "Отдел образования Заречного района"
    title = "О создании сетевого педагогического сообщества"

    class Meta:
        model = OfficialDocument


class AchievementsPageFactory(SectionPageFactory):
    title = "Наши достижения"
    slug = "achievements"

    class Meta:
        model = AchievementsPage


class AchievementFactory(factory.django.DjangoModelFactory):
    who = factory.Sequence(lambda n: f"Команда «Квант-{n}»")
    what = "Районная олимпиада по физике"
    level = AchievementLevel.DISTRICT
    place = AchievementPlace.FIRST
    date = datetime.date(2026, 3, 14)
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Achievement
