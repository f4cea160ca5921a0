"""One's own portfolio: what is entered, in which order, by whom alone."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import ModelLogEntry

from community.members.actions import deletion
from community.members.actions import portfolio as actions
from community.members.models import PortfolioEntry
from community.members.portfolio import limits, scans
from demo.factories.members import PortfolioEntryFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/me/portfolio/"
GPS = {1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 37.0, 3.0)}
VALID = {
    "kind": "course",
    "title": "Функциональная грамотность",
    "organisation": "Институт развития образования",
    "year": "2024",
    "end_year": "",
    "text": "72 часа",
    "url": "",
    "visibility": "members",
}


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def picture(kind="JPEG", size=(60, 40), exif=None):
    file = BytesIO()
    Image.new("RGB", size, "beige").save(file, kind, **({"exif": exif} if exif else {}))
    return file.getvalue()


def located_photo():
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825).update(GPS)
    return picture(exif=exif)


def upload(content, name):
    return SimpleUploadedFile(name, content)


def titles(person, kind="course"):
    return list(person.portfolio_entries.filter(kind=kind).values_list("title", flat=True))


def stored_files():
    """Paths of all that lies in the private storage under ``portfolio``."""
    storage, found, folders = storages["private"], [], ["portfolio"]
    while folders:
        folder = folders.pop()
        if not storage.exists(folder):
            continue
        names, files = storage.listdir(folder)
        folders += [f"{folder}/{name}" for name in names]
        found += [f"{folder}/{name}" for name in files]
    return found


@pytest.fixture(autouse=True)
def empty_storage():
    """Each test finds the storage as a new site has it."""
    for path in stored_files():
        storages["private"].delete(path)


def test_an_empty_portfolio_suggests_one_thing(client, person):
    page = client.get(LIST).content.decode()
    assert page.count("empty-state-title") == 1
    assert f"{reverse('members:me_portfolio_add')}?kind=education" in page


def test_an_entry_is_added_changed_and_deleted(client, person):
    response = client.post(reverse("members:me_portfolio_add"), VALID)
    entry = person.portfolio_entries.get()
    assert response.url == f"{LIST}#entry-{entry.pk}"
    change = reverse("members:me_portfolio_change", args=[entry.pk])
    client.post(change, VALID | {"title": "Читательская грамотность", "end_year": "2029"})
    entry.refresh_from_db()
    assert (entry.title, entry.years) == ("Читательская грамотность", "2024–2029")
    delete = reverse("members:me_portfolio_delete", args=[entry.pk])
    assert client.get(delete).status_code == 200
    assert person.portfolio_entries.exists()
    page = client.post(delete, follow=True)
    assert "Читательская грамотность" in page.content.decode()
    assert not person.portfolio_entries.exists()
    # The second click of a double click.
    assert client.post(delete).status_code == 302
    acts = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(acts) == [
        "members.portfolio_add", "members.portfolio_change", "members.portfolio_delete",
    ]  # fmt: skip


def test_saving_without_a_change_writes_nothing(client, person):
    entry = PortfolioEntryFactory(person=person, kind="award", text="", year=2025)
    data = {**VALID, "kind": "award", "title": entry.title, "organisation": "", "text": ""}
    change = reverse("members:me_portfolio_change", args=[entry.pk])
    client.post(change, data | {"year": "2025"})
    assert not ModelLogEntry.objects.exists()


def test_log_names_no_words_of_the_person(client, person):
    client.post(reverse("members:me_portfolio_add"), VALID)
    assert "грамотность" not in str(ModelLogEntry.objects.get().data)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "field-error"),
        ({"title": "я" * 301}, "300"),
        ({"kind": "weapons"}, "weapons"),
        ({"kind": ""}, "field-error"),
        ({"year": "в прошлом году"}, "Напишите год цифрами"),
        ({"year": "24"}, "Напишите год цифрами"),
        ({"year": "9" * 5000}, "Напишите год цифрами"),
        ({"year": "2099"}, "Этот год ещё не наступил"),
        ({"year": "1812"}, "Год слишком давний"),
        ({"year": "2024", "end_year": "2020"}, "Конец раньше начала"),
        ({"year": "", "end_year": "2020"}, "Напишите и год начала"),
        ({"year": "2020", "end_year": "2199"}, "Год слишком далёкий"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"url": "сайт школы"}, "пробелы"),
        ({"text": "я" * 10_000}, "2000"),
        ({"visibility": "god"}, "god"),
    ],
)
def test_wrong_input_is_told_at_its_field_and_stays(client, person, wrong, words):
    response = client.post(reverse("members:me_portfolio_add"), VALID | wrong)
    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert "Институт развития образования" in page
    assert not person.portfolio_entries.exists()


@pytest.mark.parametrize("typed", [" 2024 ", "2024 г.", "2024г"])
def test_years_are_understood_as_people_write_them(client, person, typed):
    client.post(reverse("members:me_portfolio_add"), VALID | {"year": typed})
    assert person.portfolio_entries.get().year == 2024


def test_an_address_without_its_beginning_gets_one(client, person):
    client.post(reverse("members:me_portfolio_add"), VALID | {"url": "example.org/article"})
    assert person.portfolio_entries.get().url == "https://example.org/article"


@pytest.mark.parametrize("name", ["change", "delete", "move"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_of_another_is_not_there(client, person, name, method):
    entry = PortfolioEntryFactory(title="Чужая запись")
    address = reverse(f"members:me_portfolio_{name}", args=[entry.pk])
    response = getattr(client, method)(address, VALID | {"step": "up"})
    assert response.status_code in {302, 404, 405}
    entry.refresh_from_db()
    assert entry.title == "Чужая запись"


@pytest.mark.parametrize("key", ["0", "999999999", "9" * 30, "9" * 5000])
def test_no_number_breaks_the_page(client, person, key):
    assert client.get(f"{LIST}{key}/").status_code == 404
    assert client.post(f"{LIST}{key}/move/", {"step": "up"}).status_code == 404


@pytest.mark.parametrize("name", ["me_portfolio", "me_portfolio_add"])
def test_whoever_is_not_signed_in_is_asked_to(client, name):
    response = client.get(reverse(f"members:{name}"))
    assert response.status_code == 302
    assert "/accounts/login/" in response.url


class TestOrder:
    @pytest.fixture
    def entries(self, person):
        names = ["первая", "вторая", "третья"]
        return [
            PortfolioEntryFactory(person=person, title=name, sort_order=place)
            for place, name in enumerate(names)
        ]

    def test_a_new_entry_stands_first_in_its_part(self, client, person, entries):
        PortfolioEntryFactory(person=person, kind="award", title="грамота")
        client.post(reverse("members:me_portfolio_add"), VALID | {"title": "новая"})
        assert titles(person) == ["новая", "первая", "вторая", "третья"]
        assert titles(person, "award") == ["грамота"]

    def test_buttons_move_one_place_and_stop_at_the_ends(self, client, person, entries):
        move = reverse("members:me_portfolio_move", args=[entries[0].pk])
        client.post(move, {"step": "down"})
        assert titles(person) == ["вторая", "первая", "третья"]
        client.post(move, {"step": "up"})
        client.post(move, {"step": "up"})
        client.post(move, {"step": "sideways"})
        assert titles(person) == ["первая", "вторая", "третья"]
        assert client.get(move).status_code == 405

    def test_dragging_saves_the_order(self, client, person, entries):
        other = PortfolioEntryFactory(title="чужая")
        keys = [entries[2].pk, other.pk, entries[0].pk, "x", "9" * 40]
        order = reverse("members:me_portfolio_order")
        response = client.post(order, {"kind": "course", "item": keys})
        assert response.status_code == 204
        assert titles(person) == ["третья", "первая", "вторая"]
        assert client.post(order, {"kind": "nothing", "item": keys}).status_code == 204

    def test_the_same_order_writes_nothing(self, entries, django_assert_num_queries, person):
        keys = [entry.pk for entry in entries]
        with django_assert_num_queries(5):
            assert not actions.order_entries(person, "course", keys)

    def test_an_entry_that_changes_its_part_stands_first_there(self, client, person, entries):
        PortfolioEntryFactory(person=person, kind="award", title="грамота")
        change = reverse("members:me_portfolio_change", args=[entries[1].pk])
        client.post(change, VALID | {"kind": "award", "title": "вторая"})
        assert titles(person, "award") == ["вторая", "грамота"]


def test_a_portfolio_has_its_limit(client, person, monkeypatch):
    monkeypatch.setattr(actions, "MAX_ENTRIES", 2)
    for _ in range(2):
        client.post(reverse("members:me_portfolio_add"), VALID)
    response = client.post(reverse("members:me_portfolio_add"), VALID)
    assert "не больше 2 записей" in response.content.decode()
    assert person.portfolio_entries.count() == 2


def test_the_list_costs_the_same_for_any_number(client, person, django_assert_max_num_queries):
    PortfolioEntryFactory.create_batch(12, person=person)
    client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(LIST)


class TestScan:
    @pytest.fixture(autouse=True)
    def commits(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            yield

    def add(self, client, content, name, **more):
        data = VALID | more | {"scan": upload(content, name)}
        return client.post(reverse("members:me_portfolio_add"), data)

    def test_a_photo_tells_neither_place_nor_phone(self, client, person):
        self.add(client, located_photo(), "Диплом.JPG")
        entry = person.portfolio_entries.get()
        assert entry.scan_name == "Диплом.jpg"
        assert "Диплом" not in entry.scan.name
        with entry.scan.open("rb") as file, Image.open(file) as kept:
            assert not kept.getexif()
            assert kept.format == "JPEG"

    @pytest.mark.parametrize(
        ("kind", "name"), [("PNG", "скан.png"), ("WEBP", "скан.webp"), ("HEIF", "фото.HEIC")]
    )
    def test_pictures_become_one_kind(self, client, person, kind, name):
        self.add(client, picture(kind, size=(4000, 20)), name)
        with person.portfolio_entries.get().scan.open("rb") as file, Image.open(file) as kept:
            assert (kept.format, max(kept.size)) == ("JPEG", limits.MAX_SCAN_SIDE)

    def test_a_pdf_stays_as_it_is(self, client, person):
        content = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
        self.add(client, content, "Удостоверение № 5.pdf")
        entry = person.portfolio_entries.get()
        with entry.scan.open("rb") as file:
            assert file.read() == content

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b"<html><script>alert(1)</script>", "диплом.html"),
            (b"<html><script>alert(1)</script>", "диплом.pdf"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "диплом.svg"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "диплом.png"),
            (b"MZ\x90\x00" + b"\x00" * 64, "диплом.jpg"),
            (b"\xff\xd8\xff\xe0" + b"\x00" * 200, "диплом.jpg"),
            (b"", "диплом.jpg"),
            (b"PK\x03\x04" + b"\x00" * 64, "диплом.pdf"),
        ],
    )
    def test_what_is_no_scan_is_refused_in_words(self, client, person, content, name):
        response = self.add(client, content, name)
        assert response.status_code == 200
        assert "field-error" in response.content.decode()
        assert not person.portfolio_entries.exists()
        assert stored_files() == []

    def test_a_bomb_of_pixels_is_refused(self, client, person):
        file = BytesIO()
        Image.new("1", (9000, 9000)).save(file, "PNG")
        page = self.add(client, file.getvalue(), "диплом.png").content.decode()
        assert "точек" in page
        assert not person.portfolio_entries.exists()

    def test_a_scan_outlives_a_mistake_in_another_field(self, client, person):
        page = self.add(client, picture(), "Диплом.jpg", year="давно")
        word = page.context["form"].data["kept"]
        assert "Диплом.jpg" in page.content.decode()
        assert len(stored_files()) == 1
        client.post(reverse("members:me_portfolio_add"), VALID | {"kept": word})
        assert person.portfolio_entries.get().scan_name == "Диплом.jpg"

    def test_what_was_kept_is_for_its_person_alone_and_is_not_kept_twice(self, client, person):
        word = self.add(client, picture(), "Диплом.jpg", year="давно").context["form"].data["kept"]
        word = self.add(client, picture(), "Диплом.jpg", year="давно").context["form"].data["kept"]
        assert len(stored_files()) == 1
        client.force_login(other := UserFactory())
        for stolen in [word, "мусор", word[:-3]]:
            client.post(reverse("members:me_portfolio_add"), VALID | {"kept": stolen})
        assert not other.portfolio_entries.exclude(scan="").exists()

    def test_a_form_that_is_never_sent_leaves_no_scan_behind(self, client, person):
        self.add(client, picture(), "Диплом.jpg", year="давно")
        assert scans.forget_abandoned_scans() == 0
        assert scans.forget_abandoned_scans(timezone.now() + timedelta(days=2)) == 1
        assert stored_files() == []

    def test_deletion_of_the_account_takes_the_kept_scan_too(
        self, client, person, django_capture_on_commit_callbacks
    ):
        self.add(client, picture(), "старый.jpg")
        self.add(client, picture(), "Диплом.jpg", year="давно")
        assert len(stored_files()) == 2
        deletion.request_deletion(person, keeps_name=False)
        with django_capture_on_commit_callbacks(execute=True):
            deletion.erase(person)
        assert stored_files() == []


@pytest.mark.parametrize("act", ["replace", "remove", "delete", "delete person"])
def test_a_scan_goes_with_its_entry(client, person, django_capture_on_commit_callbacks, act):
    with django_capture_on_commit_callbacks(execute=True):
        data = VALID | {"scan": upload(picture(), "старый.jpg")}
        client.post(reverse("members:me_portfolio_add"), data)
    (before,) = stored_files()
    entry = person.portfolio_entries.get()
    change = reverse("members:me_portfolio_change", args=[entry.pk])
    with django_capture_on_commit_callbacks(execute=True):
        if act == "replace":
            client.post(change, VALID | {"scan": upload(picture("PNG"), "новый.png")})
        elif act == "remove":
            client.post(change, VALID | {"removes_scan": "on"})
        elif act == "delete":
            client.post(reverse("members:me_portfolio_delete", args=[entry.pk]))
        else:
            person.delete()
    assert before not in stored_files()
    assert len(stored_files()) == (1 if act == "replace" else 0)


def test_a_pupil_has_nothing_to_choose(client):
    pupil = UserFactory(role="pupil")
    client.force_login(pupil)
    assert (
        'name="visibility"' not in client.get(reverse("members:me_portfolio_add")).content.decode()
    )
    client.post(reverse("members:me_portfolio_add"), VALID | {"visibility": "everybody"})
    assert PortfolioEntry.objects.get().visibility == "nobody"
