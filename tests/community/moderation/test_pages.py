"""Complaining, and reading what was decided, on the site itself."""

import json

import pytest
from django.core import mail
from django.core.files.base import File
from django.urls import reverse

from community.discussions.models import Board
from community.moderation.actions.appeals import appeal, hear
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide_on
from community.moderation.enums import Act, ComplaintStatus, Rule, SanctionKind
from community.moderation.models import Appeal, Case, Complaint, Decision, WatchWord
from community.moderation.notices import NOTICE_KINDS, decision_url
from community.moderation.personal_data import ModerationData
from community.moderation.words import watched_in
from community.notifications.models import Notice
from demo.factories.materials import MaterialFactory
from demo.factories.members import ConsentTextFactory, UserFactory
from demo.factories.moderation import ComplaintFactory, DecisionFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db
BECAUSE = {"rule": Rule.SPAM, "reason": "Это реклама курсов."}


@pytest.fixture
def hub():
    return HubPageFactory()


@pytest.fixture
def author():
    return UserFactory()


@pytest.fixture
def work(hub, author):
    return MaterialFactory(hub=hub, owner=author, title="Дроби в пятом классе")


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def text_of(response):
    """What the page says, with ordinary spaces."""
    return response.content.decode().replace("\u00a0", " ")


def complaint_url(thing, kind="material"):
    return reverse("moderation:complain", args=[kind, thing.pk])


# -- Complaining ----------------------------------------------------------------------------


def test_material_page_leads_to_the_complaint(client, work):
    html = text_of(client.get(work.get_absolute_url()))
    assert complaint_url(work) in html
    response = client.get(complaint_url(work))
    assert response.status_code == 302
    assert "login" in response.url


def test_complaint_is_made_and_confirmed(client, work):
    reporter = UserFactory()
    client.force_login(reporter)
    assert "Дроби в пятом классе" in text_of(client.get(complaint_url(work)))
    response = client.post(complaint_url(work), {"rule": "copyright", "text": "Чужая работа."})
    assert response.url == complaint_url(work)
    assert "Ваша жалоба у модераторов" in text_of(client.get(response.url))
    client.post(complaint_url(work), {"rule": "spam", "text": "Ещё раз."})
    assert Complaint.objects.get().rule == Rule.COPYRIGHT


def test_what_is_missing_is_said_at_the_field(client, work):
    client.force_login(UserFactory())
    response = client.post(complaint_url(work), {"text": "Мои слова"})
    html = text_of(response)
    assert "Выберите, что не так" in html
    assert "Мои слова" in html
    html = text_of(client.post(complaint_url(work), {"rule": "other", "text": " "}))
    assert "Напишите, что не так" in html
    assert not Complaint.objects.exists()


def test_nobody_complains_of_her_own(client, work, author):
    client.force_login(author)
    assert "На себя не жалуются" in text_of(client.get(complaint_url(work)))
    client.post(complaint_url(work), {"rule": "spam"})
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("address", ["/complaints/material/999999/", "/complaints/star/1/"])
def test_nothing_to_complain_of(client, address):
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404


def test_drafts_are_not_there(client, hub):
    client.force_login(UserFactory())
    draft = MaterialFactory(hub=hub, live=False)
    assert client.get(complaint_url(draft)).status_code == 404


def test_complaining_of_a_person(client, author):
    client.force_login(UserFactory())
    assert complaint_url(author, "person") in text_of(client.get(author.get_absolute_url()))
    client.post(complaint_url(author, "person"), {"rule": "insult", "text": "Грубит."})
    assert Case.objects.get().hub is None


# -- Reading what was decided ---------------------------------------------------------------


def test_author_reads_the_decision_and_appeals_once(client, work, author, moderator):
    decision = decide_on(work, moderator, Act.HIDE, sanction=SanctionKind.HUB, **BECAUSE)
    client.force_login(author)
    assert "Дроби в пятом классе" in text_of(client.get("/me/decisions/"))
    address = reverse("moderation:decision", args=[decision.pk])
    html = text_of(client.get(address))
    for words in ["Это реклама курсов.", "Реклама или спам", "Запрет писать в хабе", "Обжаловать"]:
        assert words in html
    assert "Напишите хотя бы" in text_of(client.post(address, {"text": " "}))
    client.post(address, {"text": "Это не реклама."})
    client.post(address, {"text": "Совсем не реклама."})
    assert Appeal.objects.get().text == "Это не реклама."
    assert "Это не реклама." in text_of(client.get(address))


def test_decisions_of_others_are_not_found(client, work, moderator):
    decision = decide_on(work, moderator, Act.HIDE, **BECAUSE)
    client.force_login(UserFactory())
    address = reverse("moderation:decision", args=[decision.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "Верните."}).status_code == 404
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("name", ["my_decisions", "my_complaints"])
def test_visitors_sign_in_first(client, name):
    assert client.get(reverse(f"moderation:{name}")).status_code == 302


def test_own_complaints_are_listed(client, work, moderator):
    reporter = UserFactory()
    complain(work, reporter, Rule.SPAM, "Реклама курсов.")
    client.force_login(reporter)
    address = reverse("moderation:my_complaints")
    assert "Реклама курсов." in text_of(client.get(address))
    decide_on(work, moderator, Act.HIDE, **BECAUSE)
    html = text_of(client.get(address))
    assert "подтвердилась" in html
    assert work.get_absolute_url() not in html


def test_lists_ask_as_much_for_many(client, hub, author, django_assert_max_num_queries):
    def fill(number):
        for _ in range(number):
            DecisionFactory(case__target=MaterialFactory(hub=hub, owner=author))
            ComplaintFactory(reporter=author)

    client.force_login(author)
    fill(1)
    for address in ["/me/decisions/", "/me/decisions/complaints/"]:
        client.get(address)
        with django_assert_max_num_queries(30) as few:
            client.get(address)
        fill(4)
        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(address)


def test_suspended_people_appeal_by_the_letter(client, work, author):
    decision = decide_on(work, site_editor(), Act.HIDE, sanction=SanctionKind.SITE, **BECAUSE)
    address = decision_url(decision)
    assert "Это реклама курсов." in text_of(client.get(address))
    client.post(address, {"text": "Дайте объяснить."})
    assert Appeal.objects.get().author == author
    assert client.get(address[:-4] + "ABC/").status_code == 404


# -- Notices --------------------------------------------------------------------------------


def told(person):
    verbs = [kind.verb for kind in NOTICE_KINDS]
    notices = Notice.objects.filter(recipient=person, verb__in=verbs).order_by("pk")
    return list(notices.values_list("verb", flat=True))


def test_who_is_told_what(work, author, moderator, hub):
    reporter, other = UserFactory(), moderator_of(hub)
    complain(work, reporter, Rule.SPAM)
    assert told(moderator) == told(other) == ["case_opened"]
    decision = decide_on(work, moderator, Act.HIDE, **BECAUSE)
    assert told(author) == ["words_decided"]
    assert told(reporter) == ["complaints_decided"]
    letter = Notice.objects.get(recipient=author)
    assert "Это реклама курсов." in letter.text
    assert letter.url == reverse("moderation:decision", args=[decision.pk])
    made = appeal(decision, author, "Нет.")
    assert told(other) == ["case_opened", "decision_appealed"]
    assert told(moderator) == ["case_opened"]
    hear(made, other, False, "Согласны.")
    assert told(author) == ["words_decided", "appeal_heard"]
    assert told(reporter) == ["complaints_decided", "complaints_decided"]


def test_vain_complaints_do_not_trouble_the_author(work, author, moderator):
    reporter = UserFactory()
    complain(work, reporter, Rule.SPAM)
    decide_on(work, moderator, Act.APPROVE)
    assert told(author) == []
    assert told(reporter) == ["complaints_decided"]


def test_own_moderator_is_not_asked_to_decide_on_herself(hub):
    moderator, editor = moderator_of(hub), site_editor()
    work = MaterialFactory(hub=hub, owner=moderator)
    complain(work, UserFactory(), Rule.SPAM)
    assert told(moderator) == []
    assert told(editor) == ["case_opened"]


def test_decision_comes_by_letter(work, author, moderator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        decide_on(work, moderator, Act.HIDE, **BECAUSE)
    letter = next(one for one in mail.outbox if one.to == [author.email])
    for words in ["скрыто", "Это реклама курсов.", "обжаловать", "/me/decisions/"]:
        assert words in f"{letter.subject}\n{letter.body}"


# -- Words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "form", "text", "is_found"),
    [
        ("реклама", "any_form", "Много рекламы здесь", True),
        ("реклама", "exact", "Много рекламы здесь", False),
        ("реклама", "exact", "РЕКЛАМА!", True),
        ("купить диплом", "any_form", "Куплю дипломы", True),
        ("купить квартиру", "any_form", "можно купить квартиры недорого", True),
        ("купить квартиру", "any_form", "купить новую квартиру", False),
        ("ёлка", "exact", "елка", True),
        ("казино", "exact", "кaзинo", True),
        ("лом", "exact", "диплом", False),
        ("spam", "exact", "no spam, please", True),
    ],
)
def test_words_are_found_in_their_forms(word, form, text, is_found):
    WatchWord.objects.create(text=word, form=form)
    assert bool(watched_in(text)) == is_found


def test_list_of_words_is_kept(django_assert_num_queries):
    word = WatchWord.objects.create(text="казино", form="exact")
    assert watched_in("казино") == ["казино"]
    with django_assert_num_queries(0):
        assert watched_in("казино") == ["казино"]
    word.delete()
    assert watched_in("казино") == []


# -- Rules and data -------------------------------------------------------------------------


def test_rules_name_their_boards(client, hub):
    ConsentTextFactory(kind="rules")
    html = text_of(client.get(reverse("members:text", args=["rules"])))
    for board in Board.objects.filter(purpose__in=["rules", "moderation"]):
        assert board.title in html
    assert Board.objects.filter(purpose__in=["rules", "moderation"]).count() == 2


def test_personal_data_come_along_and_go(work, author, moderator):
    reporter = UserFactory()
    complain(work, reporter, Rule.SPAM, "Мой телефон 8 912 345-67-89")
    decision = decide_on(work, moderator, Act.HIDE, sanction=SanctionKind.WARNING, **BECAUSE)
    appeal(decision, author, "Не реклама.")
    hers = ModerationData().export(author)
    assert all(rows or name == "complaints.json" for name, rows in hers.items())
    said = json.dumps(hers, default=str, ensure_ascii=False)
    assert not any(isinstance(value, File) for value in hers.values())
    for person in [reporter, moderator]:
        assert person.username not in said
        assert person.get_community_name() not in said or person.last_name == author.last_name
    assert len(ModerationData().export(reporter)["complaints.json"]) == 1
    ModerationData().erase(reporter, "")
    complaint = Complaint.objects.get()
    assert (complaint.reporter, complaint.text) == (None, "")
    assert complaint.status == ComplaintStatus.UPHELD
    assert Case.objects.get().complaint_count == 1
    assert Decision.objects.exists()
