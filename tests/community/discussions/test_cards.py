"""What stands behind links and handles, and to whom it is told."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from community.discussions.actions import posts
from community.discussions.cards import find_cards
from community.discussions.mentions import find_people, people_called_in, show
from community.discussions.models import Discussion, Post
from community.discussions.rendering import RENDERING_VERSION, render
from demo.factories.home import StandardPageFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import get_home

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://example.org"


def close(hub):
    PageViewRestriction.objects.create(page=hub, restriction_type=PageViewRestriction.LOGIN)


def test_material(hub):
    material = MaterialFactory(hub=hub, title="Тайна о дробях")
    url = material.get_absolute_url()
    for address in (url, f"{settings.WAGTAILADMIN_BASE_URL}{url}", f"/materials/{material.pk}/"):
        assert find_cards({address})[address].title == "Тайна о дробях"
    assert find_cards({f"{ELSEWHERE}{url}"}) == {}
    assert "post-card" in render(f"{settings.WAGTAILADMIN_BASE_URL}{url}").html


@pytest.mark.parametrize("how", ["draft", "closed hub", "unpublished hub"])
def test_what_not_everybody_may_read_has_no_card(hub, how):
    material = MaterialFactory(hub=hub, title="Тайна о дробях", live=how != "draft")
    if how == "closed hub":
        close(hub)
    elif how == "unpublished hub":
        hub.unpublish()
    url = f"{settings.WAGTAILADMIN_BASE_URL}{material.get_absolute_url()}"
    assert "Тайна" not in render(f"{url}\n\n[]({url})").html


def test_topics_and_posts(hub, topic, moderator):
    url, post = topic.get_absolute_url(), topic.posts.get()
    assert find_cards({url})[url].title == "Дроби"
    assert find_cards({f"/posts/{post.pk}/"})[f"/posts/{post.pk}/"].kind == ""
    posts.hide_post(post, moderator, "Лишнее")
    assert find_cards({url, f"/posts/{post.pk}/"}) == {}
    posts.restore_post(post, moderator)
    close(hub)
    assert find_cards({url, f"/posts/{post.pk}/"}) == {}


def test_pages():
    page = StandardPageFactory(parent=get_home(), title="О тайнах", slug="about-secrets")
    assert find_cards({"/about-secrets/"})["/about-secrets/"].title == "О тайнах"
    assert "/about-secrets" in find_cards({"/about-secrets"})
    close(page)
    assert find_cards({"/about-secrets/"}) == {}


def test_many_links_cost_the_same(hub, django_assert_max_num_queries):
    urls = {MaterialFactory(hub=hub).get_absolute_url() for _number in range(15)}
    with django_assert_max_num_queries(6):
        assert len(find_cards(urls)) == 15


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
    assert "ryabinina" not in show(post, AnonymousUser(), {})
    assert person.get_community_name() in show(post, author, people_called_in([post], author))


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
