"""Comments under materials and pages."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from community.discussions.models import DiscussionSettings, ReadMark
from demo.factories.discussions import CommentsFactory, PostFactory, add_posts
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.sections import AnnouncementPageFactory
from demo.factories.subjects import HubPageFactory, get_home, moderator_of
from home.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", slug="mathematics")


@pytest.fixture
def material(hub):
    return MaterialFactory(hub=hub)


def standard_page(**kwargs):
    page = StandardPage(title="О нас", slug="about", **kwargs)
    get_home().add_child(instance=page)
    return page


def part(client, thing, query=""):
    response = client.get(f"{thing.url}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml").select_one("#comments")


def set_site(**kwargs):
    settings = DiscussionSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in kwargs.items():
        setattr(settings, name, value)
    settings.save()


def test_they_stand_under_materials_and_announcements(client, hub, material):
    for thing in [material, AnnouncementPageFactory(hub=hub), AnnouncementPageFactory()]:
        CommentsFactory(target=thing, posts=2)
        html = part(client, thing)
        assert len(html.select(".post")) == 2
        assert html.select_one(".section-heading-count").text == "2"


def test_the_site_switches_them_by_type_and_a_page_otherwise(client, material):
    set_site(comments_on_materials=False)
    assert part(client, material) is None
    material.comment_policy = "on"
    material.save()
    assert part(client, material)
    page = standard_page()
    assert part(client, page) is None
    set_site(comments_on_pages=True)
    assert part(client, page)
    page.comment_policy = "off"
    page.save()
    assert part(client, page) is None


def queries_of(client, thing):
    """How many a second look costs."""
    client.get(thing.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(thing.url)
    return len(queries)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_where_the_site_has_none_nothing_is_asked(client, material, is_signed_in):
    set_site(comments_on_materials=False, comments_on_announcements=False)
    if is_signed_in:
        client.force_login(UserFactory())
    for thing in [material, standard_page(), AnnouncementPageFactory()]:
        thing.comment_policy = "by_type"
        thing.save()
        cost = queries_of(client, thing)
        thing.comment_policy = "off"
        thing.save()
        assert queries_of(client, thing) == cost
    set_site(comments_on_materials=True)
    material.comment_policy = "by_type"
    material.save()
    assert part(client, material)


def test_lists_of_other_pages_have_none(client, hub):
    set_site(comments_on_pages=True)
    for address in ["/", hub.url, f"{hub.url}materials/", f"{hub.url}forum/"]:
        html = BeautifulSoup(client.get(address).content, "lxml")
        assert html.select_one("#comments") is None


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, material):
    html = part(client, material)
    link = html.select_one("#reply a")
    assert link["href"].startswith(reverse("account_login"))
    assert not html.select("form")
    client.force_login(UserFactory())
    form = part(client, material).select_one("form#editor")
    assert form["action"] == reverse("discussions:comment", args=["material", material.pk])


def test_closed_comments_are_read_and_say_so(client, hub, material):
    discussion = CommentsFactory(target=material, posts=1)
    client.force_login(moderator_of(hub))
    client.post(reverse("discussions:close", args=[discussion.pk]), {"next": material.url})
    client.logout()
    html = part(client, material)
    assert html.select(".post")
    assert html.select_one(".message")
    client.force_login(UserFactory())
    assert not part(client, material).select("form#editor")


def test_answers_stand_under_what_they_answer_one_step_in(client, material):
    discussion = CommentsFactory(target=material)
    first = PostFactory(discussion=discussion)
    second = PostFactory(discussion=discussion)
    answer = PostFactory(discussion=discussion, reply_to=first)
    deeper = PostFactory(discussion=discussion, reply_to=answer)
    html = part(client, material)
    order = [tag["id"] for tag in html.select(".post")]
    assert order == [f"post-{post.pk}" for post in (first, answer, deeper, second)]
    replies = [tag["id"] for tag in html.select(".is-reply")]
    assert replies == [f"post-{answer.pk}", f"post-{deeper.pk}"]


def test_they_come_by_pages_each_once(client, material):
    discussion = CommentsFactory(target=material)
    made = add_posts(discussion, 45)
    replies = [PostFactory(discussion=discussion, reply_to=made[n]) for n in (0, 20, 44)]
    query, seen = "", []
    while query is not None:
        html = part(client, material, query)
        seen += [tag["id"] for tag in html.select(".post")]
        links = [a["href"] for a in html.select("a.button[href*='comments=']")]
        query = f"?{links[0].partition('?')[2]}" if links else None
    assert len(seen) == len(set(seen)) == 48
    for post in [*made[::9], *replies]:
        post.refresh_from_db()
        address, _sign, anchor = client.get(post.get_absolute_url())["Location"].partition("#")
        html = BeautifulSoup(client.get(address).content, "lxml")
        assert html.find(id=anchor), anchor


def test_a_wrong_place_does_not_hide_the_page(client, material):
    CommentsFactory(target=material, posts=2)
    assert len(part(client, material, "?comments=abc").select(".post")) == 2


def test_members_of_a_closed_hub_talk_among_themselves(client, hub, material):
    discussion = CommentsFactory(target=material, posts=1)
    wall = PageViewRestriction.objects.create(page=hub, restriction_type="groups")
    wall.groups.add(hub.provision.members_group)
    post = discussion.first_post
    assert client.get(post.get_absolute_url()).status_code == 404
    insider = UserFactory()
    insider.groups.add(hub.provision.members_group)
    client.force_login(insider)
    assert len(part(client, material).select(".post")) == 1
    assert client.get(post.get_absolute_url()).status_code == 302


def test_reading_marks_comments_as_read(client, material):
    discussion = CommentsFactory(target=material, posts=3)
    member = UserFactory()
    client.force_login(member)
    part(client, material)
    assert ReadMark.objects.get(user=member).last_post_id == discussion.last_post_id


def count(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_what_they_cost_a_visitor(client, material):
    """Two queries, however many comments there are; none where the page has switched them off."""
    set_site(edit_minutes=60)
    without = count(client, material.url)
    discussion = CommentsFactory(target=material, posts=3)
    few = count(client, material.url)
    add_posts(discussion, 300)
    many = count(client, material.url)
    material.comment_policy = "off"
    material.save()
    off = count(client, material.url)
    assert (without - off, few - off, many - off) == (2, 2, 2)
