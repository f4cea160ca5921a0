"""Writing: who may, what becomes of it, what it leaves."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from community.discussions import counters
from community.discussions.actions import posts
from community.discussions.enums import DiscussionKind, PostState
from community.discussions.models import Board, Discussion, DiscussionSettings, Post
from community.moderation.enums import HoldReason
from community.moderation.models import Case, WatchWord
from demo.factories.home import StandardPageFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import get_home, site_editor
from materials.submission import PersonalDataFoundError
from subjects.enums import WritingPolicy

pytestmark = pytest.mark.django_db
TEXT = "Начинаю с **наглядного** примера."
PHONE = "Звоните: 8 912 345-67-89"


def log_of(post):
    return list(
        ModelLogEntry.objects.filter(object_id=str(post.pk), action__startswith="discussions.")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def test_topic_begins(author, board, told):
    post = posts.begin_topic(
        author, board, "  Дроби  в 5 классе ", TEXT, tags=["дроби"], is_question=True
    )
    topic, board = fresh(post.discussion), fresh(board)
    assert topic.title == "Дроби в 5 классе"
    assert topic.is_question
    assert topic.is_visible
    assert [tag.name for tag in topic.tags.all()] == ["дроби"]
    assert (topic.post_count, topic.first_post, topic.last_post) == (1, post, post)
    assert (board.topic_count, board.post_count, board.last_discussion) == (1, 1, topic)
    assert post.html == "<p>Начинаю с <strong>наглядного</strong> примера.</p>\n"
    assert "post_published" in told
    assert log_of(post) == ["discussions.post"]


def test_post_answers(topic, author, board):
    first = fresh(topic).first_post
    answer = posts.add_post(UserFactory(), topic, "Согласна.", reply_to=first)
    topic = fresh(topic)
    assert answer.reply_to == first
    assert (topic.post_count, topic.last_post) == (2, answer)
    assert fresh(board).post_count == 2


def test_answer_to_another_discussion_is_refused(topic, author, board):
    other = posts.begin_topic(author, board, "Другое", TEXT)
    with pytest.raises(ValidationError):
        posts.add_post(author, topic, "Ответ", reply_to=other)


def test_comment_makes_the_discussion_once(author, hub):
    material = MaterialFactory(hub=hub)
    first = posts.add_comment(author, material, "Спасибо!")
    second = posts.add_comment(UserFactory(), material, "И от меня.")
    assert first.discussion_id == second.discussion_id
    discussion = Discussion.objects.about(material).get()
    assert (discussion.kind, discussion.hub_id, discussion.post_count) == (
        DiscussionKind.COMMENTS, hub.pk, 2,
    )  # fmt: skip


def test_comment_under_a_page(author, hub):
    page = StandardPageFactory(parent=get_home(), comment_policy="on")
    posts.add_comment(author, page, "Спасибо!")
    assert Discussion.objects.about(page).get().target.specific == page


def test_comments_are_off(author, hub):
    material = MaterialFactory(hub=hub, comment_policy="off")
    with pytest.raises(PermissionDenied):
        posts.add_comment(author, material, "Спасибо!")
    assert not Discussion.objects.exists()


def test_refused_comment_leaves_no_discussion(author, hub):
    material = MaterialFactory(hub=hub)
    with pytest.raises(ValidationError):
        posts.add_comment(author, material, "   ")
    assert not Discussion.objects.exists()


def test_form_sent_twice_is_one_post(topic, author, board):
    first = posts.add_post(author, topic, "Ответ", form_key="abc")
    assert posts.add_post(author, topic, "Ответ", form_key="abc") == first
    begun = posts.begin_topic(author, board, "Тема", TEXT, form_key="def")
    assert posts.begin_topic(author, board, "Тема", TEXT, form_key="def") == begun
    assert fresh(board).topic_count == 2
    assert fresh(topic).post_count == 2
    # Somebody else's key is another key.
    assert posts.add_post(UserFactory(), topic, "Ответ", form_key="abc") != first


@pytest.mark.parametrize("text", ["", "  \n ", "\0", "а" * 20_001, "@a " * 6000, "www.a.ru " * 900])
def test_text_that_is_no_post(topic, author, text):
    with pytest.raises(ValidationError):
        posts.add_post(author, topic, text)
    assert fresh(topic).post_count == 1


# -- Who may -----------------------------------------------------------------------------


def test_policies_of_the_hub(hub, topic, author, moderator):
    member = MembershipFactory(hub=hub).user
    outsider = UserFactory()
    for policy, allowed in {
        WritingPolicy.COMMUNITY: {member, outsider, moderator},
        WritingPolicy.MEMBERS: {member, moderator},
        WritingPolicy.CLOSED: {moderator},
    }.items():
        type(hub).objects.filter(pk=hub.pk).update(writing_policy=policy)
        for person in (member, outsider, moderator):
            person = fresh(person)
            if person in allowed:
                posts.add_post(person, fresh(topic), "Можно")
            else:
                with pytest.raises(PermissionDenied):
                    posts.add_post(person, fresh(topic), "Можно")


def test_closed_topic_is_for_moderators(topic, author, moderator):
    Discussion.objects.update(is_closed=True)
    with pytest.raises(PermissionDenied):
        posts.add_post(author, fresh(topic), "Поздно")
    posts.add_post(moderator, fresh(topic), "Итог")


def test_archive_is_closed_to_all(topic, author, hub):
    hub.wound_up_on = "2026-01-01"
    hub.save()
    for person in (author, site_editor()):
        with pytest.raises(PermissionDenied):
            posts.add_post(person, fresh(topic), "Поздно")


def test_whoever_is_not_let_in_writes_nowhere(topic):
    for status in ("pending", "suspended"):
        with pytest.raises(PermissionDenied):
            posts.add_post(UserFactory(status=status), topic, "Я")


def test_pace(topic, author):
    DiscussionSettings.objects.all().delete()
    settings = DiscussionSettings.current()
    settings.posts_per_ten_minutes = 3
    settings.save()
    posts.add_post(author, topic, "2")
    posts.add_post(author, topic, "3")
    with pytest.raises(ValidationError) as caught:
        posts.add_post(author, topic, "4")
    assert caught.value.code == "too_often"
    posts.add_post(UserFactory(), topic, "Сосед за тем же адресом")


# -- Approval ----------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["Смотрите https://site.example", "Пишите на t.me/nekto"])
def test_links_that_a_newcomer_adds_later_wait_as_in_a_new_post(
    topic, moderator, newcomer_posts, source
):
    newcomer_posts(2)
    newcomer = UserFactory()
    post = posts.add_post(newcomer, topic, "Первые слова")
    posts.publish_post(post, moderator)
    posts.edit_post(post, newcomer, source)
    edited = fresh(post)
    assert edited.state == PostState.HELD
    assert HoldReason.LINKS in edited.hold_reasons
    assert Case.objects.open().of(edited).exists()


def test_newcomer_waits_until_approved(topic, moderator, newcomer_posts):
    newcomer_posts(2)
    newcomer = UserFactory()
    for number in (1, 2):
        post = posts.add_post(newcomer, topic, f"Первые слова {number}")
        assert post.state == PostState.HELD
        assert post.hold_reasons == [HoldReason.NEWCOMER]
        assert posts.publish_post(post, moderator)
        assert not posts.publish_post(post, moderator)
    assert posts.add_post(newcomer, topic, "Свободно").is_published


def test_links_of_a_newcomer_are_named(topic, newcomer_posts):
    newcomer_posts(1)
    post = posts.add_post(UserFactory(), topic, "Вот: https://example.ru/a")
    assert post.hold_reasons == [HoldReason.NEWCOMER, HoldReason.LINKS]


def test_moderator_is_no_newcomer(topic, moderator, newcomer_posts):
    newcomer_posts(5)
    assert posts.add_post(moderator, topic, "Итог").is_published


def test_program_is_held(topic, author):
    post = posts.add_post(author, topic, "Купите", is_trapped=True)
    assert post.hold_reasons == [HoldReason.TRAP]


def test_personal_data_is_shown_first_and_held_when_confirmed(topic, author):
    with pytest.raises(PersonalDataFoundError) as caught:
        posts.add_post(author, topic, PHONE)
    assert fresh(topic).post_count == 1
    keys = [finding.key for finding in caught.value.findings]
    post = posts.add_post(author, topic, PHONE, confirmed=keys)
    assert post.hold_reasons == [HoldReason.PERSONAL_DATA]
    assert Case.objects.open().of(post).exists()


def test_watched_words(topic, author):
    WatchWord.objects.create(text="казино")
    post = posts.add_post(author, topic, "Лучшее казино района")
    assert post.hold_reasons == [HoldReason.WORDS]


def test_held_topic_is_in_no_list(author, board, moderator, told):
    post = posts.begin_topic(author, board, "Реклама", "Купите", is_trapped=True)
    topic = fresh(post.discussion)
    assert not topic.is_visible
    assert topic.first_post == post
    assert fresh(board).topic_count == 0
    assert told.count("post_held") == 1
    with pytest.raises(PermissionDenied):
        posts.add_post(UserFactory(), topic, "Что это?")
    posts.publish_post(post, moderator)
    assert fresh(topic).is_visible
    assert (fresh(board).topic_count, fresh(board).post_count) == (1, 1)


# -- Afterwards --------------------------------------------------------------------------


def test_edit(topic, author, told):
    post = fresh(topic).first_post
    assert not posts.edit_post(post, author, TEXT)
    assert posts.edit_post(post, author, "Иначе: @" + UserFactory().username)
    post = fresh(post)
    assert post.edited_by == author
    assert [version.source for version in post.versions.all()] == [TEXT]
    assert post.mentions.count() == 1
    assert "post_edited" in told
    assert log_of(post) == ["discussions.post", "discussions.edit"]
    with pytest.raises(PermissionDenied):
        posts.edit_post(post, UserFactory(), "Чужое")


def test_time_for_editing(topic, author):
    settings = DiscussionSettings.current()
    settings.edit_minutes = 0
    settings.save()
    with pytest.raises(PermissionDenied):
        posts.edit_post(fresh(topic).first_post, author, "Поздно")


def test_edit_may_hold(topic, author):
    post = fresh(topic).first_post
    with pytest.raises(PersonalDataFoundError) as caught:
        posts.edit_post(post, author, PHONE)
    posts.edit_post(post, author, PHONE, confirmed=[one.key for one in caught.value.findings])
    assert fresh(post).state == PostState.HELD
    assert not fresh(topic).is_visible
    # What waits goes on waiting, whatever its author does.
    posts.edit_post(post, author, "Ничего такого")
    assert fresh(post).state == PostState.HELD


def test_delete_leaves_a_trace(topic, author):
    post = posts.add_post(author, topic, "Лишнее")
    with pytest.raises(PermissionDenied):
        posts.delete_post(post, UserFactory())
    assert posts.delete_post(post, author)
    assert not posts.delete_post(post, author)
    assert fresh(post).state == PostState.DELETED
    assert fresh(topic).post_count == 1
    assert log_of(post) == ["discussions.post", "discussions.delete"]


def test_topic_with_answers_is_not_taken_away(topic, author):
    first = fresh(topic).first_post
    answer = posts.add_post(UserFactory(), topic, "Ответ")
    with pytest.raises(PermissionDenied):
        posts.delete_post(first, author)
    posts.delete_post(answer, answer.author)
    assert posts.delete_post(first, author)
    assert not fresh(topic).is_visible


def test_held_post_deleted_needs_no_decision(topic, author):
    post = posts.add_post(author, topic, "Купите", is_trapped=True)
    posts.delete_post(post, author)
    assert not Case.objects.open().exists()


def test_moderator_takes_down_and_puts_back(topic, author, moderator, board, told):
    post = posts.add_post(author, topic, "Грубость")
    with pytest.raises(PermissionDenied):
        posts.hide_post(post, author, "Так")
    with pytest.raises(ValidationError):
        posts.hide_post(post, moderator, " ")
    assert posts.hide_post(post, moderator, "Оскорбление")
    assert not posts.hide_post(post, moderator, "Оскорбление")
    assert fresh(post).public_reason == "Оскорбление"
    assert fresh(board).post_count == 1
    assert posts.restore_post(post, moderator)
    assert fresh(post).public_reason == ""
    assert posts.remove_post(post, moderator, "Оскорбление")
    assert not posts.hide_post(post, moderator, "Оскорбление")
    assert fresh(topic).last_post == fresh(topic).first_post
    assert log_of(post)[1:] == ["discussions.hide", "discussions.restore", "discussions.remove"]
    assert [verb for verb in told if verb.startswith("post_")][-3:] == [
        "post_hidden", "post_restored", "post_removed",
    ]  # fmt: skip


def test_personal_data_is_taken_out(topic, author, moderator):
    with pytest.raises(PersonalDataFoundError) as caught:
        posts.add_post(author, topic, PHONE)
    keys = [one.key for one in caught.value.findings]
    post = posts.add_post(author, topic, PHONE, confirmed=keys)
    assert posts.redact_post(post, moderator, "Звоните в школу.", "Телефон")
    post = fresh(post)
    assert post.is_published
    assert post.source == "Звоните в школу."
    assert post.versions.get().source == PHONE
    assert not posts.redact_post(post, moderator, "Звоните в школу.", "Телефон")


def test_complaints_hold(topic, author):
    post = posts.add_post(author, topic, "Спорное")
    assert posts.hold_post(post, [HoldReason.COMPLAINTS])
    assert not posts.hold_post(post, [HoldReason.COMPLAINTS])
    assert fresh(post).hold_reasons == ["complaints"]


def test_counters_are_repaired(topic, board):
    Discussion.objects.update(post_count=7)
    Board.objects.update(topic_count=9)
    assert counters.recount(fresh(topic))
    assert not counters.recount(fresh(topic))
    assert fresh(board).topic_count == 1


def test_answer_is_forgotten_with_its_post(topic, author, moderator):
    answer = posts.add_post(author, topic, "Ответ")
    Discussion.objects.filter(pk=topic.pk).update(answer=answer)
    posts.hide_post(answer, moderator, "Неверно")
    assert fresh(topic).answer is None
    assert Post.objects.filter(pk=answer.pk).exists()
