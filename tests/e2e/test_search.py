"""Searching in a browser: suggestions by keyboard, corrections, facets, a phone, no scripts."""

from urllib.parse import parse_qs, urlsplit

import pytest

QUERY = "дроби"
OPEN = ".suggestions:not([hidden])"


@pytest.fixture
def plain_page(browser, base_url):
    """A phone whose browser runs no scripts."""
    size = {"width": 360, "height": 780}
    context = browser.new_context(base_url=base_url, viewport=size, java_script_enabled=False)
    yield context.new_page()
    context.close()


def asked_for(page):
    return parse_qs(urlsplit(page.url).query)


def test_a_suggestion_is_chosen_by_keyboard(page, faults):
    page.goto("/subjects/")
    box = page.locator("#site-search")
    box.press_sequentially("дроб")
    page.wait_for_selector(OPEN)
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = page.locator('.suggestions [aria-selected="true"]')
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    title = chosen.inner_text().split("\n")[0].strip()
    box.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path != "/subjects/")
    assert title.split()[0] in page.locator("main").inner_text()
    assert not faults


def test_escape_closes_the_list_and_enter_searches_for_what_was_typed(page):
    page.goto("/subjects/")
    box = page.locator("#site-search")
    box.press_sequentially("дроб")
    page.wait_for_selector(OPEN)
    box.press("Escape")
    assert page.locator(OPEN).count() == 0
    assert box.input_value() == "дроб"
    box.press("Enter")
    page.wait_for_url("**/search/**")
    assert asked_for(page)["q"] == ["дроб"]


def test_there_is_no_request_for_each_key_and_an_old_answer_is_not_shown(page):
    asked = []
    page.route(
        "**/search/suggestions/**", lambda route: (asked.append(route.request.url), route.abort())
    )
    page.goto("/subjects/")
    box = page.locator("#site-search")
    with page.expect_request("**/search/suggestions/**"):
        box.press_sequentially("дроби и проценты")
    assert len(asked) < len("дроби и проценты") / 2
    # A line that broke leaves an ordinary form.
    assert page.locator(OPEN).count() == 0
    box.press("Enter")
    page.wait_for_url("**/search/**")


def test_the_wrong_layout_is_corrected_with_a_way_back(page):
    page.goto("/search/?q=lhj,b")
    assert "дроби" in page.locator(".notice").inner_text()
    assert page.locator(".found mark").count()
    page.locator(".notice a").click()
    page.wait_for_url("**verbatim=1**")
    assert page.locator("#page-search").input_value() == "lhj,b"
    assert page.locator(".found-nothing").count() == 1


def test_a_facet_narrows_and_is_taken_away(page, faults):
    page.goto(f"/search/?q={QUERY}")
    choice = page.locator(".facet a", has_text="5 класс").first
    number = choice.locator(".facet-count").inner_text()
    choice.click()
    page.wait_for_url("**grade=5**")
    assert page.locator("#found-count").inner_text().startswith(f"{number} ")
    page.locator('.facet a[aria-current="true"]').click()
    page.wait_for_url(lambda url: "grade" not in url)
    assert not faults


def test_on_a_phone_the_box_is_one_tap_away(page):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/materials/")
    page.locator(".site-find > summary").click()
    box = page.locator("#find-search")
    assert box.evaluate("box => box === document.activeElement")
    box.press_sequentially("дроб")
    page.wait_for_selector(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".suggestions li").first.click()
    page.wait_for_url(lambda url: urlsplit(url).path != "/materials/")


def test_without_scripts_it_is_a_plain_form(plain_page):
    plain_page.goto("/materials/")
    plain_page.locator(".site-find > summary").click()
    plain_page.locator("#find-search").fill(QUERY)
    plain_page.locator(".site-find button").click()
    assert asked_for(plain_page)["q"] == [QUERY]
    assert plain_page.locator(".found mark").count()
    # What narrows the results stands before them, and is made of links.
    assert plain_page.locator(".facet a").first.is_visible()
