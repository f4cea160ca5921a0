"""What stands behind links and handles, and to whom it is told."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.discussions.actions import posts, topics
from community.discussions.actions.reading import follow, thank
from community.discussions.cards import find_places
from community.discussions.mentions import find_people
from community.discussions.models import Board, Discussion, Post
from community.discussions.rendering import RENDERING_VERSION
from community.discussions.wording import wording_for
from community.notifications.models import Notice
from demo.factories.home import StandardPageFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, get_home, site_editor

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://example.org"


BASE = settings.WAGTAILADMIN_BASE_URL


def close(hub):
    PageViewRestriction.objects.create(page=hub, restriction_type=PageViewRestriction.LOGIN)


def read(post, viewer=None):
    """The words of ``post`` as ``viewer`` reads them."""
    viewer = viewer or AnonymousUser()
    return wording_for([post], viewer).show(post.html)


@pytest.fixture
def linking(topic, author):
    """A function that makes a post with a link to an address, as a card and among words."""
    return lambda url: posts.add_post(author, topic, f"{BASE}{url}\n\nЭто {BASE}{url} помогло.")


def test_material(hub, linking):
    material = MaterialFactory(hub=hub, title="Про <b>дроби</b>", kind="worksheet")
    post = linking(material.get_absolute_url())
    html = read(post)
    assert html.count("Про &lt;b&gt;дроби&lt;/b&gt;") == 2
    assert html.count(f'href="{material.get_absolute_url()}"') == 2
    assert "Рабочий лист" in html and "Математика" in html
    for stored in (post.html, post.plain_text):
        assert "дроби" not in stored and "drobi" not in stored
    assert f"Материал № {material.pk}" in post.plain_text


def test_addresses_of_this_site_alone(hub):
    url = MaterialFactory(hub=hub).get_absolute_url()
    assert find_places({f"{ELSEWHERE}{url}", f"{url}?a=1", "https://[", "/search/"}) == {}
    assert set(find_places({f"{BASE}{url}", url})) == {f"{BASE}{url}", url}


def unpublish(material):
    material.live = False
    material.save()


CHANGES = {
    "unpublished": unpublish,
    "deleted": lambda material: material.delete(),
    "its hub is closed": lambda material: close(material.hub),
    "its hub is unpublished": lambda material: material.hub.unpublish(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_work_that_goes_out_of_sight(linking, change):
    other = HubPageFactory(title="Физика")
    material = MaterialFactory(hub=other, title="Тайна о дробях")
    post = linking(material.get_absolute_url())
    assert "Тайна" in read(post)
    number = material.pk
    CHANGES[change](material)
    html = read(post)
    assert "Тайна" not in html and "tayna" not in html and "Физика" not in html
    assert html.count(f"Материал № {number}</a>") == 2
    assert "post-card" not in html


def test_who_may_enter_a_closed_hub_sees_what_is_in_it(linking, author):
    other = HubPageFactory(title="Физика")
    post = linking(MaterialFactory(hub=other, title="Тайна о дробях").get_absolute_url())
    close(other)
    assert "Тайна" not in read(post)
    assert "Тайна" in read(post, author)


def test_a_new_title_is_read_at_once(hub, linking):
    material = MaterialFactory(hub=hub, title="Тайна о дробях")
    post = linking(material.get_absolute_url())
    material.title = "Наглядные доли"
    material.save()
    assert "Тайна" not in read(post) and "Наглядные доли" in read(post)


def test_topics(hub, author, linking, moderator):
    board = Board.objects.get(hub=HubPageFactory(title="Физика"), is_main=True)
    first = posts.begin_topic(author, board, "Тайна о силах", "Вот.")
    post = linking(first.discussion.get_absolute_url())
    assert read(post).count("Тайна о силах") == 2 and "Тема форума" in read(post)
    assert "Тайна" not in post.html
    topics.retitle(first.discussion, site_editor(), "Силы")
    assert "Тайна" not in read(post) and "Силы" in read(post)
    posts.hide_post(first, site_editor(), "Лишнее")
    assert "Силы" not in read(post)
    assert f"Тема форума № {first.discussion_id}</a>" in read(post)
    posts.restore_post(first, site_editor())
    close(board.hub)
    assert "Силы" not in read(post) and "Физика" not in read(post)


def test_posts_are_called_by_their_number(topic, linking):
    first = topic.first_post
    post = linking(first.get_absolute_url())
    assert read(post).count(f"сообщение № {first.pk}</a>") == 2


def test_pages(linking):
    page = StandardPageFactory(parent=get_home(), title="О тайнах", slug="about-secrets")
    post = linking("/about-secrets/")
    assert "О тайнах" in read(post) and "О тайнах" not in post.html
    assert "О тайнах" in read(linking("/about-secrets"))
    page.title = "О дробях"
    page.save()
    assert "О тайнах" not in read(post) and "О дробях" in read(post)
    close(page)
    assert "О дробях" not in read(post) and "Страница сайта</a>" in read(post)


def test_what_was_stored_with_a_title_tells_it_no_more(hub):
    material = MaterialFactory(hub=hub, title="Тайна о дробях", live=False)
    post = Post(
        html=f'<p><a class="post-card" href="{material.get_absolute_url()}" '
        'rel="nofollow ugc noopener"><span class="post-card-kind">Работа</span> '
        '<span class="post-card-title">Тайна о дробях</span></a></p>'
    )
    assert "Тайна" not in read(post) and "tayna" not in read(post)


def test_words_of_a_link_are_its_authors(hub, topic, author):
    url = MaterialFactory(hub=hub, title="Тайна").get_absolute_url()
    post = posts.add_post(author, topic, f"[лист]({BASE}{url})")
    assert ">лист</a>" in read(post) and "Тайна" not in read(post)


def test_a_page_of_posts_asks_once(hub, topic, author, django_assert_max_num_queries):
    other = posts.begin_topic(author, topic.board, "Силы", "Вот.").discussion
    StandardPageFactory(parent=get_home(), title="О тайнах", slug="about-secrets")
    urls = [MaterialFactory(hub=hub).get_absolute_url() for _number in range(5)]
    urls += [other.get_absolute_url(), "/about-secrets/"]
    made = [posts.add_post(author, topic, f"{BASE}{url}") for url in urls]
    viewer = AnonymousUser()
    wording_for(made, viewer)  # Wagtail's cache of roots, and types of content.
    with django_assert_max_num_queries(1):
        wording = wording_for(made, viewer)
    html = [wording.show(post.html) for post in made]
    assert all("post-card-title" in one for one in html)
    with django_assert_max_num_queries(0):
        wording_for([topic.first_post], viewer)


def test_no_surface_keeps_a_title(client, hub, author, topic, linking):
    """Pages, the feed, the search's index, notices and paper."""
    reader = UserFactory()
    follow(reader, topic)
    other = HubPageFactory(title="Физика")
    material = MaterialFactory(hub=other, title="Квазисинус")
    post = linking(material.get_absolute_url())
    posts.edit_post(post, author, f"@{reader.username} {post.source}")
    thank(reader, post)
    unpublish(material)
    client.force_login(reader)
    addresses = [
        topic.get_absolute_url(),
        reverse("discussions:topic_feed", args=[topic.pk]),
        "/feeds/forum/",
        reverse("notifications:notices"),
        "/",
    ]
    for address in addresses:
        text = client.get(address).content.decode().lower()
        assert "квазисинус" not in text and "kvazisinus" not in text, address
    for notice in Notice.objects.all():
        assert "Квазисинус" not in f"{notice.title}{notice.text}"


# -- Mentions ----------------------------------------------------------------------------


def test_members_are_found_however_they_are_typed():
    person = UserFactory(username="n-ryabinina")
    UserFactory(username="waits", status="pending")
    assert find_people({"N-Ryabinina", "waits", "nobody"}) == {"N-Ryabinina": person}


def test_names_are_told_to_members_alone(topic, author):
    person = UserFactory(username="n-ryabinina", last_name="Рябинина", name_is_public=False)
    post = posts.add_post(author, topic, "Спасибо, @n-ryabinina!")
    assert [row.user for row in post.mentions.all()] == [person]
    assert "ryabinina" not in post.html.lower()
    assert "ryabinina" not in read(post)
    assert person.get_community_name() in read(post, author)


def test_nobody_mentions_herself(topic, author):
    post = posts.add_post(author, topic, f"Это я, @{author.username}")
    assert not post.mentions.exists()


def test_mentions_follow_the_text(topic, author):
    one, other = UserFactory(), UserFactory()
    post = posts.add_post(author, topic, f"@{one.username}")
    posts.edit_post(post, author, f"@{other.username}")
    assert [row.user for row in post.mentions.all()] == [other]


# -- Commands ----------------------------------------------------------------------------


def test_posts_are_rendered_anew(topic, author, capsys):
    made = [posts.add_post(author, topic, f"**{number}**") for number in range(3)]
    Post.objects.filter(pk__in=[one.pk for one in made]).update(html="?", rendering_version=0)
    # What the rules of today would refuse keeps its words, cleaned.
    Post.objects.filter(pk=made[0].pk).update(source="а" * 30_000, html="<p>а<script>1</script>")
    call_command("rerender_posts", batch=2)
    assert "3 rendered, 1 of them kept" in capsys.readouterr().out
    html = [Post.objects.get(pk=one.pk).html for one in made]
    assert html == ["<p>а</p>", "<p><strong>1</strong></p>\n", "<p><strong>2</strong></p>\n"]
    assert not Post.objects.exclude(rendering_version=RENDERING_VERSION).exists()
    call_command("rerender_posts")
    assert "0 rendered" in capsys.readouterr().out


def test_numbers_are_counted_anew(topic, capsys):
    Discussion.objects.update(post_count=9)
    call_command("recount_discussions")
    assert "1 mended" in capsys.readouterr().out
    assert Discussion.objects.get().post_count == 1
