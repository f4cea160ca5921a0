"""Writing in a browser: nothing that is typed acts, nothing that is typed is lost."""

import itertools
import re
import secrets

import pytest

from community.discussions.rendering import Context, render
from tests.community.discussions.vectors import ADDRESSES, HTML, MARKDOWN, in_markdown

SITE = "https://site.example/"
PHONE = {"width": 360, "height": 800}
NOBODY = Context(find_people=lambda handles: {}, find_places=lambda addresses: {})
# What a page of words does not have, and links that lead where they may not.
ACTIVE = """() => {
  const WORDS = /^(A|BLOCKQUOTE|BR|CODE|EM|HR|LI|OL|P|PRE|S|SECTION|SPAN|STRONG|T[A-Z]+|UL)$/;
  const faults = [];
  for (const element of document.body.querySelectorAll("*")) {
    const names = element.getAttributeNames();
    const isActive = names.some((name) => name.startsWith("on") || name === "style");
    const isLost = element.href && !/^(https?|mailto):$/.test(element.protocol);
    if (!WORDS.test(element.tagName) || isActive || isLost) faults.push(element.outerHTML);
  }
  return faults;
}"""
# Everything is pointed at and pressed; links lead nowhere.
TOUCH = """() => {
  addEventListener("click", (event) => event.preventDefault());
  const names = "mouseover mouseenter focus click toggle error load".split(" ");
  for (const element of document.body.querySelectorAll("*"))
    for (const name of names)
      element.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def teacher(page, cookies_of):
    page.context.add_cookies(cookies_of("teacher"))
    page.set_viewport_size(PHONE)
    return page


def test_nothing_acts_in_a_browser(browser):
    """The HTML stands in a page without any security policy, is pointed at and pressed."""
    sources = [*HTML, *MARKDOWN, *itertools.chain.from_iterable(map(in_markdown, ADDRESSES))]
    html = "".join(f"<section>{render(source, NOBODY).html}</section>" for source in sources)
    context = browser.new_context()
    page = context.new_page()
    spoken, left = [], []
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: left.append(popup.url))
    body = f"<!doctype html><meta charset=utf-8><title>x</title><body>{html}"

    def answer(route):
        if route.request.url == SITE:
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        else:
            left.append(route.request.url)
            route.abort()

    page.route("**", answer)
    page.goto(SITE)
    assert page.evaluate(ACTIVE) == []
    page.evaluate(TOUCH)
    assert spoken == []
    assert left == []
    context.close()


def test_a_toolbar_a_preview_and_a_member(teacher, faults):
    page = teacher
    page.goto("/forum/new/")
    text = page.locator("[name=source]")
    text.fill("важное")
    text.select_text()
    page.get_by_role("button", name="Полужирный").click()
    assert text.input_value() == "**важное**"
    page.get_by_role("button", name="Полужирный").click()
    assert text.input_value() == "важное"
    text.press("Control+b")
    text.press("End")
    text.press_sequentially(", @editor")
    page.locator("[role=option]").first.wait_for()
    text.press("Enter")
    assert re.fullmatch(r"\*\*важное\*\*, @\S+ ", text.input_value())
    page.get_by_role("button", name="Предпросмотр").click()
    page.locator("[data-preview-text] strong").wait_for()
    assert page.locator("[data-preview-text] .mention").count() == 1
    text.press_sequentially("<img src=x onerror=alert(1)>")
    page.get_by_text("<img src=x onerror=alert(1)>", exact=False).last.wait_for()
    assert page.locator("[data-preview-text] img").count() == 0
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert faults == []


def test_the_session_expires_while_she_writes(page, base_url):
    page.set_viewport_size(PHONE)
    words = f"Урок с дробями {secrets.token_hex(4)}"
    page.goto("/accounts/login/?next=/forum/new/")
    for _time in range(2):
        page.fill("[name=login]", "teacher")
        page.fill("[name=password]", "methodhub-demo")
        page.locator("main form [type=submit]").first.click()
        page.wait_for_url("**/forum/new/**")
        if _time:
            break
        page.locator("[name=board]").select_option(index=1)
        page.fill("[name=title]", words)
        page.fill("[name=source]", f"{words}: текст")
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Опубликовать тему").click()
        page.wait_for_url("**/login/**")
    assert page.locator("[name=title]").input_value() == words
    assert page.locator("[name=source]").input_value() == f"{words}: текст"


def test_a_double_click_posts_once(teacher):
    page, made = teacher, []
    page.goto("/forum/new/")
    page.locator("[name=board]").select_option(index=1)
    page.fill("[name=title]", f"Один раз {secrets.token_hex(4)}")
    page.fill("[name=source]", "Вопрос коллегам.")
    page.on(
        "response",
        lambda answer: (
            made.append(answer.headers.get("location")) if answer.request.method == "POST" else None
        ),
    )
    page.get_by_role("button", name="Опубликовать тему").dblclick()
    page.wait_for_url(re.compile(r"/forum/\d+/"))
    assert len(set(made)) == 1
    assert re.fullmatch(r"/posts/\d+/", made[0])
