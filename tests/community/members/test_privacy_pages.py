"""The pages of texts, consents, copies of data and deletion, as a person meets them."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from community.members.actions import consents, exports, texts
from community.members.enums import ConsentKind, ConsentSource
from community.members.models import AccountDeletion, Consent, ConsentText, DataExport
from demo.factories.members import (
    PASSWORD,
    ConsentTextFactory,
    PortfolioEntryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
RULES, DATA, NAME = ConsentKind.RULES, ConsentKind.PERSONAL_DATA, ConsentKind.PUBLIC_NAME
LOGIN, DUE, DELETE, COPY = "/accounts/login/", "/accounts/consents/", "/me/delete/", "/me/data/"


@pytest.fixture
def person():
    return UserFactory(username="teacher", last_name="Рябинина", name_is_public=False)


@pytest.fixture
def published():
    return {kind: ConsentTextFactory(kind=kind, version=1) for kind in ConsentKind.values}


def sign_in(client, person):
    form = {"login": person.username, "password": PASSWORD}
    return client.post(LOGIN, form, follow=True)


def html_of(response):
    return BeautifulSoup(response.content, "lxml")


def words_of(response):
    """The page's source with plain spaces: typography puts others after short words."""
    return response.content.decode().replace("\u00a0", " ")


def agree(published, *kinds):
    return {f"consent_{kind}": str(published[kind].pk) for kind in kinds}


# -- Texts -------------------------------------------------------------------------------


def test_a_text_is_there_for_everybody(client, published):
    ConsentTextFactory(kind=RULES, version=2, title="Новые правила", changes="Добавлено о копиях.")
    ConsentTextFactory(kind=RULES, version=3, title="Черновик", published_at=None)
    response = client.get("/texts/rules/")
    assert "Новые правила" in words_of(response)
    assert "Добавлено о копиях." in words_of(response)
    assert not response.cookies
    old = words_of(client.get("/texts/rules/1/"))
    assert "больше не действует" in old and "noindex" in old
    assert 'href="/texts/rules/"' in old
    for address in ("/texts/rules/3/", "/texts/rules/99999999999999999999/", "/texts/nothing/"):
        assert client.get(address).status_code == 404
    assert client.get("/texts/nothing/1/").status_code == 404


def test_the_foot_names_texts_in_force_and_no_others(client):
    assert "/texts/" not in words_of(client.get("/materials/"))
    ConsentTextFactory(kind=RULES, version=1)
    foot = html_of(client.get("/materials/")).select_one("footer")
    assert foot.find("a", href="/texts/rules/").text == "Правила сообщества"
    assert foot.find("a", href="/texts/personal_data/") is None


def test_the_foot_costs_nothing_once_it_is_known(client, published, django_assert_num_queries):
    client.get("/materials/")
    from community.members.texts import footer_links

    with django_assert_num_queries(0):
        assert len(footer_links()) == 2


# -- At sign-in --------------------------------------------------------------------------


def test_who_has_not_agreed_is_asked_and_goes_on(client, person, published):
    response = sign_in(client, person)
    assert response.request["PATH_INFO"] == DUE
    response = client.get("/materials/?q=1")
    assert response.status_code == 302 and response["Location"].startswith(DUE)
    page = html_of(client.get(response["Location"]))
    assert len(page.select("main input[type=checkbox]")) == 2
    assert not page.select("main input[checked]")
    form = {"next": page.select_one("main input[name=next]")["value"]}
    assert html_of(client.post(DUE, form)).select(".field-error")
    assert not Consent.objects.exists()
    response = client.post(DUE, form | agree(published, RULES, DATA))
    assert response["Location"] == "/materials/?q=1"
    assert client.get("/materials/").status_code == 200
    assert set(Consent.objects.values_list("source", flat=True)) == {ConsentSource.SIGN_IN}
    # A second click on the button.
    assert client.post(DUE, form | agree(published, RULES, DATA)).status_code == 302
    assert Consent.objects.count() == 2


def test_a_new_version_is_asked_with_what_changed(client, person, published, admin_user):
    consents.give_all(person, published.values(), ConsentSource.REGISTRATION)
    draft = texts.start_version(RULES, admin_user)
    draft.changes = "Теперь можно публиковать работы учеников."
    draft.save()
    texts.publish(draft, admin_user)
    text = sign_in(client, person).content.decode()
    assert "Теперь можно публиковать" in text
    assert text.count('type="checkbox"') == 1


def test_nothing_is_asked_without_texts(client, person):
    assert sign_in(client, person).request["PATH_INFO"] == "/"
    assert client.get(DUE)["Location"] == "/"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", DUE, "\x00"])
def test_one_goes_on_to_this_site_only(client, person, published, address):
    client.force_login(person)
    form = agree(published, RULES, DATA) | {"next": address}
    assert client.post(DUE, form)["Location"] == "/"


def test_who_does_not_agree_may_leave_with_the_data(client, person, published):
    sign_in(client, person)
    for address in (COPY, DELETE, "/me/consents/"):
        assert client.get(address).status_code == 200, address
    assert client.post(reverse("account_logout")).status_code == 302


# -- In /me/ -----------------------------------------------------------------------------


def test_consents_are_taken_back_and_given_again(client, person, published):
    consents.give_all(person, published.values(), ConsentSource.REGISTRATION)
    client.force_login(person)
    page = words_of(client.get("/me/consents/"))
    assert "редакция 1" in page
    withdraw = "/me/consents/public_name/withdraw/"
    assert "Участник сообщества" in words_of(client.get(withdraw))
    person.refresh_from_db()
    assert person.name_is_public
    for _ in range(2):
        assert client.post(withdraw)["Location"] == "/me/consents/"
    person.refresh_from_db()
    assert not person.name_is_public
    give = "/me/consents/public_name/give/"
    assert client.get(give).status_code == 405
    client.post(give, {"text": str(published[NAME].pk)})
    person.refresh_from_db()
    assert person.name_is_public
    client.post(give, {"text": "1\x00"})
    assert client.get("/me/consents/nothing/withdraw/").status_code == 404
    assert client.post("/me/consents/nothing/give/").status_code == 404


def test_whoever_takes_the_rules_back_is_asked_at_once(client, person, published):
    consents.give_all(person, published.values(), ConsentSource.REGISTRATION)
    sign_in(client, person)
    client.post("/me/consents/rules/withdraw/")
    assert client.get("/materials/")["Location"].startswith(DUE)
    assert "новая редакция" not in client.get(DUE).content.decode()
    client.post("/me/consents/rules/give/", {"text": str(published[RULES].pk)})
    assert client.get("/materials/").status_code == 200


def test_pages_are_for_those_who_are_in(client):
    for address in (DUE, "/me/consents/", COPY, DELETE, "/me/consents/rules/withdraw/"):
        assert client.get(address)["Location"].startswith(LOGIN), address


# -- A copy of the data --------------------------------------------------------------------


@pytest.fixture
def copy(client, person, django_capture_on_commit_callbacks, mailoutbox):
    entry = PortfolioEntryFactory(person=person, title="Курсы", scan_name="Диплом.pdf")
    entry.scan.save("scan.pdf", ContentFile(b"scan"))
    consents.give(person, ConsentTextFactory(kind=RULES, version=1))
    client.force_login(person)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(COPY)["Location"] == COPY
    return DataExport.objects.get()


def test_the_copy_holds_what_the_site_knows(client, copy, person, mailoutbox):
    assert "/download/" in words_of(client.get(COPY))
    assert [letter.to for letter in mailoutbox] == [[person.email]]
    response = client.get(f"/me/data/{copy.pk}/download/")
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    with zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        profile = json.loads(archive.read("profile.json"))
        given = json.loads(archive.read("consents.json"))
        scan = next(name for name in names if name.endswith("Диплом.pdf"))
        assert archive.read(scan) == b"scan"
        assert scan.startswith("files/portfolio/")
        readme = archive.read("README.txt").decode("utf-8-sig")
    assert profile["surname"] == "Рябинина"
    assert given[0]["version"] == 1
    assert "profile.json" in readme
    assert person.password not in json.dumps(profile)


def test_somebody_elses_copy_is_not_there(client, copy):
    client.force_login(UserFactory())
    assert client.get(f"/me/data/{copy.pk}/download/").status_code == 404
    client.logout()
    assert client.get(f"/me/data/{copy.pk}/download/")["Location"].startswith(LOGIN)


def test_one_copy_an_hour(client, copy):
    client.post(COPY)
    assert DataExport.objects.count() == 1
    assert "раз в час" in words_of(client.get(COPY))
    DataExport.objects.update(created_at=timezone.now() - timedelta(hours=2))
    client.post(COPY)
    assert DataExport.objects.count() == 2


def test_a_copy_goes_after_a_week(client, copy):
    path = copy.file.name
    DataExport.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(f"/me/data/{copy.pk}/download/").status_code == 410
    assert exports.expire() == 1
    assert exports.expire() == 0
    assert not copy.file.storage.exists(path)
    assert client.get(COPY).status_code == 200


def test_a_failure_is_told_and_another_copy_may_be_asked_for(
    client, person, monkeypatch, mailoutbox, django_capture_on_commit_callbacks
):
    def fail(person):
        raise OSError("no room on the disk")

    client.force_login(person)
    monkeypatch.setattr(exports, "write_archive", fail)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(COPY)
    assert DataExport.objects.get().status == "failed"
    assert len(mailoutbox) == 1
    assert "Не получилось" in words_of(client.get(COPY))
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(COPY)
    assert DataExport.objects.filter(status="ready").count() == 1


# -- Deletion ------------------------------------------------------------------------------


def test_deletion_is_asked_for_and_called_off(client, person):
    sign_in(client, person)
    assert html_of(client.post(DELETE, {"signature": "name", "password": "нет"})).select(
        ".field-error"
    )
    assert html_of(client.post(DELETE, {"signature": "всё", "password": PASSWORD})).select(
        ".field-error"
    )
    assert not AccountDeletion.objects.exists()
    response = client.post(DELETE, {"signature": "name", "password": PASSWORD}, follow=True)
    assert "будет удалена" in words_of(response)
    assert "_auth_user_id" not in client.session
    assert AccountDeletion.objects.get().keeps_name
    # She comes back: nothing else is open, and one button calls it off.
    response = sign_in(client, person)
    assert response.request["PATH_INFO"] == DELETE
    assert "Передумать" in words_of(response)
    assert client.get("/materials/")["Location"].startswith(DELETE)
    assert client.get("/me/delete/cancel/").status_code == 405
    assert client.get(COPY).status_code == 200
    assert client.post("/me/delete/cancel/")["Location"] == "/me/"
    assert client.get("/materials/").status_code == 200
    assert not AccountDeletion.objects.exists()


def test_without_a_password_a_word_is_typed(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    page = html_of(client.get(DELETE))
    assert page.find("input", attrs={"name": "word"})
    client.post(DELETE, {"signature": "former", "word": "да"})
    assert not AccountDeletion.objects.exists()
    client.post(DELETE, {"signature": "former", "word": " Удалить "})
    assert not AccountDeletion.objects.get().keeps_name


def test_an_administrator_is_told_why_not(admin_client):
    assert "администратор" in words_of(admin_client.get(DELETE))
    admin_client.post(DELETE, {"signature": "former", "password": "password"})
    assert not AccountDeletion.objects.exists()


def test_taking_back_the_consent_to_processing_signs_out(client, person, published):
    consents.give_all(person, published.values(), ConsentSource.REGISTRATION)
    sign_in(client, person)
    address = "/me/consents/personal_data/withdraw/"
    assert "14 дней" in words_of(client.get(address))
    client.post(address)
    assert "_auth_user_id" not in client.session
    assert AccountDeletion.objects.filter(user=person).exists()


# -- The admin -----------------------------------------------------------------------------

TEXTS = "members_consenttext_modeladmin"


def test_a_text_is_written_and_published_in_the_admin(admin_client):
    response = admin_client.post(reverse(f"{TEXTS}_create"), {"kind": "rules"})
    draft = ConsentText.objects.get()
    edit = reverse(f"{TEXTS}_edit", args=[draft.pk])
    assert response["Location"] == edit
    body = json.dumps(
        {
            "blocks": [
                {
                    "key": "a1",
                    "text": "Пишем по делу.",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
            ],
            "entityMap": {},
        }
    )
    form = {"title": "Правила", "body": body, "changes": ""}
    assert admin_client.post(edit, form).status_code == 302
    index = words_of(admin_client.get(reverse(f"{TEXTS}_index")))
    assert "Опубликовать" in index
    publish = f"{reverse(f'{TEXTS}_bulk')}?act=publish&id={draft.pk}"
    assert "следующем входе" in words_of(admin_client.get(publish))
    draft.refresh_from_db()
    assert not draft.is_published
    for _ in range(2):
        admin_client.post(publish)
    draft.refresh_from_db()
    assert draft.is_published and "Пишем по делу" in draft.body
    assert admin_client.get(edit).status_code in {302, 403}
    assert admin_client.post(reverse(f"{TEXTS}_delete", args=[draft.pk])).status_code in {302, 403}
    assert ConsentText.objects.count() == 1
    admin_client.post(reverse(f"{TEXTS}_create"), {"kind": "rules"})
    second = ConsentText.objects.get(version=2)
    assert second.body == draft.body
    second.body = "<p>Пишем по делу и вежливо.</p>"
    second.save()
    shown = words_of(admin_client.get(reverse(f"{TEXTS}_inspect", args=[second.pk])))
    assert "Пишем по делу и вежливо." in shown and "Убрано из прежней" in shown


def test_the_register_shows_who_agreed(admin_client, person, published):
    consents.give_all(person, published.values(), ConsentSource.REGISTRATION)
    consents.withdraw(person, NAME)
    index = reverse("members_consent_modeladmin_index")
    page = words_of(admin_client.get(index))
    assert page.count("Рябинина") >= 4
    assert words_of(admin_client.get(index, {"state": "withdrawn"})).count("Рябинина") < 4
    table = admin_client.get(index, {"export": "csv"})
    assert "Рябинина" in b"".join(table.streaming_content).decode()
    row = Consent.objects.first()
    for act in ("edit", "delete"):
        address = reverse(f"members_consent_modeladmin_{act}", args=[row.pk])
        assert admin_client.post(address).status_code in {302, 403}
    assert Consent.objects.filter(pk=row.pk).exists()


def test_registers_are_for_site_editors(client, published, person):
    client.force_login(person)
    for name in (f"{TEXTS}_index", f"{TEXTS}_create", "members_consent_modeladmin_index"):
        assert client.get(reverse(name)).status_code in {302, 403}


def test_the_admin_says_what_is_missing(admin_client, published):
    assert "Не хватает текстов" not in words_of(admin_client.get("/admin/"))
    ConsentText.objects.all().delete()
    cache.clear()
    page = words_of(admin_client.get("/admin/"))
    assert "Нет текста согласия на обработку персональных данных" in page
