"""One page of each type in a real browser: no barrier, no fault, no sideways scrolling."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from .pages import FIXED, LINKED, WHO, find_pages, has_form_of_account

OPEN = [*FIXED, *LINKED]
NAMES = [*OPEN, *WHO]
EVERYTHING = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# The theme at once, without the time in which one colour turns into another.
PUT_ON = """theme => {
  document.documentElement.dataset.theme = theme;
  document.getAnimations().forEach((animation) => animation.finish());
}"""
LOOKS = [
    (360, "light", EVERYTHING),
    (360, "dark", COLOURS),
    (1280, "light", EVERYTHING),
    (1280, "dark", COLOURS),
    (1280, "contrast", COLOURS),
]


@pytest.fixture(scope="module")
def addresses(playwright, base_url):
    context = playwright.request.new_context(base_url=base_url)
    yield find_pages(context)
    context.dispose()


@pytest.fixture(scope="module")
def texts(playwright, base_url, addresses, cookies_of):
    """HTML of each page, as whoever sees it gets it, and of what cannot be found."""
    found = {}
    for who in {None, *WHO.values()}:
        kept = {"cookies": cookies_of(who) if who else [], "origins": []}
        context = playwright.request.new_context(base_url=base_url, storage_state=kept)
        for name, address in addresses.items():
            if WHO.get(name) == who:
                found[name] = context.get(address).text()
        for address in ["/no-such-page/", "/materials/999999/none/"]:
            found[f"{address} for {who}"] = context.get(address).text()
        context.dispose()
    return found


@pytest.fixture
def page(page, request, cookies_of):
    """A page of the browser, of whoever sees what the test is about."""
    if who := WHO.get(request.node.callspec.params["name"]):
        page.context.add_cookies(cookies_of(who))
    return page


def describe(violations):
    return [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_page_has_no_barrier(page, addresses, faults, name):
    """WCAG 2.2 AA by axe, on a phone and a desktop; colours also in the dark and in contrast."""
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.goto(addresses[name]).status == 200
    for width, theme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        # What the reading panel does (test_look); a page of its own for each look is slow.
        page.evaluate(PUT_ON, theme)
        violations = Axe().run(page, options=options).response["violations"]
        assert not violations, (width, theme, describe(violations))
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, (width, theme, overflow)
    assert not faults


@pytest.mark.parametrize("name", NAMES)
def test_page_says_where_it_is(texts, name):
    page = BeautifulSoup(texts[name], "lxml")
    (heading,) = page.find_all("h1")
    assert heading.get_text(strip=True)
    assert page.title.string.strip(" —\n")
    if name != "home":
        assert page.select("nav.breadcrumbs, nav[aria-label*='крошки']")


@pytest.mark.parametrize("name", OPEN)
def test_page_is_light(browser, base_url, addresses, name):
    """The budget of a first visit without photographs: 50 KB of HTML, CSS and JS, 65 KB of
    fonts, 12 requests; nothing from elsewhere, no cookie."""
    context = browser.new_context(base_url=base_url, viewport={"width": 360, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, sizes, hosts = {}, {}, set()

    def received(event):
        kinds[event["requestId"]] = event["type"]
        hosts.add(event["response"]["url"].split("/")[2])

    session.on("Network.responseReceived", received)
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(addresses[name], wait_until="networkidle")
    coded = {"Document", "Stylesheet", "Script"}
    code = sum(sizes.get(key, 0) for key, kind in kinds.items() if kind in coded)
    fonts = sum(sizes.get(key, 0) for key, kind in kinds.items() if kind == "Font")
    pictures = sum(1 for kind in kinds.values() if kind == "Image")
    assert code <= 50 * 1024, f"{code} bytes of HTML, CSS and JS"
    assert fonts <= 65 * 1024, f"{fonts} bytes of fonts"
    assert len(kinds) - pictures <= 12
    assert hosts == {base_url.split("/")[2]}
    if not has_form_of_account(addresses[name]):
        assert context.cookies() == []
        assert "csrfmiddlewaretoken" not in page.content()
    context.close()


def test_html_is_valid(texts, html_faults):
    faults = html_faults(texts)
    assert not faults, "\n".join(faults)
