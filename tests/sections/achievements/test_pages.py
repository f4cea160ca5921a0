"""The register of achievements: of the whole site and of a hub."""

import datetime

import pytest
import wagtail_factories

from demo.factories.sections import AchievementFactory, AchievementsPageFactory
from demo.factories.subjects import HubPageFactory, get_home
from sections.achievements.home_sections import NewestAchievements
from sections.achievements.models import Achievement
from sections.achievements.sections import AchievementsHubSection
from tests.sections.visits import count_queries, get_text, visit_of

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime.date(2024, 3, 14), datetime.date(2026, 3, 14)


@pytest.fixture
def register():
    return AchievementsPageFactory()


@pytest.fixture
def achievements():
    hub = HubPageFactory(title="Физика", slug="physics")
    child = HubPageFactory(parent=hub)
    return {
        "hub": AchievementFactory(hub=hub, level="region", date=LATE, place="first"),
        "child": AchievementFactory(hub=child, level="school", date=EARLY, place="laureate"),
        "site": AchievementFactory(who="Сборная района", level="region", date=EARLY),
    }


def test_the_register_by_year(client, register, achievements):
    achievements["hub"].scan = wagtail_factories.ImageFactory()
    achievements["hub"].save()
    AchievementFactory(who="Черновик", live=False)
    text = get_text(client, register.url)
    assert text.index('id="year-2026"') < text.index('id="year-2024"')
    for words in [
        "Сборная района",
        "1-е место",
        "региональный уровень",
        "Физика",
        "medal-first",
        "скан диплома",
    ]:
        assert words in text
    assert "Черновик" not in text
    assert text.count("<h1") == 1


def test_the_chart_counts_levels_and_is_a_table(client, register, achievements):
    response = client.get(register.url)
    counts = {str(row["label"]): (row["count"], row["share"]) for row in response.context["levels"]}
    assert counts["региональный"] == (2, 100)
    assert counts["школьный"] == (1, 50)
    assert counts["международный"] == (0, 0)
    text = get_text(client, register.url)
    assert "3 достижения по уровням" in text
    assert '<th scope="row">' in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"hub", "child", "site"}),
        ("year=2026", {"hub"}),
        ("level=region", {"hub", "site"}),
        ("hub=physics", {"hub", "child"}),
        ("hub=physics&year=2024&level=school", {"child"}),
        ("year=cats&level=9&hub=none", {"hub", "child", "site"}),
    ],
)
def test_filters(client, register, achievements, query, expected):
    response = client.get(f"{register.url}?{query}")
    found = set(response.context["page_obj"].object_list)
    assert found == {achievements[name] for name in expected}


def test_the_chart_shows_all_levels_of_the_chosen_year_and_hub(client, register, achievements):
    context = client.get(f"{register.url}?year=2024&level=school").context
    assert context["total"] == 2


@pytest.mark.parametrize("number", ["0", "99", "abc"])
def test_pages_that_are_none_are_404(client, register, number):
    assert client.get(f"{register.url}?page={number}").status_code == 404


def test_an_empty_register(client, register):
    assert "Достижений пока нет" in get_text(client, register.url)


def test_a_hub_has_the_section_when_it_has_won_something(client, achievements):
    hub = achievements["hub"].hub
    text = get_text(client, f"{hub.url}achievements/")
    assert text.count('class="achievement ') == 2
    assert text.count("<h1") == 1
    assert f"{hub.url}achievements/" in get_text(client, hub.url)
    empty = HubPageFactory()
    assert f"{empty.url}achievements/" not in get_text(client, empty.url)


def test_counts(achievements, django_assert_num_queries):
    hub, child = achievements["hub"].hub, achievements["child"].hub
    with django_assert_num_queries(1):
        assert AchievementsHubSection().counts([hub, child], None) == {hub.pk: 2, child.pk: 1}


def test_the_home_page(client, register, achievements, rf):
    context = NewestAchievements().get_context(visit_of(rf), get_home())
    assert context["achievements"][0] == achievements["hub"]
    assert context["url"] == register.url
    assert "Сборная района" in get_text(client, "/")


def add_achievements(hub, number):
    Achievement.objects.bulk_create(
        Achievement(
            who=f"Команда {n}", what="Олимпиада", level="school", place="first", date=LATE,
            hub=hub, live=True, scan=wagtail_factories.ImageFactory() if n < 10 else None,
        )
        for n in range(number)
    )  # fmt: skip


@pytest.mark.parametrize(("is_hub", "most"), [(False, 15), (True, 20)])
def test_queries_do_not_depend_on_how_much_there_is(client, register, is_hub, most):
    hub = HubPageFactory()
    url = f"{hub.url}achievements/" if is_hub else register.url
    add_achievements(hub, 10)
    few = count_queries(client, url)
    add_achievements(hub, 990)
    assert few <= most
    assert count_queries(client, url) == few
