"""The drawn pictures: all there, described, light, and each diploma with its own words."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from demo.drawing import draw_diploma
from demo.texts import PICTURES, picture_texts, texts

LARGEST = 90 * 1024
AWARD = {
    "who": "Команда «Резонанс» Школы № 1",
    "what": "Турнир юных физиков: задача «Поющий бокал»",
    "level": "district",
    "place": "second",
    "date": date(2026, 11, 14),
}


def read(data):
    return Image.open(BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("key", picture_texts())
def test_picture_is_light_and_described(key):
    entry = picture_texts()[key]
    path = PICTURES / entry["file"]

    assert path.stat().st_size <= LARGEST
    assert entry["alt"]
    with Image.open(path) as picture:
        assert picture.size in {(1600, 1000), (600, 600), (1200, 630)}


def test_titles_differ_because_images_are_known_by_them():
    titles = [entry["title"] for entry in picture_texts().values()]

    assert len(set(titles)) == len(titles)


def test_every_picture_has_its_source_and_the_other_way_round():
    sources = PICTURES / "src"
    drawn = {path.relative_to(PICTURES).with_suffix("") for path in PICTURES.rglob("*.webp")}

    assert drawn == {path.relative_to(sources).with_suffix("") for path in sources.rglob("*.svg")}


def test_no_page_has_two_pictures():
    pages = [page for entry in picture_texts().values() for page in entry.get("pages", [])]

    assert len(set(pages)) == len(pages)


def test_portraits_are_of_people_of_the_cast():
    usernames = {entry["username"] for entry in texts("people")}

    for key in picture_texts():
        if key.startswith("portrait-"):
            assert key.removeprefix("portrait-") in usernames


def test_same_award_gives_same_bytes():
    assert draw_diploma(AWARD) == draw_diploma(AWARD)


@pytest.mark.parametrize(
    "change", [{"who": "Хор «Заречье»"}, {"place": "first"}, {"date": date(2025, 1, 2)}]
)
def test_diploma_says_what_the_award_says(change):
    difference = ImageChops.difference(
        read(draw_diploma(AWARD)), read(draw_diploma(AWARD | change))
    )

    assert difference.getbbox()


def test_awards_of_one_contest_share_the_blank():
    other = AWARD | {"what": "Турнир юных физиков, задача «Мост»"}
    corner = (0, 0, 1000, 330)

    difference = ImageChops.difference(
        read(draw_diploma(AWARD)).crop(corner), read(draw_diploma(other)).crop(corner)
    )

    assert not difference.getbbox()


@pytest.mark.parametrize(
    "place", ["first", "second", "third", "laureate", "diploma", "participant"]
)
@pytest.mark.parametrize("level", ["school", "district", "region", "country", "international"])
def test_every_level_and_place_has_words(level, place):
    diploma = read(draw_diploma(AWARD | {"level": level, "place": place}))

    assert diploma.size == (1000, 1414)
