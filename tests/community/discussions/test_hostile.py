"""What somebody who means ill tries with discussions: nothing leaks, and nothing breaks."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.discussions.actions import posts, topics
from community.discussions.attachments import find_attachment
from community.discussions.enums import PostState
from community.discussions.models import Attachment
from community.discussions.personal_data import DiscussionData
from community.discussions.urls import urlpatterns
from community.moderation.models import WatchWord
from community.moderation.words import watched_in
from demo.factories.discussions import FollowFactory, PostFactory, TopicFactory
from demo.factories.materials import StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.moderation import CaseFactory, ComplaintFactory
from demo.factories.subjects import site_editor
from materials.submission import PersonalDataFoundError
from subjects.enums import WritingPolicy

pytestmark = pytest.mark.django_db

WORD = "квазисинус"
HUGE = ["9" * 19, "9" * 5000]
PARTS = ["pk", "file_pk", "hub_pk", "topic_pk"]


def close(hub):
    wall = PageViewRestriction.objects.create(page=hub, restriction_type="groups")
    wall.groups.add(hub.provision.members_group)


def says(client, address):
    return client.get(address).content.decode().replace("\u00a0", " ")


# -- Numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0", HUGE[0]])
def test_numbers_that_no_row_has(client, number):
    client.force_login(site_editor())
    wrong = []
    for route in [str(pattern.pattern) for pattern in urlpatterns]:
        address = f"/{route}".replace("<str:slug>", "x").replace("<str:kind>", "page")
        for part in PARTS:
            address = address.replace(f"<int:{part}>", number)
        if number in address:
            found = [client.get(address).status_code, client.post(address).status_code]
            wrong += [(route, status) for status in found if status not in {404, 405}]
    assert not wrong


@pytest.mark.parametrize("number", HUGE)
def test_chats_of_a_hub_that_no_number_can_name(client, number):
    assert client.get("/chat/", {"hub": number}).status_code == 404


@pytest.mark.parametrize("value", ["²", "9" * 18, HUGE[1]])
def test_garbage_in_the_addresses_of_pages(client, hub, value):
    topic = TopicFactory(hub=hub, posts=2)
    client.force_login(UserFactory())
    for path in [topic.get_absolute_url(), f"{hub.url}forum/"]:
        query = {"after": value, "before": value, "reply": value, "quote": value, "tag": value}
        for name in query:
            assert client.get(path, {name: value}).status_code in {200, 404}, (path, name)


# -- What is gone ------------------------------------------------------------------------


def test_what_its_author_has_deleted_nobody_reads(client, topic, author, moderator):
    post = posts.add_post(author, topic, f"Вот {WORD}.")
    stored = StoredFileFactory(uploaded_by=author)
    Attachment.objects.create(post=post, stored=stored)
    posts.delete_post(post, author)
    client.force_login(moderator)
    page = says(client, topic.get_absolute_url())
    assert WORD not in page
    assert stored.name not in page
    assert f'id="post-{post.pk}"' in page
    found = find_attachment(moderator, post.pk, post.attachments.get().pk)
    assert found is None


def test_complaints_do_not_repeat_what_cannot_be_read_any_more(client, hub):
    reader = UserFactory()
    topic = TopicFactory(hub=hub)
    post = PostFactory(discussion=topic, source=f"Вот {WORD}.")
    ComplaintFactory(case=CaseFactory(target=post), reporter=reader)
    client.force_login(reader)
    address = reverse("moderation:my_complaints")
    assert WORD in says(client, address)
    close(hub)
    assert WORD not in says(client, address)


def test_the_copy_of_ones_data_has_no_titles_that_are_closed_to_her(hub):
    reader, topic = UserFactory(), TopicFactory(hub=hub, title=f"Про {WORD}")
    FollowFactory(user=reader, discussion=topic)
    source = DiscussionData()
    assert source.export(reader)["followed-discussions.json"][0]["title"] == f"Про {WORD}"
    close(hub)
    assert source.export(reader)["followed-discussions.json"][0]["title"] == ""


# -- Answers and edits -------------------------------------------------------------------


def test_nobody_learns_who_wrote_what_waits_by_answering_it(topic, hub, moderator):
    waiting = PostFactory(discussion=topic, state=PostState.HELD)
    with pytest.raises(ValidationError):
        posts.add_post(UserFactory(), topic, "Отвечаю наугад.", reply_to=waiting)
    assert posts.add_post(moderator, topic, "Посмотрю завтра.", reply_to=waiting).pk


def test_what_was_hidden_while_one_typed_is_answered_all_the_same(topic):
    hidden = PostFactory(discussion=topic, state=PostState.HIDDEN)
    assert posts.add_post(UserFactory(), topic, "Не согласна.", reply_to=hidden).is_published


def test_whoever_may_not_enter_a_hub_any_more_changes_nothing_there(topic, author, hub):
    hub.writing_policy = WritingPolicy.COMMUNITY
    hub.save()
    close(hub)
    with pytest.raises(PermissionDenied):
        posts.edit_post(topic.first_post, author, "Теперь здесь другое.")


# -- Signs that nobody sees --------------------------------------------------------------


@pytest.mark.parametrize("title", ["\u200b\u200b", "\u202e", " \u00ad ", "\u3164", "\ufeff\u2060"])
def test_a_title_that_cannot_be_seen(author, board, topic, moderator, title):
    with pytest.raises(ValidationError):
        posts.begin_topic(author, board, title, "Слова.")
    with pytest.raises(ValidationError):
        topics.retitle(topic, moderator, title)


def test_words_do_not_run_backwards(author, board):
    post = posts.begin_topic(
        author, board, "Дро\u202eби", "Сло\u202eво \u2067и ещё.", tags=["а\u200bб"]
    )
    assert post.discussion.title == "Дроби"
    assert post.source == "Слово и ещё."
    assert list(post.discussion.tags.names()) == ["аб"]


@pytest.mark.parametrize("text", ["\u200b", "\u202e \u2066", "\u00ad\n\u00ad", "\u2800\u3164"])
def test_a_post_that_cannot_be_seen(author, topic, text):
    with pytest.raises(ValidationError):
        posts.add_post(author, topic, text)


def test_what_joins_an_emoji_stays(author, topic):
    family = "👩‍👩‍👧 и ❤️"
    assert posts.add_post(author, topic, family).source == family


@pytest.mark.parametrize(
    "text",
    ["реклама", "рЕклaмa", "ре\u00adкла\u200bма", "ре\u0301клама",
     "р\u0336е\u0336к\u0336л\u0336а\u0336м\u0336а\u0336", "peклaмa", "ρεклαма"],
)  # fmt: skip
def test_a_watched_word_in_disguise(text):
    WatchWord.objects.create(text="реклама")
    assert watched_in(text) == ["реклама"]


def test_a_watched_word_in_latin_letters_alone():
    WatchWord.objects.create(text="сор")
    WatchWord.objects.create(text="spam")
    assert watched_in("cop") == ["сор"]
    assert watched_in("Spam!") == ["spam"]
    assert watched_in("Come here, a hot tea") == []


# -- What stands beside the text ---------------------------------------------------------

PHONE = "+7 912 345-67-89"


def test_personal_data_in_tags(author, board):
    with pytest.raises(PersonalDataFoundError) as caught:
        posts.begin_topic(author, board, "Дроби", "Слова.", tags=[PHONE])
    keys = {finding.key for finding in caught.value.findings}
    post = posts.begin_topic(author, board, "Дроби", "Слова.", tags=[PHONE], confirmed=keys)
    assert post.state == PostState.HELD


def test_personal_data_in_names_of_files(author, topic):
    stored = StoredFileFactory(uploaded_by=author, name="Мама_Иры_+7_912_345-67-89.txt")
    with pytest.raises(PersonalDataFoundError):
        posts.add_post(author, topic, "Вот файл.", files=[stored])
    post = posts.add_post(author, topic, "Файл потом.")
    with pytest.raises(PersonalDataFoundError):
        posts.edit_post(post, author, "Вот файл.", files=[stored])


def test_watched_words_in_titles_tags_and_names_of_files(author, board, topic):
    WatchWord.objects.create(text="реклама")
    assert not posts.begin_topic(author, board, "Реклама", "Слова.").is_published
    assert not posts.begin_topic(author, board, "Дроби", "Слова.", tags=["рекламы"]).is_published
    stored = StoredFileFactory(uploaded_by=author, name="реклама_курсов.txt")
    assert not posts.add_post(author, topic, "Вот файл.", files=[stored]).is_published
