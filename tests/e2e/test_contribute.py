"""A teacher shares the photo of a worksheet from her phone, with all that goes wrong on the way:
the line is cut, the session expires. Nothing is lost, and a moderator publishes it."""

import re
import secrets
from io import BytesIO

import pytest
from PIL import Image

PASSWORD = "methodhub-demo"
PHONE = {"width": 360, "height": 800}
STEPS = re.compile(r"/materials/(new|\d+/edit(/about|/send)?)/")


def sign_in(page, name, next_url=None):
    if next_url is None:
        page.goto("/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form [type=submit]").first.click()
    page.wait_for_load_state()
    if "/consents/" in page.url:
        for consent in page.locator("main [type=checkbox]").all():
            consent.check()
        page.locator("main form [type=submit]").first.click()
        page.wait_for_load_state()


def photo():
    picture = BytesIO()
    noise = Image.effect_noise((900, 1200), 60).convert("RGB")
    noise.save(picture, "JPEG")
    return {"name": "IMG_2026.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def words_of(page):
    return page.locator("main").inner_text().replace("\u00a0", " ")


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.fixture
def teacher(page):
    page.set_viewport_size(PHONE)
    sign_in(page, "teacher")
    return page


def expire_session(page):
    """As when the browser was left open overnight."""
    page.context.clear_cookies(name="sessionid")


def test_from_the_photo_of_a_worksheet_to_the_published_material(teacher, browser, base_url):
    page, title = teacher, f"Лист о дробях {secrets.token_hex(3)}"
    page.goto("/subjects/mathematics/")
    page.get_by_role("link", name="Поделиться материалом").first.click()
    page.wait_for_url("**/materials/new/?hub=*")
    screens = []
    page.on("framenavigated", lambda frame: screens.append(STEPS.search(frame.url)))
    assert not is_too_wide(page)

    # The line breaks while the photo is on its way, and comes back.
    page.context.set_offline(True)
    page.locator("[data-plain] input[type=file]").set_input_files(photo())
    page.get_by_text("IMG_2026.jpg").first.wait_for()
    page.context.set_offline(False)
    page.locator("input[name=uploaded]").first.wait_for(state="attached", timeout=20_000)
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/edit/about/")
    assert not is_too_wide(page)

    # The session expires under the second step: she signs in and finds all she has typed.
    page.get_by_label("Название").fill(title)
    page.get_by_label("Коротко").fill("Рабочий лист для пятого класса: сравниваем дроби.")
    page.get_by_label("Что это").select_option("worksheet")
    page.get_by_label("5 класс").check()
    page.get_by_label("Я автор или у меня").check()
    expire_session(page)
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    sign_in(page, "teacher", next_url="")
    page.wait_for_url("**/edit/about/")
    page.get_by_text("Восстановлено").wait_for()
    assert page.get_by_label("Название").input_value() == title
    assert page.get_by_label("5 класс").is_checked()

    # The line is cut when she presses the button: nothing happens to what she has typed.
    page.context.set_offline(True)
    page.get_by_role("button", name="Дальше").click()
    page.get_by_text("Сейчас нет связи").wait_for()
    assert page.get_by_label("Название").input_value() == title
    page.context.set_offline(False)
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/edit/send/")
    assert not is_too_wide(page)
    assert title in words_of(page)
    send = page.get_by_role("button", name="Отправить на проверку")
    send.wait_for(timeout=30_000)
    send.click()
    page.wait_for_url("**/work/")
    assert "Ждёт модератора" in words_of(page)
    assert not is_too_wide(page)
    steps = [step.group() for step in screens if step]
    assert len(set(steps)) <= 3, steps

    publish(browser, base_url, page.url)
    page.reload()
    page.get_by_role("link", name="Посмотреть на сайте").click()
    page.wait_for_load_state()
    assert title in words_of(page)
    visitor = browser.new_context(base_url=base_url)
    assert visitor.request.get(page.url).ok
    visitor.close()


def publish(browser, base_url, work_url):
    """A moderator of the hub looks at the work in the admin and approves it."""
    context = browser.new_context(base_url=base_url, locale="ru-RU")
    page = context.new_page()
    sign_in(page, "moderator-mathematics")
    number = re.search(r"/materials/(\d+)/", work_url)[1]
    page.goto(f"/admin/snippets/materials/material/edit/{number}/")
    # The button may stand in a closed menu.
    page.locator("[data-workflow-action-name=approve]").first.dispatch_event("click")
    with page.expect_navigation():
        page.locator(".modal").get_by_role("button", name="Одобрить и опубликовать").click()
    context.close()


def test_what_was_typed_before_the_first_saving_comes_back(teacher):
    page = teacher
    page.goto("/materials/new/")
    page.get_by_text("Текст на странице").click()
    page.locator("[name=text]").fill("Набрано на телефоне")
    page.goto("/materials/")
    page.goto("/materials/new/")
    page.get_by_text("Восстановлено").wait_for()
    assert page.locator("[name=text]").input_value() == "Набрано на телефоне"
    page.get_by_role("button", name="Вернуть как было").click()
    page.wait_for_load_state()
    assert page.locator("[name=text]").input_value() == ""


def test_two_windows_show_both(teacher):
    page = teacher
    page.goto("/materials/new/")
    page.get_by_text("Текст на странице").click()
    page.locator("[name=text]").fill("Текст")
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/edit/about/")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Название").fill("Из второго окна")
    other.get_by_role("button", name="Сохранить и выйти").click()
    other.wait_for_url("**/work/")
    page.get_by_label("Название").fill("Из первого окна")
    page.get_by_role("button", name="Сохранить и выйти").click()
    page.get_by_text("Из второго окна").first.wait_for()
    assert page.get_by_label("Название").input_value() == "Из первого окна"
    page.get_by_role("button", name="Сохранить и выйти").click()
    page.wait_for_url("**/work/")
    assert "Из первого окна" in words_of(page)
