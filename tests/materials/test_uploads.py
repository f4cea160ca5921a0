"""Files that arrive in parts: nothing is lost, nothing of others is touched, limits are told."""

import datetime
import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.enums import MembershipStatus, UserStatus
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory
from home.uploads.storage import private_storage
from materials import upload_places, uploads
from materials.fields import read_token
from materials.models import StoredFile, Upload

pytestmark = pytest.mark.django_db

ROOT = "/materials/uploads/"
LINES = ("Сравните дроби 5/9 и 7/9, объясните.\n" * 6000).encode()
PARTS = [LINES[at : at + 100_000] for at in range(0, len(LINES), 100_000)]


@pytest.fixture
def teacher():
    return MembershipFactory(hub=HubPageFactory(title="Математика")).user


@pytest.fixture
def hers(client, teacher):
    client.force_login(teacher)
    return client


def begin(client, name="Урок.txt", size=None):
    asked = {"name": name, "size": len(LINES) if size is None else size, "type": ""}
    return client.post(ROOT, json.dumps(asked), content_type="application/json")


def send(client, url, offset, data):
    return client.patch(
        url, data, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)}
    )


def send_all(client, content=LINES, name="Урок.txt", step=500_000):
    url = begin(client, name, len(content)).json()["url"]
    for at in range(0, len(content), step):
        answer = send(client, url, at, content[at : at + step])
    return answer


def kept_parts(url):
    folder = f"uploads/{url.strip('/').rpartition('/')[2]}"
    try:
        return private_storage().listdir(folder)[1]
    except FileNotFoundError:
        return []


def test_a_file_arrives_in_parts(hers, teacher):
    begun = begin(hers)
    assert begun.status_code == 201
    url = begun.json()["url"]
    at = 0
    for part in PARTS[:-1]:
        at += len(part)
        assert send(hers, url, at - len(part), part).json()["offset"] == at
    assert hers.head(url)["Upload-Offset"] == str(at)
    assert hers.get(url).json() == {"offset": at, "size": len(LINES)}
    done = send(hers, url, at, PARTS[-1]).json()
    assert (done["name"], done["size"], done["kind"]) == ("Урок.txt", len(LINES), "txt")
    assert done["is_picture"] is False
    stored = read_token(done["stored"], teacher)
    assert stored.pk == done["id"]
    assert stored.file.read() == LINES
    assert kept_parts(url) == []
    # Asked again, by a page that never heard the answer.
    assert hers.get(url).json()["id"] == stored.pk
    assert send(hers, url, at, PARTS[-1]).json()["id"] == stored.pk
    assert StoredFile.objects.count() == 1


def test_a_part_sent_twice_is_kept_once(hers):
    url = begin(hers).json()["url"]
    for _n in range(2):
        assert send(hers, url, 0, PARTS[0]).json()["offset"] == 100_000
    assert len(kept_parts(url)) == 1


@pytest.mark.parametrize("offset", [100_001, 50_000, 200_000])
def test_a_part_that_does_not_fit_is_told_where_to_go_on(hers, offset):
    url = begin(hers).json()["url"]
    send(hers, url, 0, PARTS[0])
    answer = send(hers, url, offset, PARTS[1])
    assert answer.status_code == 409
    assert answer.json()["offset"] == 100_000


def test_parts_left_by_a_server_that_fell_do_no_harm(hers, teacher):
    url = begin(hers).json()["url"]
    upload = Upload.objects.get()
    private_storage().save(f"uploads/{upload.pk}/0", io.BytesIO(b"half of it"))
    at = 0
    for part in PARTS:
        answer = send(hers, url, at, part)
        at += len(part)
    assert read_token(answer.json()["stored"], teacher).file.read() == LINES


def test_wrong_sizes_of_parts(hers):
    url = begin(hers).json()["url"]
    assert send(hers, url, 0, LINES[:100]).status_code == 422
    assert send(hers, url, 0, b"x" * (uploads.MAX_PART + 1)).status_code == 413
    answer = send(hers, url, 0, b"x" * (len(LINES) + 1))
    assert answer.status_code == 422
    assert "изменился" in answer.json()["error"]


@pytest.mark.parametrize("offset", ["", "-1", "x", "9" * 400, "1.5"])
def test_nonsense_instead_of_an_offset(hers, offset):
    url = begin(hers).json()["url"]
    assert send(hers, url, offset, PARTS[0]).status_code == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b'{"name": 5, "size": 3}', b'{"name": "x.txt"}', b"\xff\xfe",
     b'{"name": "x.txt", "size": "3"}', b'{"name": "x.txt", "size": -3}',
     b'{"name": "x.txt", "size": true}', b'{"name": "x.txt", "size": 1e3}', b"[" * 16000],
)  # fmt: skip
def test_nonsense_instead_of_a_beginning(hers, body):
    assert hers.post(ROOT, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("Урок.exe", 10, "Файлы .exe не принимаются"),
        ("Рисунок.svg", 10, "SVG"),
        ("План.docm", 10, "макросы"),
        ("Урок", 10, "нет расширения"),
        ("Урок.pdf", 0, "пуст"),
        ("Урок.pdf", 51 * 1024 * 1024, "51"),
        ("Урок.pdf", 10**30, "слишком большой"),
        ("\x00", 10, "нет расширения"),
        ("", 10, "нет расширения"),
    ],
)
def test_what_is_not_taken_is_told_before_it_is_sent(hers, name, size, words):
    answer = begin(hers, name, size)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Мои документы\\Урок 5.txt", "Урок 5.txt"),
        ("Пла\x00н.txt", "Пла н.txt"),
        ("Контрольная\u202etxt.exe.txt", "Контрольнаяtxt.exe.txt"),
    ],
)
def test_names_become_harmless(hers, name, kept):
    assert send_all(hers, name=name).json()["name"] == kept


@pytest.mark.parametrize("letters", ["ж" * 251, "x" * 5000])
def test_long_names_keep_their_extension(hers, letters):
    name = send_all(hers, name=f"{letters}.txt").json()["name"]
    assert name.endswith(".txt") and len(name.encode()) <= 255


def test_a_file_that_is_not_what_it_says_is_refused_whole(hers):
    answer = send_all(hers, b"MZ\x90\0\x03" + b"\0" * 100_000, "Урок.docx")
    assert answer.status_code == 422
    assert "программа" in answer.json()["error"]
    upload = Upload.objects.get()
    assert kept_parts(f"/{upload.pk}/") == []
    assert not StoredFile.objects.exists()
    # It stays refused, for a page that never heard the answer.
    url = reverse("materials:upload", args=[upload.pk])
    assert "программа" in hers.get(url).json()["error"]
    assert send(hers, url, 0, b"x" * 100_000).status_code == 422


def test_lost_parts_are_told(hers):
    url = begin(hers).json()["url"]
    send(hers, url, 0, LINES[:-10])
    upload = Upload.objects.get()
    private_storage().delete(f"uploads/{upload.pk}/0")
    answer = send(hers, url, len(LINES) - 10, LINES[-10:])
    assert answer.status_code == 422
    assert "не целиком" in answer.json()["error"]


def test_uploads_of_others_are_not_there(hers):
    url = begin(hers).json()["url"]
    stranger = Client()
    stranger.force_login(MembershipFactory(hub=HubPageFactory(title="Химия")).user)
    assert stranger.get(url).status_code == 404
    assert stranger.head(url).status_code == 404
    assert send(stranger, url, 0, PARTS[0]).status_code == 404
    assert stranger.delete(url).status_code == 404
    assert hers.get(url).json()["offset"] == 0
    assert hers.get(f"{ROOT}{uuid.uuid4()}/").status_code == 404


def test_an_expired_session_is_told_in_json(client, hers):
    url = begin(hers).json()["url"]
    hers.logout()
    for answer in [begin(client), client.get(url), send(client, url, 0, PARTS[0]),
                   client.get(ROOT)]:  # fmt: skip
        assert answer.status_code == 401
        assert answer.json()["sign_in"] == "/accounts/login/"


def test_a_request_without_the_forms_token_is_refused_and_a_fresh_one_is_given(teacher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    assert begin(client).status_code == 403
    told = client.get(ROOT).json()
    assert told["person"] == teacher.pk
    answer = client.post(
        ROOT,
        json.dumps({"name": "Урок.txt", "size": 5}),
        content_type="application/json",
        headers={"X-CSRFToken": told["csrf"]},
    )
    assert answer.status_code == 201
    assert client.patch(answer.json()["url"], b"12345").status_code == 403


def test_only_who_takes_part_may_upload(client):
    person = UserFactory(status=UserStatus.PENDING)
    MembershipFactory(user=person, hub=HubPageFactory())
    client.force_login(person)
    answer = begin(client)
    assert answer.status_code == 403
    assert "участники" in answer.json()["error"]


@pytest.mark.parametrize("is_asking", [False, True])
def test_who_is_in_no_hub_may_upload_for_what_takes_files_of_all(client, is_asking, monkeypatch):
    """Posts do. Without such a feature only a work takes files, and hubs have it."""
    person = UserFactory()
    if is_asking:
        MembershipFactory(user=person, hub=HubPageFactory(), status=MembershipStatus.REQUESTED)
    client.force_login(person)
    assert begin(client).status_code == 201
    monkeypatch.setattr(upload_places.hooks, "get_hooks", lambda name: [])
    assert begin(client).status_code == 403


def test_giving_up_deletes_what_has_come(hers):
    url = begin(hers).json()["url"]
    send(hers, url, 0, PARTS[0])
    assert kept_parts(url)
    assert hers.delete(url).status_code == 204
    assert not Upload.objects.exists() and kept_parts(url) == []
    assert hers.delete(url).status_code == 404


def test_so_much_in_a_day(hers, settings):
    settings.MAX_UPLOAD_MB_PER_DAY = 1
    assert send_all(hers).status_code == 200
    assert begin(hers, size=700_000).status_code == 422
    assert "1 МБ" in begin(hers, size=700_000).json()["error"]
    assert begin(hers, size=400_000).status_code == 201
    # What is still on its way counts too; yesterday's does not.
    assert begin(hers, size=400_000).status_code == 422
    StoredFile.objects.update(created_at=timezone.now() - datetime.timedelta(days=2))
    assert begin(hers, size=400_000).status_code == 201


def test_so_many_at_once(hers, teacher, monkeypatch):
    monkeypatch.setattr("materials.uploads.MAX_OPEN", 2)
    first = begin(hers).json()["url"]
    assert begin(hers).status_code == 201
    assert begin(hers).status_code == 422
    # One that was left behind makes room.
    Upload.objects.filter(pk=first.split("/")[3]).update(
        changed_at=timezone.now() - datetime.timedelta(hours=2)
    )
    assert begin(hers).status_code == 201
    assert hers.get(first).status_code == 404


def test_too_often(hers, settings):
    settings.MAX_UPLOADS_PER_HOUR = 2
    assert [begin(hers).status_code for _n in range(3)] == [201, 201, 429]


def test_abandoned_uploads_are_tidied(hers):
    old, new = begin(hers).json()["url"], begin(hers).json()["url"]
    for url in (old, new):
        send(hers, url, 0, PARTS[0])
    Upload.objects.filter(pk=old.split("/")[3]).update(
        changed_at=timezone.now() - datetime.timedelta(days=8)
    )
    orphan = f"uploads/{uuid.uuid4()}/0"
    private_storage().save(orphan, io.BytesIO(b"x"))
    call_command("tidy_files", stdout=io.StringIO())
    assert hers.get(old).status_code == 404 and kept_parts(old) == []
    assert hers.get(new).json()["offset"] == 100_000 and kept_parts(new)
    assert not private_storage().exists(orphan)


def test_a_form_takes_what_arrived_before_and_with_it(hers, teacher):
    done = send_all(hers).json()
    files = [SimpleUploadedFile("План.txt", b"plan"), SimpleUploadedFile("Игра.exe", b"MZ")]
    stored, refusals = uploads.collect(teacher, [done["stored"], done["stored"], "x"], files)
    assert [one.name for one in stored] == ["Урок.txt", "План.txt"]
    assert [name for name, _words in refusals] == ["", "Игра.exe"]
    assert uploads.collect(UserFactory(), [done["stored"]], [])[0] == []


def test_other_methods(hers):
    assert hers.put(ROOT).status_code == 405
    assert hers.post(begin(hers).json()["url"]).status_code == 405
