"""What the look promises in a browser: it works without scripts, at any size, and weighs little."""

import gzip
from urllib.parse import urlsplit

import pytest

GUIDE = "/styleguide/"
HUB = "/subjects/mathematics/"
KIB = 1024


@pytest.fixture
def plain_page(browser, base_url):
    """A phone whose browser runs no scripts."""
    size = {"width": 360, "height": 780}
    context = browser.new_context(base_url=base_url, viewport=size, java_script_enabled=False)
    yield context.new_page()
    context.close()


def overflow(page):
    """How far the page reaches beyond the screen, in pixels."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def test_the_menu_opens_on_a_phone_without_scripts(plain_page):
    plain_page.goto("/")
    link = plain_page.locator(".site-menu-link", has_text="Материалы")
    assert not link.is_visible()
    plain_page.locator(".site-menu > summary").click()
    link.click()
    assert urlsplit(plain_page.url).path == "/materials/"


def test_the_reading_panel_works_without_scripts(plain_page):
    plain_page.goto(HUB)
    plain_page.locator(".reading-panel > summary").click()
    plain_page.locator("[name=theme][value=contrast]").check()
    plain_page.locator("[name=size][value='3']").check()
    plain_page.locator("[data-reading] button:not([name])").click()
    assert urlsplit(plain_page.url).path == HUB
    html = plain_page.locator("html")
    assert html.get_attribute("data-theme") == "contrast"
    assert html.get_attribute("data-size") == "3"


def test_the_reading_panel_shows_a_choice_at_once_and_remembers_it(page):
    page.goto(HUB)
    page.locator(".reading-panel > summary").click()
    with page.expect_response(lambda response: "/display/" in response.url):
        page.locator("[name=theme][value=dark]").check()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_escape_closes_the_menu_and_gives_the_focus_back(page):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/")
    page.locator(".site-menu > summary").click()
    page.keyboard.press("Escape")
    assert not page.locator(".site-menu").get_attribute("open")
    assert page.evaluate("document.activeElement.matches('.site-menu > summary')")


def test_the_first_stop_of_the_keyboard_skips_the_header(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_filter_answers_without_a_reload(page):
    page.goto("/materials/")
    page.evaluate("window.isTheSamePage = true")
    with page.expect_response(lambda response: "kind=" in response.url):
        page.locator("[data-filters] [name=kind]").select_option(index=1)
    page.wait_for_url("**/materials/?**kind=*")
    page.locator("[data-results]:not([data-busy])").last.wait_for()
    assert page.evaluate("window.isTheSamePage")


def test_filters_work_without_scripts(plain_page):
    plain_page.goto("/materials/")
    plain_page.locator("[data-filters] [name=kind]").select_option(index=1)
    plain_page.locator("[data-filters] button[type=submit]").click()
    assert "kind=" in plain_page.url


def test_a_video_asks_nothing_of_another_site_before_a_click(page):
    page.goto(GUIDE)
    assert page.locator("iframe").count() == 0
    page.locator("[data-embed-show]").click()
    frame = page.locator("iframe")
    assert frame.get_attribute("title")
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")


@pytest.mark.parametrize("address", ["/", HUB, "/materials/", "/for-parents/", GUIDE])
@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_largest_and_widest_text_fits_the_screen(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/display/?size=3&spacing=wide&next=/healthz")
    page.goto(address)
    assert overflow(page) <= 0


@pytest.mark.parametrize("address", ["/", HUB, "/materials/", "/announcements/"])
def test_a_first_visit_weighs_little(page, address):
    """HTML, CSS and JS up to 50 KiB compressed, fonts up to 65 KB, twelve requests without
    photographs; nothing from elsewhere."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    host = urlsplit(page.url).netloc
    assert not [answer.url for answer in answers if urlsplit(answer.url).netloc != host]
    own = [answer for answer in answers if "/media/" not in answer.url]
    assert len(own) <= 12, [answer.url for answer in own]
    kinds = {"text": 0, "fonts": 0}
    for answer in own:
        kind = answer.headers.get("content-type", "")
        if any(name in kind for name in ["html", "css", "javascript"]):
            kinds["text"] += len(gzip.compress(answer.body()))
        elif "font" in kind:
            kinds["fonts"] += len(answer.body())
    assert kinds["text"] <= 50 * KIB, kinds
    assert kinds["fonts"] <= 65_000, kinds
