"""From a code on paper to the first page as a member, on a phone, without an e-mail: a
moderator makes the sheet, the teacher comes in by three screens."""

import re
import secrets

import pytest

PASSWORD = "сирень-у-школы"
PHONE = {"width": 360, "height": 800}


@pytest.fixture
def slip(browser, browser_context_args, cookies_of):
    """What stands on the slip of somebody new: name, code and user name."""
    context = browser.new_context(**browser_context_args)
    context.add_cookies(cookies_of("moderator-mathematics"))
    page = context.new_page()
    surname = "Ёлкин" + "".join(secrets.choice("абвгдежз") for _number in range(8))
    page.goto("/admin/members/invitationsheet/create/")
    page.fill("[name=title]", f"Школа № 1, {surname}")
    page.fill("[name=names]", f"1. {surname.upper()} ПЁТР ИЛЬИЧ")
    page.locator("[name=hubs]").first.check()
    page.locator("form:has([name=names]) [type=submit]").click()
    page.wait_for_url("**/invitation/?sheet=*")
    page.get_by_role("link", name=re.compile("Напечатать лист")).click()
    page.wait_for_url("**/print/*/")
    words = page.locator(".slip")
    yield {
        "name": words.locator("h2").inner_text(),
        "code": words.locator(".slip-code").inner_text(),
        "login": words.locator(".slip-login").inner_text(),
    }
    context.close()


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_three_screens_from_the_code_to_the_first_page_as_a_member(page, slip, faults):
    assert re.fullmatch(r"Ёлкин\w+ Пётр Ильич", slip["name"])
    page.set_viewport_size(PHONE)
    # First screen: the code.
    page.goto("/accounts/login/")
    page.locator("main a[href='/accounts/join/']").click()
    field = page.locator("main [name=code]")
    assert field.get_attribute("inputmode") == "numeric"
    field.fill(slip["code"].replace(" ", "-"))
    assert not is_too_wide(page)
    page.locator("main form [type=submit]").first.click()
    # Second screen: greeted by name; a password and the consents, no e-mail.
    page.wait_for_url("**/accounts/join/you/")
    assert "Пётр Ильич" in page.locator("h1").inner_text()
    assert page.locator(".login-name-value").inner_text() == slip["login"]
    assert not is_too_wide(page)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Показать пароль").click()
    assert page.locator("[name=password]").get_attribute("type") == "text"
    for kind in ["rules", "personal_data"]:
        if page.locator(f"[name=consent_{kind}]").count():
            page.check(f"[name=consent_{kind}]")
    page.locator("main form [type=submit]").first.dblclick()
    # Third screen: in.
    page.wait_for_url("**/accounts/welcome/")
    assert slip["login"] in page.locator("main").inner_text()
    assert not is_too_wide(page)
    # Next time by the user name and the password; the code opens nothing any more.
    page.context.clear_cookies()
    page.goto("/accounts/join/")
    page.fill("main [name=code]", slip["code"])
    page.locator("main form [type=submit]").first.click()
    assert page.locator(".field-error").count() == 1
    page.goto("/accounts/login/?next=/me/")
    page.fill("[name=login]", slip["login"])
    page.fill("[name=password]", PASSWORD)
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/me/")
    assert not faults


def test_the_sheet_on_paper_is_as_wide_as_paper(page, cookies_of, slip):
    page.context.add_cookies(cookies_of("moderator-mathematics"))
    page.goto("/admin/members/invitationsheet/")
    page.goto(page.locator("a[href*='/print/']").first.get_attribute("href"))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    assert not is_too_wide(page)
    assert not page.locator(".sheet-head").is_visible()
    assert page.locator(".slip-square path").first.is_visible()
