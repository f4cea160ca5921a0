"""Nothing that a reader may not see is in results, numbers, facets, suggestions, snippets or the
vocabulary: over all that can happen to a thing, in any order."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from community.discussions.enums import PostState
from demo.factories.discussions import PostFactory, TopicFactory
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory
from materials.indexing import reindex
from materials.models import FileText, MaterialFile
from search.engine import find, search, suggest
from search.models import PublicWord
from search.sources import get_sources
from search.vocabulary import count_public_words

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

WORD = "квазисинус"
NAME = "Ольшанникова"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


def traces(user, word=WORD):
    """Where ``user`` comes upon ``word``; empty when nowhere."""
    results = search(word, user)
    found = [f"{name}: {number}" for name, number in results.counts.items()]
    found += [f"hit: {hit.item}" for hit in results[:50]]
    found += [f"snippet: {hit.snippet}" for hit in results[:50] if hit.snippet]
    found += [f"facet: {name}" for name, values in results.facets.items() if values]
    found += [f"suggestion: {one.label}" for one in suggest(word[:5], user)]
    found += [f"{source.name} alone" for source in get_sources() if len(find(source, word, user))]
    count_public_words()
    if PublicWord.objects.filter(word=word.lower()).exists() and not found:
        found.append("vocabulary")
    return found


def test_what_everybody_may_read_leaves_all_traces(hub):
    MaterialFactory(hub=hub, title=f"Про {WORD}", summary=f"Это {WORD}.")
    found = traces(AnonymousUser())
    kinds = {trace.partition(":")[0] for trace in found}
    assert kinds >= {"materials", "hit", "snippet", "facet", "suggestion", "materials alone"}


def close(hub):
    PageViewRestriction.objects.create(page=hub, restriction_type=PageViewRestriction.LOGIN)


def unpublish_hub(hub):
    hub.refresh_from_db()
    hub.unpublish()


HUB_ACTS = {"close": close, "unpublish": unpublish_hub}
MATERIAL_ACTS = {
    "draft": lambda material: material.unpublish(),
    "quietly": lambda material: type(material).objects.filter(pk=material.pk).update(live=False),
    "delete": lambda material: material.delete(),
}


@pytest.mark.parametrize("act", [*HUB_ACTS, *MATERIAL_ACTS])
def test_a_material_that_is_not_for_everybody(hub, act):
    material = MaterialFactory(
        hub=hub, title=f"Про {WORD}", summary=f"Это {WORD}.", tags=[WORD], with_revision=True
    )
    if act in HUB_ACTS:
        HUB_ACTS[act](hub)
    else:
        MATERIAL_ACTS[act](material)
    assert traces(AnonymousUser()) == []
    assert traces(UserFactory()) == [] or act == "close"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    is_live=st.booleans(),
    is_closed=st.booleans(),
    states=st.lists(st.sampled_from(PostState.values), min_size=1, max_size=3),
)
def test_any_state_of_posts_and_hubs(is_live, is_closed, states):
    hub = HubPageFactory(title="Круг")
    if is_closed:
        close(hub)
    if not is_live:
        hub.unpublish()
    topic = TopicFactory(hub=hub, title="О круге", source="Начнём.")
    posts = [
        PostFactory(discussion=topic, source=f"Вот {WORD}", state=PostState.PUBLISHED)
        for _state in states
    ]
    for post, state in zip(posts, states, strict=True):
        post.state = state
        post.save()
    up = sum(state == PostState.PUBLISHED for state in states)
    expected = up if is_live and not is_closed else 0
    results = search(WORD, AnonymousUser())
    assert results.count == expected == len(results[:50])
    if not expected:
        assert traces(AnonymousUser()) == []
    topic.delete()
    hub.delete()


def test_a_file_that_was_removed(hub):
    material = MaterialFactory(hub=hub, title="Урок")
    stored = StoredFileFactory()
    row = MaterialFile.objects.create(material=material, stored=stored, title="План")
    FileText.objects.update_or_create(
        stored=stored, defaults={"parts": [["page:3", f"Здесь {WORD}"]], "status": "read"}
    )
    material = type(material).objects.get(pk=material.pk)
    reindex(material)
    [hit] = search(WORD, AnonymousUser())[:5]
    assert hit.item == material
    assert hit.snippet.where == "План, стр. 3"
    assert (WORD, True) in hit.snippet.parts
    row.delete()
    reindex(material)
    assert traces(AnonymousUser()) == []


def test_a_name_that_was_withdrawn(hub, django_capture_on_commit_callbacks):
    author = UserFactory(public_name=f"Анна {NAME}", last_name=NAME, name_is_public=True)
    reindex(MaterialFactory(hub=hub, title="Урок", authors=[author]))
    assert search(NAME, AnonymousUser()).count
    author.name_is_public = False
    with django_capture_on_commit_callbacks(execute=True):
        author.save()
    assert traces(AnonymousUser(), NAME) == []


PEOPLE_ACTS = {
    "not public": {"name_is_public": False},
    "a pupil": {"role": "pupil"},
    "waiting": {"status": "pending"},
    "gone": {"status": "left"},
    "switched off": {"is_active": False},
}


@pytest.mark.parametrize("quietly", [True, False])
@pytest.mark.parametrize("act", PEOPLE_ACTS)
def test_a_person_who_is_not_for_everybody(act, quietly):
    person = UserFactory(public_name=f"Анна {NAME}", taught_subjects=WORD)
    assert len(traces(AnonymousUser(), NAME)) > 3
    assert len(traces(AnonymousUser())) > 2
    if quietly:
        type(person).objects.filter(pk=person.pk).update(**PEOPLE_ACTS[act])
    else:
        for name, value in PEOPLE_ACTS[act].items():
            setattr(person, name, value)
        person.save()
    assert traces(AnonymousUser(), NAME) == []
    assert traces(AnonymousUser()) == []
    assert traces(UserFactory(), NAME) == [] or act == "not public"


def test_a_closed_hub_is_open_to_its_people(hub):
    MaterialFactory(hub=hub, title=f"Про {WORD}")
    close(hub)
    assert search(WORD, AnonymousUser()).count == 0
    assert search(WORD, UserFactory()).counts == {"materials": 1}
    count_public_words()
    assert not PublicWord.objects.filter(word=WORD).exists()
