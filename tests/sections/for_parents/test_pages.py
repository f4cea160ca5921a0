"""The parents' page gathers what concerns them."""

import pytest
import wagtail_factories
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from demo.factories.sections import (
    AnnouncementPageFactory,
    ForParentsArticleFactory,
    ForParentsDocumentFactory,
    ForParentsPageFactory,
    HelpArticlePageFactory,
    UsefulSiteFactory,
    UsefulSitesPageFactory,
)
from demo.factories.subjects import HubPageFactory, get_home, site_editor
from home.models import StandardPage
from sections.for_parents.home_sections import ForParents
from sections.for_parents.models import ForParentsPage
from tests.sections.visits import count_queries, get_text

from .test_timetable import entry

pytestmark = pytest.mark.django_db


class StandardPageFactory(wagtail_factories.PageFactory):
    lead = ""

    class Meta:
        model = StandardPage


@pytest.fixture
def parents_page():
    return ForParentsPageFactory()


def set_timetable(parents_page, *entries):
    parents_page.timetable = ForParentsPage._meta.get_field("timetable").to_python(list(entries))
    parents_page.save()


def test_all_that_concerns_parents(client, parents_page):
    register = UsefulSitesPageFactory()
    AnnouncementPageFactory(title="Собрание родителей", audience="parents")
    AnnouncementPageFactory(title="Семинар педагогов", audience="teachers")
    UsefulSiteFactory(title="Растим детей", audience="parents")
    UsefulSiteFactory(title="Конструктор программ", audience="teachers")
    set_timetable(parents_page, entry("Шахматы"))
    document = wagtail_factories.DocumentFactory(title="Заявление в кружок")
    ForParentsDocumentFactory(page=parents_page, document=document)
    text = get_text(client, parents_page.url)
    for words in ["Собрание родителей", "Растим детей", "Шахматы", "Заявление в кружок"]:
        assert words in text
    for words in ["Семинар педагогов", "Конструктор программ"]:
        assert words not in text
    assert "/announcements/?audience=parents" in text
    assert f"{register.url}?audience=parents" in text
    assert text.count("<h1") == 1


def test_an_empty_page_is_still_a_page(client, parents_page):
    assert get_text(client, parents_page.url).count("<h1") == 1


def test_chosen_articles_first_then_the_pages_below(client, parents_page):
    below = StandardPageFactory(
        parent=parents_page, title="Телефон ребёнка", slug="phone", lead="Настройки."
    )
    chosen = HelpArticlePageFactory(title="Как войти в дневник")
    draft = HelpArticlePageFactory(title="Черновик", live=False)
    for order, article in enumerate([chosen, draft]):
        ForParentsArticleFactory(
            page=parents_page, article=article, annotation="Пошагово", sort_order=order
        )
    articles = client.get(parents_page.url).context["articles"]
    assert [article.title for article in articles] == [chosen.title, below.title]
    assert articles[0].annotation == "Пошагово"
    assert articles[1].annotation == "Настройки."
    ForParentsArticleFactory(page=parents_page, article=below, annotation="", sort_order=5)
    articles = client.get(parents_page.url).context["articles"]
    assert [article.title for article in articles] == [chosen.title, below.title]


def test_the_timetable_by_kind_without_scripts(client, parents_page):
    set_timetable(parents_page, entry("Шахматы"), entry("Футбол", kind="section"))
    text = get_text(client, parents_page.url)
    assert "Шахматы" in text and "Футбол" in text
    assert 'href="?kind=section#timetable"' in text
    text = get_text(client, f"{parents_page.url}?kind=section")
    assert "Футбол" in text and "Шахматы" not in text
    assert "Шахматы" in get_text(client, f"{parents_page.url}?kind=cats")
    assert "Такого в расписании нет" in get_text(client, f"{parents_page.url}?kind=lesson")


def test_the_home_page(client, parents_page, rf):
    # It stands beside the grid of subjects.
    HubPageFactory()
    StandardPageFactory(parent=parents_page, title="Телефон ребёнка", slug="phone")
    set_timetable(parents_page, entry())
    context = ForParents().get_context(rf.get("/"), get_home())
    assert [article.title for article in context["articles"]] == ["Телефон ребёнка"]
    assert context["has_timetable"]
    assert f"{parents_page.url}#timetable" in get_text(client, "/")


def test_queries(client, parents_page):
    UsefulSitesPageFactory()

    def add(number):
        AnnouncementPageFactory.create_batch(number, audience="parents")
        UsefulSiteFactory.create_batch(number, audience="parents")
        for n in range(number):
            StandardPageFactory(parent=ForParentsPage.objects.get(), title=f"Статья {n}",
                                slug=f"article-{number}-{n}")  # fmt: skip
            ForParentsArticleFactory(
                page=parents_page, article=HelpArticlePageFactory(), sort_order=n
            )
            ForParentsDocumentFactory(page=parents_page)

    add(2)
    few = count_queries(client, parents_page.url)
    add(12)
    assert few <= 15
    assert count_queries(client, parents_page.url) == few


# -- In the admin ----------------------------------------------------------------------------


def form_data(*entries):
    data = nested_form_data(
        {
            "title": "Родителям",
            "slug": "for-parents",
            "lead": "",
            "timetable": streamfield([("entry", without_days(each)) for each in entries]),
            "body": streamfield([]),
            "articles": inline_formset([]),
            "documents": inline_formset([]),
            "comments": inline_formset([]),
            "comment_policy": "by_type",
            "action-publish": "yes",
        }
    )
    for number, each in enumerate(entries):
        data[f"timetable-{number}-value-days"] = each["value"]["days"]
    return data


def without_days(each):
    return {name: value for name, value in each["value"].items() if name != "days"}


def test_an_editor_writes_the_timetable(client, parents_page):
    client.force_login(site_editor())
    url = reverse("wagtailadmin_pages:edit", args=[parents_page.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, form_data(entry("Хор", days=[2, 4]))).status_code == 302
    value = ForParentsPage.objects.get().timetable[0].value
    assert value.days_label == "Вторник, Четверг"


def test_times_the_wrong_way_round_are_explained_and_nothing_is_lost(client, parents_page):
    client.force_login(site_editor())
    url = reverse("wagtailadmin_pages:edit", args=[parents_page.pk])
    response = client.post(url, form_data(entry("keep my text", start="17:00", end="16:00")))
    assert response.status_code == 200
    assert "timetable" in response.context["form"].errors
    assert "keep my text" in response.content.decode()
