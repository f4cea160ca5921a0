"""One's own order of a portfolio: by the keyboard, by the pointer, and without scripts."""

import pytest

WHO, PART = "makarov", "course"
ADDRESS = "/me/portfolio/"


@pytest.fixture
def context(context, cookies_of):
    context.add_cookies(cookies_of(WHO))
    return context


@pytest.fixture
def entries(page):
    """Function that gives the titles of the part as they stand, without the typography of what is
    shown; there are two at least."""
    page.goto(ADDRESS)
    titles = page.locator(f"[data-kind={PART}] .portfolio-title")
    if titles.count() < 2:
        page.goto(f"{ADDRESS}add/?kind={PART}")
        page.fill("[name=title]", "Ночное небо: мастерская наблюдений")
        page.locator("main form [type=submit]").first.click()
        page.wait_for_url(f"**{ADDRESS}#entry-*")
    return lambda: shown_titles(page)


def shown_titles(page):
    titles = page.locator(f"[data-kind={PART}] .portfolio-title").all_inner_texts()
    return [" ".join(title.split()) for title in titles]


def saved(response):
    return response.url.endswith("/order/") and response.status == 204


def test_arrow_keys_move_an_entry_and_keep_the_focus(page, entries, faults):
    before = entries()
    page.locator(f"[data-kind={PART}] [data-order-handle]").first.focus()
    with page.expect_response(saved):
        page.keyboard.press("ArrowDown")
    assert entries() == [before[1], before[0], *before[2:]]
    assert before[0] in page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert page.locator("[data-order-status]").inner_text().startswith("Теперь на месте 2")
    page.reload()
    assert entries() == [before[1], before[0], *before[2:]]
    assert not faults


def test_an_entry_is_dragged_by_its_handle(page, entries, faults):
    before = entries()
    page.locator(f"[data-kind={PART}]").scroll_into_view_if_needed()
    handle = page.locator(f"[data-kind={PART}] [data-order-handle]").first.bounding_box()
    below = page.locator(f"[data-kind={PART}] [data-item]").nth(1).bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    with page.expect_response(saved):
        page.mouse.move(handle["x"] + 5, below["y"] + below["height"] - 2, steps=8)
        page.mouse.up()
    page.reload()
    assert entries() == [before[1], before[0], *before[2:]]
    assert not faults


def test_without_scripts_the_arrows_do_it(browser, browser_context_args, page, entries, cookies_of):
    before = entries()
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.add_cookies(cookies_of(WHO))
    plain = context.new_page()
    plain.goto(ADDRESS)
    plain.locator(f"[data-kind={PART}] [value=down]").first.click()
    assert shown_titles(plain) == [before[1], before[0], *before[2:]]
    assert plain.locator("[data-order-handle]:visible").count() == 0
    context.close()
