"""From "Join" to the first page as a member, on a phone: three screens, no more."""

import email
import re
import secrets
from email.policy import default

import pytest

PASSWORD = "сирень-у-школы"
PHONE = {"width": 360, "height": 800}


def wait_for_code(page, letters, address):
    """The code from the letter to ``address``; the server writes it before it answers."""
    for file in sorted(letters.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True):
        letter = email.message_from_bytes(file.read_bytes(), policy=default)
        if letter["To"] == address:
            return re.search(r"\b\d{6}\b", letter.get_content()).group()
    raise AssertionError(f"no letter to {address}")


@pytest.fixture
def open_registration(browser, browser_context_args):
    """The administrator lets newcomers in without approval, for the time of the test."""
    context = browser.new_context(**browser_context_args)
    admin = context.new_page()

    def choose(mode):
        admin.goto("/admin/settings/members/peoplesettings/")
        admin.select_option("[name=registration_mode]", mode)
        admin.locator("form [type=submit]").last.click()
        admin.wait_for_load_state()

    admin.goto("/accounts/login/?next=/admin/")
    admin.fill("[name=login]", "admin")
    admin.fill("[name=password]", "methodhub-demo")
    admin.locator("main form [type=submit]").first.click()
    admin.wait_for_url(re.compile("/(admin|accounts/consents)/"))
    if "/consents/" in admin.url:
        for consent in admin.locator("main [type=checkbox]").all():
            consent.check()
        admin.locator("main form [type=submit]").first.click()
        admin.wait_for_url("**/admin/")
    choose("open")
    yield
    choose("approval")
    context.close()


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_three_screens_from_join_to_the_first_page_as_a_member(
    page, letters, open_registration, faults
):
    screens = []
    page.on(
        "response",
        lambda answer: (
            screens.append(answer.url)
            if answer.request.is_navigation_request() and answer.status == 200
            else None
        ),
    )
    address = f"nina-{secrets.token_hex(4)}@example.org"
    page.set_viewport_size(PHONE)
    page.goto("/subjects/mathematics/")
    screens.clear()
    page.locator("main a[href*='/accounts/signup/?hub=']").first.click()
    page.wait_for_load_state()
    assert page.locator("[name=hubs]:checked").count() == 1
    page.get_by_label("Фамилия").fill("РЯБИНИНА")
    page.get_by_label("Имя", exact=True).fill(" нина ")
    page.get_by_label("Учитель", exact=True).check()
    page.get_by_label("Школа или другая организация").fill("школа")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert not is_too_wide(page)
    page.get_by_role("button", name="Дальше").click()
    page.get_by_label("Электронная почта").fill(f" {address} ")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Показать пароль").click()
    assert page.locator("[name=password]").get_attribute("type") == "text"
    for consent in page.locator("[name^=consent_]:not([name=consent_public_name])").all():
        consent.check()
    assert not is_too_wide(page)
    page.locator("main").get_by_role("button", name="Вступить").dblclick()
    page.wait_for_url("**/accounts/confirm-email/")
    page.fill("[name=code]", wait_for_code(page, letters, address))
    assert not is_too_wide(page)
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/accounts/welcome/")
    assert "Математика" in page.locator("main").inner_text()
    assert not is_too_wide(page)
    assert len(screens) - 1 <= 3, screens
    assert faults == []


def test_what_was_typed_survives_the_way_back_and_a_reload(page):
    page.set_viewport_size(PHONE)
    page.goto("/accounts/signup/")
    page.get_by_label("Фамилия").fill("Рябинина")
    page.get_by_label("Имя", exact=True).fill("Нина")
    page.get_by_label("Другое").check()
    page.get_by_role("button", name="Дальше").click()
    page.get_by_label("Электронная почта").fill("nina@example.org")
    page.get_by_role("button", name="Назад, к первому шагу").click()
    assert page.get_by_label("Фамилия").input_value() == "Рябинина"
    page.get_by_role("button", name="Дальше").click()
    assert page.get_by_label("Электронная почта").input_value() == "nina@example.org"
    page.reload()
    assert page.get_by_label("Электронная почта").input_value() == "nina@example.org"
    page.go_back()
    assert page.get_by_label("Фамилия").input_value() == "Рябинина"
