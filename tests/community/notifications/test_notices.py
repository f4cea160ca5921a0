"""News reaches those whom it concerns, once, in the ways they chose."""

import smtplib

import pytest
from django.core import mail
from django.template import engines
from django.urls import reverse
from wagtail import hooks

from community.notifications.enums import Channel
from community.notifications.models import Notice, NoticeChoice
from community.notifications.personal_data import NoticeData
from demo.factories.members import UserFactory
from home.plugins import NoticeKind
from subjects.signals import activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def kind(tmp_path, monkeypatch, person):
    """A kind of news of a made-up feature, told to ``person``."""
    # The engine remembers which templates there are not: each test has a name of its own.
    name = f"{tmp_path.name}.txt"
    (tmp_path / name).write_text(
        "О том, что {{ target }}\n\nЗдравствуйте, {{ recipient.first_name }}!\n\nПодробности здесь."
    )
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "dirs", [*engine.dirs, str(tmp_path)])
    kind = NoticeKind(
        verb="tests.happened",
        label="Новости проверки",
        group="Проверка",
        template=name,
        get_recipients=lambda event: [person, event.actor],
        get_url=lambda event: "/subjects/",
    )
    with hooks.register_temporarily("register_notice_kinds", lambda: [kind]):
        yield kind


def happen(actor, target="лист упал"):
    activity.send(sender=str, actor=actor, verb="tests.happened", target=target, hub=None)


def test_news_is_told_on_the_site_and_by_letter(
    client, person, kind, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        happen(UserFactory())
    client.force_login(person)
    page = client.get(reverse("notifications:notices")).content.decode().replace("\xa0", " ")
    assert "О том, что лист упал" in page and "Подробности здесь." in page
    letter = next(letter for letter in mail.outbox if letter.to == [person.email])
    assert letter.subject == "О том, что лист упал"
    assert "Здравствуйте" in letter.body and "/subjects/" in letter.body


def test_who_did_it_is_not_told(person, kind):
    happen(person)
    assert not Notice.objects.exists()


def test_a_letter_waits_until_the_change_is_stored(person, kind):
    happen(UserFactory())
    assert not mail.outbox


@pytest.mark.parametrize(
    ("channel", "notices", "letters"), [("email", 1, 1), ("site", 1, 0), ("none", 0, 0)]
)
def test_the_member_chooses(
    client, person, kind, channel, notices, letters, django_capture_on_commit_callbacks
):
    client.force_login(person)
    response = client.post(reverse("notifications:choose"), {"tests.happened": channel})
    assert response.status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        happen(UserFactory(email=None))
    assert Notice.objects.of(person).count() == notices
    assert len(mail.outbox) == letters


def test_what_must_come_comes(person, kind, django_capture_on_commit_callbacks):
    kind.is_mandatory = True
    NoticeChoice.objects.create(person=person, verb=kind.verb, channel=Channel.NONE)
    with django_capture_on_commit_callbacks(execute=True):
        happen(UserFactory(email=None))
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_letters_of_a_kind_are_stopped_by_the_link_in_one(
    client, person, kind, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        happen(UserFactory(email=None))
    url = "/" + mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    assert client.get(url).status_code == 200
    assert not NoticeChoice.objects.exists(), "a letter's reader must say so"
    assert client.post(url).status_code == 200
    assert NoticeChoice.objects.get().channel == Channel.SITE
    assert client.get(url[:-2] + "x/").status_code == 404


def test_a_mail_server_that_is_down_loses_no_notice(
    client, person, kind, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(self, fail_silently=False):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        happen(UserFactory())
    assert Notice.objects.of(person).count() == 1


def test_a_notice_leads_on_and_counts_as_read(client, person, kind):
    happen(UserFactory())
    notice = Notice.objects.get(recipient=person)
    client.force_login(person)
    response = client.get(notice.get_absolute_url())
    assert response.headers["Location"] == "/subjects/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_somebody_elses_notice_is_not_there(client, person, kind):
    happen(UserFactory())
    client.force_login(UserFactory())
    notice = Notice.objects.get(recipient=person)
    assert client.get(notice.get_absolute_url()).status_code == 404
    client.post(reverse("notifications:mark_all_read"))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_marked_as_read_by_a_form(client, person, kind):
    happen(UserFactory())
    client.force_login(person)
    url = reverse("notifications:mark_all_read")
    assert client.get(url).status_code == 405
    client.post(url)
    assert not Notice.objects.of(person).unread().exists()


def test_before_the_first_notice_one_may_choose_already(client, person):
    client.force_login(person)
    assert reverse("notifications:choose") in client.get("/me/notices/").content.decode()
    assert "(необязательно)" not in client.get("/me/notifications/").content.decode()


def test_pages_cost_the_same_for_few_and_many(client, person, kind, django_assert_max_num_queries):
    Notice.objects.bulk_create(
        Notice(recipient=person, verb=kind.verb, title=f"Новость {number}") for number in range(95)
    )
    client.force_login(person)
    with django_assert_max_num_queries(16):
        response = client.get(reverse("notifications:notices"))
    assert response.content.decode().count("notice-row-title") == 30
    assert client.get(reverse("notifications:notices"), {"page": 5}).status_code == 404
    assert client.get(reverse("notifications:notices"), {"page": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["notices", "choose", "mark_all_read"])
def test_visitors_are_asked_to_sign_in(client, name):
    response = client.post(reverse(f"notifications:{name}"))
    assert response.status_code == 302 and "login" in response.headers["Location"]


def test_an_impossible_choice_is_refused(client, person, kind):
    client.force_login(person)
    response = client.post(reverse("notifications:choose"), {"tests.happened": "pigeon"})
    assert response.status_code == 200
    assert not NoticeChoice.objects.exists()


def test_what_others_were_told_of_somebody_goes_with_her_by_any_name(person, kind):
    leaving = UserFactory(last_name="Попов", first_name="Артём", middle_name="")
    namesake = UserFactory(last_name="Попова", first_name="Анна", middle_name="")
    actor = UserFactory()
    happen(actor, target=leaving)
    happen(actor, target=namesake)
    happen(actor, target=f"пришёл {leaving.get_community_name()}")
    happen(actor, target=f"пришла {namesake.get_community_name()}")
    leaving.first_name = "Александр"
    NoticeData().erase(leaving, "Бывший участник")
    told = "\n".join(Notice.objects.of(person).order_by("pk").values_list("title", flat=True))
    assert "Артём" not in told
    assert told.splitlines() == [
        f"О том, что {namesake}",
        "О том, что пришёл Бывший участник",
        "О том, что пришла А. Попова",
    ]
