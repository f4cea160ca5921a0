"""What readers see of the blocks."""

import pytest
from bs4 import BeautifulSoup
from wagtail import hooks
from wagtail.images.tests.utils import get_test_image_file

from demo.factories.home import StandardPageFactory
from demo.factories.members import UserFactory
from home.models import SiteDocument, SiteImage, SiteSettings
from home.plugins import FeedSource

from ..pages import main_of, page_with

pytestmark = pytest.mark.django_db

VIDEO = {"title": "Опыт", "url": "https://youtu.be/oYEgdZ3iEKA"}
EXERCISE = {"title": "Звуки", "url": "https://learningapps.org/watch?v=p519gq7xc18"}


def show(client, *blocks):
    """The page of ``blocks`` as a reader gets it, and the answer itself."""
    response = client.get(page_with(*blocks).url)
    assert response.status_code == 200
    return BeautifulSoup(main_of(response), "lxml"), response


def make_image(**fields):
    return SiteImage.objects.create(title="Схема", file=get_test_image_file(), **fields)


def test_what_was_typed_is_never_markup(client):
    attack = "<script>alert(1)</script>"
    blocks = [
        ("heading", {"text": attack, "level": "h2"}),
        ("quote", {"text": attack, "source": attack}),
        ("notice", {"title": attack, "text": attack, "tone": "info"}),
        ("button", {"title": attack, "url": "/", "style": "primary"}),
        ("link_list", {"title": attack, "items": [{"title": attack, "url": "/", "note": attack}]}),
        ("accordion", {"items": [{"title": attack, "text": "<p>x</p>"}]}),
        ("steps", {"items": [{"title": attack, "text": ""}]}),
        ("video", {**VIDEO, "title": attack}),
        ("table", {"data": [[attack], [attack]], "table_header_choice": "row",
                   "first_row_is_table_header": True, "table_caption": attack}),
    ]  # fmt: skip
    html, _response = show(client, *blocks)
    assert not html.find("script")
    assert html.text.count("alert(1)") >= len(blocks)


def test_a_link_in_the_text_never_runs_a_script(admin_client):
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    content = (
        '{"blocks": [{"key": "a", "text": "x", "type": "unstyled", "depth": 0,'
        '"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 1, "key": 0}]}],'
        '"entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE",'
        '"data": {"url": "javascript:alert(1)"}}}}'
    )
    assert "javascript" not in ContentstateConverter(["link"]).to_database_format(content)


def test_a_video_is_loaded_on_a_click_and_the_policy_is_widened_for_its_page_only(client):
    html, response = show(client, ("video", VIDEO), ("exercise", EXERCISE))
    assert not html.find("iframe")
    frames = [tag["data-src"] for tag in html.select("[data-embed]")]
    assert frames == [
        "https://www.youtube-nocookie.com/embed/oYEgdZ3iEKA",
        "https://learningapps.org/watch?v=p519gq7xc18",
    ]
    assert html.find("a", href="https://www.youtube.com/watch?v=oYEgdZ3iEKA")
    policy = response["Content-Security-Policy"]
    frame_policy = next(part for part in policy.split(";") if "frame-src" in part)
    assert "https://www.youtube-nocookie.com" in frame_policy
    assert "https://learningapps.org" in frame_policy
    assert "unsafe" not in policy

    _html, other = show(client, ("text", "<p>x</p>"))
    assert "youtube" not in other["Content-Security-Policy"]


def test_an_exercise_of_a_site_no_longer_allowed_is_a_plain_link(client):
    SiteSettings.objects.update(exercise_hosts="wordwall.net")
    html, response = show(client, ("exercise", EXERCISE))
    assert not html.select("[data-embed]")
    assert html.find("a", href=EXERCISE["url"])
    assert "learningapps" not in response["Content-Security-Policy"]


def test_a_picture_comes_in_small_formats_with_its_size_and_text(client):
    image = {"image": make_image().pk, "alt_text": "Круг", "decorative": False}
    html, _response = show(
        client, ("image", {"image": image, "caption": "Рис. 1", "width": "text"})
    )
    picture = html.find("picture")
    assert {source["type"] for source in picture.find_all("source")} == {"image/webp"}
    tag = picture.find("img")
    assert (tag["alt"], tag["loading"]) == ("Круг", "lazy")
    assert int(tag["width"]) > 0
    assert int(tag["height"]) > 0
    assert "w" in picture.find("source")["srcset"]


def test_a_decorative_picture_is_silent(client):
    image = {"image": make_image().pk, "alt_text": "", "decorative": True}
    html, _response = show(client, ("image", {"image": image, "caption": "", "width": "wide"}))
    assert html.find("img")["alt"] == ""


def test_a_gallery_asks_for_its_pictures_at_once(client, django_assert_max_num_queries):
    items = [
        {"image": {"image": make_image().pk, "alt_text": f"Вид {n}", "decorative": False}}
        for n in range(6)
    ]
    page = page_with(("gallery", {"title": "Поход", "items": items}))
    client.get(page.url)
    with django_assert_max_num_queries(13):
        html = BeautifulSoup(main_of(client.get(page.url)), "lxml")
    assert len(html.select(".gallery img")) == 6


def test_what_was_deleted_is_left_out(client):
    image, document = (
        make_image(),
        SiteDocument.objects.create(title="План", file=get_test_image_file("plan.pdf")),
    )
    person, page = UserFactory(), StandardPageFactory()
    blocks = [
        ("image", {"image": {"image": image.pk, "alt_text": "x"}, "caption": "", "width": "text"}),
        ("gallery", {"title": "", "items": [{"image": {"image": image.pk, "alt_text": "x"}}]}),
        ("documents", {"title": "Файлы", "items": [{"document": document.pk, "title": ""}]}),
        ("people", {"title": "К кому", "items": [{"person": person.pk, "role": ""}]}),
        ("button", {"title": "Туда", "page": page.pk, "style": "quiet"}),
        ("link_list", {"title": "", "items": [{"title": "Туда", "page": page.pk}]}),
    ]
    shown = page_with(*blocks)
    assert "Файлы" in main_of(client.get(shown.url))
    for thing in (image, document, person, page):
        thing.delete()
    html = main_of(client.get(shown.url))
    assert "<img" not in html
    assert "Файлы" not in html
    assert "Туда" not in html


def test_documents_show_type_and_size(client):
    document = SiteDocument.objects.create(
        title="Приказ № 5", file=get_test_image_file("order.pdf"), file_size=2_400_000
    )
    html, _response = show(
        client, ("documents", {"title": "", "items": [{"document": document.pk, "title": ""}]})
    )
    row = html.select_one(".document-list li")
    assert row.a["href"] == document.url
    assert "PDF" in row.text
    assert "2,3" in row.text


def test_people_have_their_public_names_and_those_who_left_are_not_shown(
    client, django_assert_max_num_queries
):
    people = [UserFactory(photo=make_image(), position="учитель") for _number in range(5)]
    gone = UserFactory(last_name="Ушедшая", is_active=False)
    items = [{"person": person.pk, "role": ""} for person in [*people, gone]]
    page = page_with(("people", {"title": "", "items": items}))
    client.get(page.url)
    with django_assert_max_num_queries(14):
        html = main_of(client.get(page.url))
    assert html.count("учитель") == 5
    assert "Ушедшая" not in html


def test_a_table_can_be_read_by_ear_and_scrolled_by_keyboard(client):
    value = {
        "data": [["Этап", "Минуты"], ["Разминка", "5"]],
        "table_header_choice": "both",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": "План урока",
    }
    html, _response = show(client, ("table", value))
    box = html.select_one('[role="region"][tabindex="0"]')
    assert "План" in box["aria-label"]
    assert [cell["scope"] for cell in box.find_all("th")] == ["col", "col", "row"]
    assert box.caption


class Fruit(FeedSource):
    name, label, template = "fruit", "Фрукты", "components/empty_state.html"
    asked = []

    def get_items(self, request, hub, limit):
        self.asked.append((request is not None, hub, limit))
        return []


def test_a_feed_asks_its_source_with_the_limit(client):
    hub = StandardPageFactory()
    with hooks.register_temporarily("register_feed_source", Fruit):
        show(client, ("feed", {"source": "fruit", "title": "", "hub": hub.pk, "limit": 3}))
        assert Fruit.asked[-1] == (True, hub, 3)
    # The feature is gone: so is its list, and the page stands.
    show(client, ("feed", {"source": "fruit", "title": "", "hub": None, "limit": 3}))
