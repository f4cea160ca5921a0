"""The forms in which people write, and what they give back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.discussions import traps
from community.discussions.actions import posts
from community.discussions.enums import PostState
from community.discussions.models import DiscussionSettings, Post
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials.fields import make_token
from subjects.enums import WritingPolicy
from tests.home.uploads.samples import picture
from tests.sections.visits import count_queries

pytestmark = pytest.mark.django_db
PHONE = "Звоните: 8 912 345-67-89"


@pytest.fixture
def hers(client, author):
    client.force_login(author)
    return client


def reply_url(topic):
    return reverse("discussions:reply", args=[topic.pk])


def form_of(source, **more):
    return {"source": source, "shown_at": traps.stamp(), "form_key": "key-1", "act": "send", **more}


def text_of(response):
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_answer(hers, topic, author):
    page = text_of(hers.get(reply_url(topic)))
    assert 'name="source"' in page
    assert f'data-draft="post-discussion-{topic.pk}"' in page
    answer = hers.post(reply_url(topic), form_of("Согласна"))
    post = Post.objects.latest("pk")
    assert (answer.status_code, answer.url) == (302, f"/posts/{post.pk}/")
    assert (post.author, post.source) == (author, "Согласна")
    # The same form once more.
    assert hers.post(reply_url(topic), form_of("Согласна")).url == answer.url
    assert topic.posts.count() == 2


def test_answer_to_a_post(hers, topic):
    first = topic.posts.get()
    page = text_of(hers.get(f"{reply_url(topic)}?quote={first.pk}"))
    assert f"&gt; [сообщение № {first.pk}](/posts/{first.pk}/)" in page
    assert f'name="reply_to" value="{first.pk}"' in page
    hers.post(reply_url(topic), form_of("Да", reply_to=first.pk))
    assert Post.objects.latest("pk").reply_to == first


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "1.5"])
def test_answer_to_nothing(hers, topic, key):
    assert hers.get(reply_url(topic), {"reply": key, "quote": key}).status_code == 200
    assert hers.post(reply_url(topic), form_of("Да", reply_to=key)).status_code == 302


def test_faults_keep_what_was_typed(hers, topic):
    answer = hers.post(reply_url(topic), form_of("а" * 20_001))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Текст слишком длинный" in page
    assert "а" * 20_001 in page
    assert 'value="key-1"' in page
    assert 'data-draft-fresh="sent"' in page


def test_personal_data_is_marked_and_confirmed(hers, topic):
    answer = hers.post(reply_url(topic), form_of(PHONE))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "<mark>8 912 345-67-89</mark>" in page
    box = re.search(r'name="confirmed" value="([^"]+)"', page)[1]
    assert hers.post(reply_url(topic), form_of(PHONE, confirmed=box)).status_code == 302
    assert Post.objects.latest("pk").state == PostState.HELD


def test_too_often(hers, topic):
    limits = DiscussionSettings.current()
    limits.posts_per_ten_minutes = 1
    limits.save()
    answer = hers.post(reply_url(topic), form_of("Ещё"))
    assert answer.status_code == 429
    assert ">\nЕщё</textarea>" in text_of(answer)


def test_trap(hers, topic, settings):
    hers.post(reply_url(topic), form_of("Купите", website="https://a.ru"))
    assert Post.objects.latest("pk").hold_reasons == ["trap"]
    settings.SOONEST_FORM_SECONDS = 100
    hers.post(reply_url(topic), form_of("Быстро", form_key="key-2"))
    assert Post.objects.latest("pk").hold_reasons == ["trap"]


def test_preview_without_scripts(hers, topic):
    page = text_of(hers.post(reply_url(topic), form_of("**Вот**", act="preview")))
    assert "<strong>Вот</strong>" in page
    assert topic.posts.count() == 1


def test_what_closed_meanwhile_keeps_the_text(hers, topic):
    type(topic).objects.update(is_closed=True)
    answer = hers.post(reply_url(topic), form_of("Успела написать"))
    assert answer.status_code == 403
    assert "Успела написать</textarea>" in text_of(answer)
    assert hers.get(reply_url(topic)).status_code == 403


def test_signed_out_people_sign_in_and_come_back(client, topic):
    answer = client.post(f"{reply_url(topic)}?reply=7", form_of("Да"))
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={reply_url(topic)}%3Freply%3D7")


# -- Topics and comments -----------------------------------------------------------------


def test_new_topic(hers, board):
    url = f"{reverse('discussions:new_topic')}?board={board.pk}"
    page = text_of(hers.get(url))
    assert f'<option value="{board.pk}" selected>' in page
    form = form_of("С чего начать?", board=board.pk, title="Дроби", tags="дроби, 5 класс",
                   is_question="on")  # fmt: skip
    assert hers.post(url, form).status_code == 302
    topic = Post.objects.latest("pk").discussion
    assert (topic.title, topic.is_question, topic.board) == ("Дроби", True, board)
    assert {tag.name for tag in topic.tags.all()} == {"дроби", "5 класс"}


def test_new_topic_with_faults(hers, board):
    form = form_of("", board="x", title="а" * 300, tags="т" * 61)
    answer = hers.post(reverse("discussions:new_topic"), form)
    assert answer.status_code == 422
    assert "Напишите что-нибудь." in text_of(answer)
    form = form_of("Текст", board=board.pk, title="а" * 300)
    answer = hers.post(reverse("discussions:new_topic"), form)
    assert "Название слишком длинное" in text_of(answer)


def test_closed_boards_are_not_offered(hers, board):
    closed = HubPageFactory(writing_policy=WritingPolicy.CLOSED).boards.get()
    page = text_of(hers.get(reverse("discussions:new_topic")))
    assert f'<option value="{board.pk}"' in page
    assert f'<option value="{closed.pk}"' not in page


def test_comment(hers, hub):
    material = MaterialFactory(hub=hub)
    url = reverse("discussions:comment", args=["material", material.pk])
    assert hers.get(url).status_code == 200
    assert hers.post(url, form_of("Спасибо")).status_code == 302
    assert hers.get(reverse("discussions:comment", args=["poem", 1])).status_code == 404
    assert hers.get(reverse("discussions:comment", args=["material", 10**9])).status_code == 404


# -- Editing and deleting ----------------------------------------------------------------


def test_edit(hers, topic, author):
    post = topic.posts.get()
    url = reverse("discussions:edit", args=[post.pk])
    assert "наглядного" in text_of(hers.get(url))
    assert hers.post(url, form_of("Иначе")).status_code == 302
    post.refresh_from_db()
    assert (post.source, post.edited_by) == ("Иначе", author)


def test_edit_after_the_time(hers, topic):
    DiscussionSettings.objects.update_or_create(
        site=DiscussionSettings.current().site, defaults={"edit_minutes": 0}
    )
    url = reverse("discussions:edit", args=[topic.posts.get().pk])
    assert hers.get(url).status_code == 302
    answer = hers.post(url, form_of("Поздно"))
    assert answer.status_code == 403
    assert "истекло" in text_of(answer)
    assert "Поздно</textarea>" in text_of(answer)


def test_delete(hers, topic):
    post = posts.add_post(topic.author, topic, "Лишнее")
    url = reverse("discussions:delete", args=[post.pk])
    assert "Лишнее" in text_of(hers.get(url))
    assert post.is_published
    assert hers.post(url).status_code == 302
    post.refresh_from_db()
    assert post.state == PostState.DELETED


@pytest.mark.parametrize("name", ["edit", "delete"])
@pytest.mark.parametrize("who", ["visitor", "stranger", "moderator", "editor"])
def test_only_the_author(client, topic, hub, name, who):
    make = {
        "stranger": UserFactory,
        "moderator": lambda: moderator_of(hub),
        "editor": site_editor,
    }
    if who != "visitor":
        client.force_login(make[who]())
    url = reverse(f"discussions:{name}", args=[topic.posts.get().pk])
    expected = 302 if who == "visitor" else 404
    assert client.get(url).status_code == expected
    assert client.post(url, form_of("Чужое")).status_code == expected
    assert topic.posts.get().is_published


# -- Files -------------------------------------------------------------------------------


def file_url(post):
    row = post.attachments.get()
    return reverse("discussions:file", args=[post.pk, row.pk])


def test_files_come_with_the_form(hers, topic):
    upload = SimpleUploadedFile("Заметки.txt", b"first line\nsecond line")
    hers.post(reply_url(topic), form_of("Вот файл", files=upload))
    post = Post.objects.latest("pk")
    answer = hers.get(file_url(post))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_pictures_are_shown_in_the_page(hers, topic, author):
    photo = SimpleUploadedFile("доска.png", picture("png"))
    hers.post(reply_url(topic), form_of("Вот доска", files=photo))
    answer = hers.get(file_url(Post.objects.latest("pk")))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_refused_file_is_named_and_the_others_stay(hers, topic):
    files = [SimpleUploadedFile("a.txt", b"words"), SimpleUploadedFile("b.exe", b"MZ")]
    answer = hers.post(reply_url(topic), form_of("Вот", files=files))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "b.exe" in page
    assert "a.txt" in page
    token = re.search(r'name="uploaded" value="([^"]+)"', page)[1]
    hers.post(reply_url(topic), form_of("Вот", uploaded=token))
    assert Post.objects.latest("pk").attachments.get().stored.name == "a.txt"


def test_files_are_taken_out_when_editing(hers, topic, author):
    stored = [StoredFileFactory(uploaded_by=author) for _number in range(2)]
    post = posts.add_post(author, topic, "Два файла", files=stored)
    token = make_token(stored[1], author)
    hers.post(reverse("discussions:edit", args=[post.pk]), form_of("Один", uploaded=token))
    assert [row.stored for row in post.attachments.all()] == [stored[1]]


def test_who_may_have_a_file(client, topic, author, hub, moderator):
    stored = StoredFileFactory(uploaded_by=author)
    post = posts.add_post(author, topic, "Файл", files=[stored], is_trapped=True)
    url = file_url(post)

    def status(person):
        client.logout()
        if person is not None:
            client.force_login(person)
        return client.get(url).status_code

    assert [status(one) for one in (None, UserFactory(), author, moderator)] == [404, 404, 200, 200]
    posts.publish_post(post, moderator)
    assert [status(one) for one in (None, UserFactory())] == [200, 200]
    posts.hide_post(post, moderator, "Лишнее")
    assert [status(one) for one in (None, author, moderator)] == [404, 404, 200]
    assert client.get(url.replace(f"/posts/{post.pk}/", "/posts/1000000/")).status_code == 404


def test_files_of_others_are_not_taken(hers, topic):
    foreign = StoredFileFactory(uploaded_by=UserFactory())
    token = make_token(foreign, foreign.uploaded_by)
    assert hers.post(reply_url(topic), form_of("Чужой", uploaded=token)).status_code == 422


# -- While one types ---------------------------------------------------------------------


def test_preview(hers, topic):
    url = reverse("discussions:preview")
    person = UserFactory()
    answer = hers.post(url, {"source": f"**Вот** @{person.username}"}).json()
    assert "<strong>Вот</strong>" in answer["html"]
    assert person.get_community_name() in answer["html"]
    assert hers.post(url, {"source": "а" * 20_001}).status_code == 422
    assert hers.get(url).status_code == 405


def test_preview_is_for_members(client, hers):
    url = reverse("discussions:preview")
    client.logout()
    assert client.post(url, {"source": "а"}).status_code == 401
    client.force_login(UserFactory(status="pending"))
    assert client.post(url, {"source": "а"}).status_code == 403


def test_preview_is_not_for_programs(hers):
    url = reverse("discussions:preview")
    answers = [hers.post(url, {"source": "а"}).status_code for _number in range(62)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_people_are_offered(hers, client):
    UserFactory(username="n-ryabinina", last_name="Рябинина", first_name="Нина")
    UserFactory(username="u4821", last_name="Рябинин", first_name="Пётр", role="pupil")
    url = reverse("discussions:people")
    for text in ("рябин", "n-rya"):
        handles = [item["handle"] for item in hers.get(url, {"q": text}).json()["items"]]
        assert handles == ["n-ryabinina"], text
    assert hers.get(url, {"q": "\0"}).json() == {"items": []}
    client.logout()
    assert client.get(url, {"q": "рябин"}).json() == {"items": []}


def test_budgets(hers, topic, board):
    assert count_queries(hers, reply_url(topic)) <= 20
    for _number in range(10):
        HubPageFactory()
    assert count_queries(hers, reverse("discussions:new_topic")) <= 20


def test_the_topic_is_taken_away_while_she_answers(hers, topic):
    """Her words come back; what the topic was about does not."""
    topic.is_visible = False
    topic.save()
    assert hers.get(reply_url(topic)).status_code == 404
    answer = hers.post(reply_url(topic), form_of("Согласна, и вот почему"))
    page = text_of(answer)
    assert answer.status_code == 403
    assert "Согласна, и вот почему" in page
    assert str(topic) not in page


def test_a_topic_that_waits_is_not_written_into(hers, topic, author):
    topic.author, topic.is_visible = author, False
    topic.save()
    topic.posts.update(author=author, state=PostState.HELD)
    page = text_of(hers.get(topic.get_absolute_url()))
    assert "Тема ожидает проверки модератором" in page
    assert 'id="editor"' not in page
