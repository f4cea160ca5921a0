"""What is counted in the index is what the sources themselves would give, for every reader."""

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import PageViewRestriction

from community.discussions.actions import topics
from community.discussions.enums import PostState
from community.discussions.models import Board, Discussion, Post
from demo.factories.discussions import CommentsFactory, PostFactory, TopicFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from search import found
from search.engine import find, search
from search.found import LiveFound
from search.parsing import parse
from search.sources import CountedSource, get_sources

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

WORD = "комета"
COUNTED = [source for source in get_sources() if isinstance(source, CountedSource)]


@pytest.fixture
def hubs():
    parent = HubPageFactory(title="Астрономия")
    child = HubPageFactory(title="Кометы", parent=parent)
    closed = HubPageFactory(title="Закрытый круг")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    gone = HubPageFactory(title="Прежний")
    for hub in [parent, child, closed, gone]:
        fill(hub)
    gone.unpublish()
    return {"parent": parent, "child": child, "closed": closed, "gone": gone}


def fill(hub):
    author = UserFactory()
    for grades, kind, live in [((5, 6), "test", True), ((6,), "video", False)]:
        material = MaterialFactory(
            hub=hub, title="Урок: комета", grades=grades, kind=kind, live=True
        )
        comments = CommentsFactory(target=material)
        PostFactory(discussion=comments, source="Какая комета!", author=author)
        if not live:
            material.unpublish()
    for state in [PostState.PUBLISHED, PostState.HELD, PostState.REMOVED]:
        topic = TopicFactory(hub=hub, title="Где комета?", source="Ищу.", author=author)
        post = PostFactory(discussion=topic, source="Вот комета.", author=author)
        post.state = state
        post.save()


@pytest.fixture(params=["visitor", "member", "moderator", "editor"])
def reader(request, hubs):
    return {
        "visitor": AnonymousUser,
        "member": UserFactory,
        "moderator": lambda: moderator_of(hubs["closed"]),
        "editor": site_editor,
    }[request.param]()


def test_numbers_are_those_of_the_sources(reader, hubs):
    for source in COUNTED:
        asked = [{}, *({"hub": str(hub.pk)} for hub in hubs.values()), {"year": "1999"}]
        if "grade" in source.facets:
            asked += [{"grade": "6"}, {"grade": "6", "kind": "test"}, {"kind": "video"}]
        for filters in asked:
            counted = search(WORD, reader, [source], filters)
            live = LiveFound(source, reader, parse(WORD), filters)
            assert counted.count == live.count, filters
            assert {hit.item.pk for hit in counted[:100]} == set(live.keys), filters
    # And each choice leaves the number that stands beside it.
    facets = search(WORD, reader).facets
    assert {value.label for value in facets["hub"]} >= {"Астрономия", "Кометы"}
    for name, values in facets.items():
        for value in values:
            assert search(WORD, reader, filters={name: str(value.value)}).count == value.number


def test_of_a_frequent_word_the_newest_come_first(hubs, monkeypatch):
    monkeypatch.setattr(found, "COMMON", 2)
    posts = next(source for source in COUNTED if source.name == "posts")
    for newest in (3, 4, 1_000):
        monkeypatch.setattr(found, "NEWEST", newest)
        few = search(WORD, AnonymousUser(), [posts])
        monkeypatch.setattr("search.engine.CANDIDATES_OF_EACH", 2)
        keys = [hit.item.pk for hit in few[:100]]
        assert len(keys) == few.count == len(set(keys))
        assert keys == sorted(keys, reverse=True)


class TestAtOnce:
    """What nobody has told the index yet."""

    def count(self, **filters):
        return search(WORD, AnonymousUser(), filters=filters).count

    def test_a_post_whose_state_was_changed_past_its_save(self, hubs):
        before = self.count()
        [post] = Post.objects.filter(
            source="Вот комета.", state="published", discussion__hub=hubs["child"]
        )
        Post.objects.filter(pk=post.pk).update(state=PostState.REMOVED)
        assert self.count() == before - 1

    def test_a_talk_that_is_not_up(self, hubs):
        before = self.count()
        Discussion.objects.filter(hub=hubs["child"], kind="topic").update(is_visible=False)
        assert self.count() < before
        assert len(search(WORD, AnonymousUser())[:100]) == self.count()

    def test_a_topic_that_was_moved(self, hubs):
        [post] = Post.objects.filter(
            source="Вот комета.", state="published", discussion__hub=hubs["child"]
        )
        everything, there = self.count(), self.count(hub=hubs["child"].pk)
        board = Board.objects.get(hub=hubs["closed"], is_main=True)
        topics.move(post.discussion, site_editor(), board)
        assert self.count() == everything - 2
        assert self.count(hub=hubs["child"].pk) == there - 2

    def test_a_material_for_other_grades(self, hubs):
        before = self.count(grade="5")
        material = hubs["child"].materials.filter(live=True, grades=5).first()
        material.grades.set([])
        material.save()
        assert self.count(grade="5") == before - 1

    def test_a_material_in_another_hub(self, hubs):
        before = self.count()
        material = hubs["child"].materials.filter(live=True).first()
        material.hub = hubs["gone"]
        material.save()
        assert self.count() == before - 2


def test_one_source_alone_gives_the_same(hubs):
    for source in COUNTED:
        alone = find(source, WORD, AnonymousUser())
        assert len(alone) == search(WORD, AnonymousUser(), [source]).count
        assert set(alone.keys) == {thing.pk for thing in alone[:100]}
