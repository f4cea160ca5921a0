"""Photos: cut square, drawn anew, shown to whom the person chose; hostile files are refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pillow_heif import from_pillow

from community.members.enums import PersonRole
from community.members.models import User
from community.members.photo import photo_collection
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from home.models import SiteImage

pytestmark = pytest.mark.django_db

UPLOAD = "/me/profile/photo/"
REMOVE = "/me/profile/photo/remove/"
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
RED, GREEN, BLUE = (200, 20, 20), (20, 200, 20), (20, 20, 200)


def three_stripes(width=600, height=300):
    """Red, green and blue beside each other."""
    picture = Image.new("RGB", (width, height), GREEN)
    picture.paste(RED, (0, 0, width // 3, height))
    picture.paste(BLUE, (width - width // 3, 0, width, height))
    return picture


def as_file(picture, name="IMG_Кузьмина.jpg", kind="JPEG", **options):
    data = BytesIO()
    if kind == "HEIF":
        from_pillow(picture).save(data)
    else:
        picture.save(data, kind, **options)
    return SimpleUploadedFile(name, data.getvalue())


@pytest.fixture
def teacher(client):
    teacher = UserFactory(username="kuzmina", last_name="Кузьмина")
    client.force_login(teacher)
    return teacher


def photo_of(person):
    return User.objects.get(pk=person.pk).photo


def colours(image):
    """What stands at the left, in the middle and at the right."""
    with Image.open(image.file) as picture:
        side = picture.size[0]
        pixels = [picture.convert("RGB").getpixel((x, side // 2)) for x in (5, side // 2, side - 6)]
    names = {"red": RED, "green": GREEN, "blue": BLUE}
    return [
        min(names, key=lambda n: sum(abs(a - b) for a, b in zip(names[n], pixel, strict=True)))
        for pixel in pixels
    ]


def test_the_middle_is_taken_without_scripts(client, teacher):
    response = client.post(UPLOAD, {"photo": as_file(three_stripes())})
    assert response.status_code == 302 and response["Location"] == "/me/profile/"
    photo = photo_of(teacher)
    assert photo.width == photo.height == 300
    assert colours(photo)[1] == "green"
    assert photo.file.name.endswith(".webp")
    for words in [photo.title, photo.file.name, photo.description]:
        assert "Кузьмина" not in words and "IMG" not in words and "kuzmina" not in words


@pytest.mark.parametrize(
    ("crop", "expected"),
    [
        ({"crop_x": "0", "crop_y": "0", "crop_size": "180"}, ["red"] * 3),
        ({"crop_x": "420.4", "crop_y": "50", "crop_size": "180"}, ["blue"] * 3),
        # What leaves the picture is brought back into it.
        ({"crop_x": "9000", "crop_y": "-50", "crop_size": "180"}, ["blue"] * 3),
        ({"crop_x": "-5", "crop_y": "0", "crop_size": "1"}, ["red"] * 3),
        # What makes no sense is the middle.
        ({"crop_x": "nan", "crop_y": "inf", "crop_size": "x"}, None),
        ({"crop_x": "9" * 5000, "crop_y": "1e999", "crop_size": "-3"}, None),
        ({"crop_x": "\u0000", "crop_y": "", "crop_size": "5"}, None),
    ],
)
def test_the_square_that_was_chosen(client, teacher, crop, expected):
    response = client.post(UPLOAD, {"photo": as_file(three_stripes()), **crop})
    if response.status_code == 200:  # A character that no form takes.
        assert photo_of(teacher) is None
        return
    assert colours(photo_of(teacher)) == expected or expected is None


def test_nothing_is_left_of_where_and_when_it_was_taken(client, teacher):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "SecretPhone"
    exif.get_ifd(GPS)[2] = (55.0, 44.0, 33.0)
    picture = three_stripes()
    client.post(UPLOAD, {"photo": as_file(picture, exif=exif.tobytes(), comment=b"home")})
    photo = photo_of(teacher)
    with photo.file.open() as file:
        content = file.read()
    assert b"SecretPhone" not in content and b"Exif" not in content and b"home" not in content
    with Image.open(BytesIO(content)) as kept:
        assert not kept.getexif() and "exif" not in kept.info and "xmp" not in kept.info
        # Turned upright: the stripes lie now one over the other.
        column = [kept.getpixel((kept.width // 2, y)) for y in (5, kept.height - 6)]
    assert len(set(column)) == 2


def test_a_photo_of_a_telephone(client, teacher):
    heic = as_file(three_stripes(), name="photo.HEIC", kind="HEIF")
    assert client.post(UPLOAD, {"photo": heic}).status_code == 302
    assert photo_of(teacher).file.name.endswith(".webp")


def test_a_picture_with_holes_stands_on_white(client, teacher):
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    client.post(UPLOAD, {"photo": as_file(picture, "a.png", "PNG")})
    with Image.open(photo_of(teacher).file) as kept:
        assert min(kept.convert("RGB").getpixel((100, 100))) > 240


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def jpeg():
    return as_file(three_stripes()).read()


def png(picture):
    return as_file(picture, "a.png", "PNG").read()


HOSTILE = {
    "svg": ("face.svg", lambda: SVG),
    "svg named as jpeg": ("face.jpg", lambda: SVG),
    "page named as jpeg": ("face.jpg", lambda: b"<html><script>alert(1)</script></html>"),
    "program": ("face.png", lambda: b"MZ" + b"\0" * 200),
    "cut in two": ("face.jpg", lambda: jpeg()[: len(jpeg()) // 3]),
    "only the head": ("face.jpg", lambda: jpeg()[:30]),
    "empty": ("face.jpg", lambda: b""),
    "too many pixels": ("face.png", lambda: png(Image.new("1", (8000, 8000)))),
    "too small": ("face.png", lambda: png(Image.new("RGB", (20, 20)))),
    "pdf": ("face.pdf", lambda: b"%PDF-1.4"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_at_the_field(client, teacher, name):
    file_name, make = HOSTILE[name]
    response = client.post(UPLOAD, {"photo": SimpleUploadedFile(file_name, make())})
    assert response.status_code == 200
    assert response.context["form"].errors["photo"]
    assert photo_of(teacher) is None and not SiteImage.objects.exists()


def test_a_polyglot_is_only_a_picture_afterwards(client, teacher):
    picture = as_file(three_stripes()).read() + b"<script>alert(1)</script>PK\x03\x04"
    client.post(UPLOAD, {"photo": SimpleUploadedFile("a.jpg", picture)})
    photo = photo_of(teacher)
    if photo is not None:
        content = photo.file.open().read()
        assert b"script" not in content and b"PK\x03\x04" not in content


def test_the_old_photo_goes_with_its_file(client, teacher, django_capture_on_commit_callbacks):
    client.post(UPLOAD, {"photo": as_file(three_stripes())})
    old = photo_of(teacher)
    old.get_rendition("fill-192x192")
    storage, path = old.file.storage, old.file.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(UPLOAD, {"photo": as_file(three_stripes())})
    assert SiteImage.objects.get() == photo_of(teacher) != old
    assert not storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(REMOVE).status_code == 302
    assert photo_of(teacher) is None and not SiteImage.objects.exists()
    assert client.post(REMOVE).status_code == 302


def test_a_picture_of_the_site_is_not_deleted_with_a_photo(client, teacher):
    image = SiteImage.objects.create(title="x", file=as_file(three_stripes()), width=9, height=9)
    User.objects.filter(pk=teacher.pk).update(photo=image)
    client.post(REMOVE)
    assert photo_of(teacher) is None
    assert SiteImage.objects.filter(pk=image.pk).exists()


def test_looking_changes_nothing(client, teacher):
    client.post(UPLOAD, {"photo": as_file(three_stripes())})
    assert client.get(REMOVE).status_code == 405
    assert photo_of(teacher) is not None


def test_pupils_have_no_photos(client, teacher):
    pupil = UserFactory(role=PersonRole.PUPIL)
    client.force_login(pupil)
    assert client.get(UPLOAD).status_code == 404
    assert client.post(UPLOAD, {"photo": as_file(three_stripes())}).status_code == 404
    assert photo_of(pupil) is None


def test_the_face_is_shown_to_whom_the_person_chose(client, teacher):
    client.post(UPLOAD, {"photo": as_file(three_stripes())})
    stem = "fill-192x192"
    page = reverse("members:profile", args=["kuzmina"])
    assert stem in client.get(page).content.decode()
    client.logout()
    assert stem not in client.get(page).content.decode()
    User.objects.filter(pk=teacher.pk).update(visibility={"photo": "everybody"})
    assert stem in client.get(page).content.decode()
    User.objects.filter(pk=teacher.pk).update(name_is_public=False, visibility={"photo": "nobody"})
    client.force_login(UserFactory())
    assert stem not in client.get(page).content.decode()


def test_moderators_of_a_hub_do_not_leaf_through_faces(client, teacher):
    client.post(UPLOAD, {"photo": as_file(three_stripes())})
    assert photo_of(teacher).collection == photo_collection()
    client.force_login(moderator_of(HubPageFactory()))
    text = client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert str(photo_of(teacher).title) not in text
    assert client.get(reverse("wagtailimages:edit", args=[photo_of(teacher).pk])).status_code != 200
