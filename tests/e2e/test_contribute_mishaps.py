"""What goes wrong while a teacher shares a work: refused files, impatience, lost sessions."""

import io

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from .test_contribute import PHONE, expire_session, is_too_wide, sign_in, words_of

GPS = 34853


@pytest.fixture
def teacher(page):
    page.set_viewport_size(PHONE)
    sign_in(page, "teacher")
    return page


def photo_with_place():
    """As a telephone makes it: with the place where it was taken."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (IFDRational(55), IFDRational(45), IFDRational(7))}
    picture = io.BytesIO()
    Image.effect_noise((300, 400), 60).convert("RGB").save(picture, "JPEG", exif=exif)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def choose(page, *files):
    page.locator("[data-plain] input[type=file]").set_input_files(list(files))


def bad(name):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": b"MZ"}


def type_text(page, words):
    page.get_by_text("Текст на странице").click()
    page.locator("[name=text]").fill(words)


def test_refused_files_are_named_again_on_the_next_page(teacher):
    page = teacher
    page.goto("/materials/new/")
    choose(page, bad("вирус.exe"), photo_with_place())
    page.locator("input[name=uploaded]").first.wait_for(state="attached")
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/edit/about/")
    assert "«вирус.exe» не добавлен" in words_of(page)
    assert not is_too_wide(page)


def test_a_photo_loses_its_place(teacher):
    page = teacher
    page.goto("/materials/new/")
    choose(page, photo_with_place())
    page.locator("input[name=uploaded]").first.wait_for(state="attached")
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/edit/about/")
    page.get_by_role("button", name="Сохранить и выйти").click()
    page.wait_for_url("**/work/")
    page.get_by_role("link", name="Посмотреть материал").click()
    page.wait_for_url("**/look/")
    file = page.locator("main a[href*='/files/']").first.get_attribute("href")
    kept = Image.open(io.BytesIO(page.request.get(file).body()))
    assert kept.size == (300, 400) and GPS not in kept.getexif()


def test_impatience_makes_one_draft(teacher):
    page = teacher
    page.goto("/materials/new/")
    type_text(page, "Нетерпение")
    page.get_by_role("button", name="Дальше").dblclick()
    page.wait_for_url("**/edit/about/")
    number = page.url.split("/")[-4]
    page.go_back()
    page.wait_for_url("**/materials/new/")
    assert f"/materials/{number}/edit/" in page.content()


@pytest.mark.parametrize("act", ["Дальше", "Сохранить и выйти"])
def test_the_session_expires_under_the_first_step(teacher, act):
    page = teacher
    page.goto("/materials/new/")
    type_text(page, "До выхода")
    expire_session(page)
    page.get_by_role("button", name=act).click()
    page.wait_for_load_state()
    if "/accounts/login/" not in page.url:
        page.locator("main a[href*='/accounts/login/']").first.click()
    sign_in(page, "teacher", next_url="")
    page.wait_for_url("**/materials/new/**")
    assert page.locator("[name=text]").input_value() == "До выхода"


def test_the_session_expires_under_the_last_step(teacher):
    page = teacher
    page.goto("/materials/new/")
    type_text(page, "Последний шаг")
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/edit/about/")
    page.goto(page.url.replace("/about/", "/send/"))
    expire_session(page)
    page.get_by_role("button", name="Сохранить и выйти").click()
    page.wait_for_url("**/accounts/login/**")
    sign_in(page, "teacher", next_url="")
    page.wait_for_url("**/edit/send/")
    assert "Последний шаг" in words_of(page)


def test_a_form_that_is_too_large_comes_back(teacher):
    page = teacher
    page.goto("/materials/new/")
    type_text(page, "Набранное")
    page.locator("#contribute").evaluate(
        "form => { for (let n = 0; n < 10001; n++) form.append(Object.assign("
        "document.createElement('input'), { type: 'hidden', name: 'x' })) }"
    )
    page.get_by_role("button", name="Дальше").click()
    page.get_by_text("Это слишком много за один раз").first.wait_for()
    assert not is_too_wide(page)
    page.get_by_role("link", name="Вернуться к форме").click()
    page.get_by_text("Восстановлено").wait_for()
    assert page.locator("[name=text]").input_value() == "Набранное"
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/edit/about/")
