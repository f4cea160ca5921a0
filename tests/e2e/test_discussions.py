"""Discussions in two browsers at once: what a moderator takes down while others write, and what
becomes of a comment whose author is signed out in the middle of it."""

import re
import secrets

import pytest

PHONE = {"width": 360, "height": 800}
# They have written enough before: nothing of theirs waits for a moderator.
AUTHOR, OTHER = "pankratova", "shestakov"
REASON = "Оскорбление."


@pytest.fixture
def member(browser, browser_context_args, cookies_of):
    """Function that gives the page of somebody who has signed in, in a browser of her own."""
    contexts = []

    def open_page(who, **options):
        context = browser.new_context(**browser_context_args | options)
        contexts.append(context)
        if who:
            context.add_cookies(cookies_of(who))
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def material_url(playwright, base_url):
    """A material of mathematics that anybody may read."""
    request = playwright.request.new_context(base_url=base_url)
    text = request.get("/materials/?hub=mathematics&sort=popular").text()
    request.dispose()
    return re.search(r'href="(/materials/\d+/[^/"]+/)"', text)[1]


def post_of(page, words):
    return page.locator(".post").filter(has_text=words)


def begin_topic(page, title, words):
    """Returns the address of the topic."""
    page.goto("/forum/new/")
    page.locator("[name=board]").select_option(label="Математика")
    page.fill("[name=title]", title)
    page.fill("[name=source]", words)
    page.get_by_role("button", name="Опубликовать тему").click()
    page.wait_for_url(re.compile(r"/forum/\d+/"))
    return page.url.partition("#")[0].partition("?")[0]


def answer(page, words):
    page.fill("#editor [name=source]", words)
    page.locator("#editor .editor-acts [type=submit]").click()
    post_of(page, words).first.wait_for()


def test_a_moderator_hides_a_post_while_another_answers_it(member):
    mark = secrets.token_hex(4)
    rude, mild = f"Невежливые слова {mark}", f"Давайте о задачах {mark}"
    author, other = member(AUTHOR), member(OTHER, viewport=PHONE)
    moderator, visitor = member("moderator-mathematics"), member(None)
    topic = begin_topic(author, f"Две волны {mark}", f"С чего начать {mark}?")
    answer(author, rude)
    # The other one has begun to answer before the moderator acts...
    other.goto(topic)
    post_of(other, rude).get_by_role("link", name="Ответить").click()
    other.locator("[data-answered]").wait_for()
    other.fill("#editor [name=source]", mild)
    # ... who hides it from the page itself.
    moderator.goto(topic)
    post = post_of(moderator, rude)
    post.locator(".post-more summary").click()
    post.get_by_role("link", name="Скрыть, удалить").click()
    moderator.get_by_label("Скрыть", exact=True).check()
    moderator.locator("[name=rule]").select_option(index=1)
    moderator.fill("[name=reason]", REASON)
    moderator.get_by_role("button", name="Принять решение").click()
    moderator.wait_for_url(re.compile(r"/forum/\d+/"))
    # The answer is kept, with what it said.
    other.locator("#editor .editor-acts [type=submit]").click()
    post_of(other, mild).first.wait_for()
    for page in [other, visitor]:
        page.goto(topic)
        post_of(page, mild).first.wait_for()
        assert rude not in page.content()
        assert REASON in page.locator(".post-trace").inner_text()
        # Nor does the answer carry the hidden words on.
        assert "нельзя прочитать" in post_of(page, mild).first.inner_text()
    author.goto(topic)
    assert REASON in author.locator("main").inner_text()
    for address in ["/forum/topics/", "/subjects/mathematics/forum/", f"/search/?q={mark}"]:
        visitor.goto(address)
        assert rude not in visitor.content()


def test_the_session_expires_while_she_comments(page, base_url, material_url):
    page.set_viewport_size(PHONE)
    words = f"Спасибо, провела в пятом классе {secrets.token_hex(4)}"
    page.goto(f"/accounts/login/?next={material_url}")
    for time in range(2):
        page.fill("[name=login]", AUTHOR)
        page.fill("[name=password]", "methodhub-demo")
        page.locator("main form [type=submit]").first.click()
        page.locator("#editor [name=source]").wait_for()
        if time:
            break
        page.fill("#editor [name=source]", words)
        page.context.clear_cookies(name="sessionid")
        page.locator("#editor .editor-acts [type=submit]").click()
        page.wait_for_url("**/login/**")
    assert page.locator("#editor [name=source]").input_value() == words
    # It is not only there: it can be sent.
    page.locator("#editor .editor-acts [type=submit]").click()
    page.locator(".post").filter(has_text=words).wait_for()
    assert page.locator(".post").filter(has_text=words).count() == 1


def test_a_comment_clicked_twice_stands_once(member, material_url):
    words = f"Дважды нажато {secrets.token_hex(4)}"
    page = member(AUTHOR)
    page.goto(material_url)
    page.fill("#editor [name=source]", words)
    page.locator("#editor .editor-acts [type=submit]").dblclick()
    post_of(page, words).first.wait_for()
    page.goto(material_url)
    assert post_of(page, words).count() == 1


def test_two_members_answer_each_other(member):
    """Each sees what the other wrote, and is told of it."""
    mark = secrets.token_hex(4)
    one, other = member(AUTHOR), member(OTHER, viewport=PHONE)
    topic = begin_topic(one, f"Устный счёт {mark}", f"Сколько минут {mark}?")
    other.goto(topic)
    answer(other, f"Пять {mark}.")
    one.goto(topic)
    post = post_of(one, f"Пять {mark}.")
    post.get_by_role("button", name="Спасибо").click()
    one.locator("[aria-pressed=true]").wait_for()
    post.get_by_role("link", name="Ответить").click()
    answer(one, f"Попробую {mark}.")
    other.goto("/me/notices/")
    assert f"Устный счёт {mark}" in other.locator("main").inner_text()
    other.goto(topic)
    assert post_of(other, f"Попробую {mark}.").count() == 1
    assert not other.evaluate("document.documentElement.scrollWidth > innerWidth")
