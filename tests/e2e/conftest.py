"""A browser before a running site that has the demo content.

``E2E_URL`` names a site that runs already; ``E2E_VAR_DIR`` a folder whose demo content is used
again, which saves a minute while one writes tests (in one process: ``-n 0``).
"""

import os
import shutil
from pathlib import Path

import pytest

from .browser import CONTEXT, launch_arguments
from .server import demo_site, letters_folder, prepare, prepare_once
from .validator import validate


def pytest_collection_modifyitems(items):
    """Whatever stands in this folder needs a browser or a running site."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
    # The longest first, or one process waits for the other in the end.
    items.sort(key=lambda item: item.path.stem != "test_crawl")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, worker_id):
    """Folder of the demo as a newcomer gets it, one for all processes: nothing is changed there."""
    if own := os.environ.get("E2E_VAR_DIR"):
        prepare(own)
        return Path(own)
    base = tmp_path_factory.getbasetemp()
    return prepare_once((base if worker_id == "master" else base.parent) / "demo")


@pytest.fixture(scope="session")
def var_dir(prepared, tmp_path_factory):
    """Folder of the site's database and files; each process that runs tests has its own."""
    if os.environ.get("E2E_VAR_DIR"):
        return prepared
    return shutil.copytree(prepared, tmp_path_factory.mktemp("site"), dirs_exist_ok=True)


@pytest.fixture(scope="session")
def letters(var_dir):
    """Folder of the letters that the site has sent, for tests that need what is in them."""
    if os.environ.get("E2E_URL"):
        pytest.skip("the letters of a site that runs already are not to be had")
    return letters_folder(var_dir)


@pytest.fixture(scope="session")
def base_url(request):
    """Address of the site; relative addresses in the tests begin here."""
    if running := os.environ.get("E2E_URL"):
        yield running
        return
    with demo_site(request.getfixturevalue("var_dir")) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    try:
        return browser_type_launch_args | launch_arguments()
    except LookupError as error:
        pytest.exit(str(error), returncode=1)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, base_url):
    return browser_context_args | CONTEXT | {"base_url": base_url}


@pytest.fixture
def faults(page):
    """What the browser complains of while a test looks at pages: it should stay empty."""
    seen = []
    page.on("pageerror", lambda error: seen.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            seen.append(f"{page.url}: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on(
        "requestfailed",
        # A picture still on its way when the test goes to another page is no fault.
        lambda request: (
            seen.append(f"{page.url}: no {request.url} ({request.failure})")
            if request.failure != "net::ERR_ABORTED"
            else None
        ),
    )
    return seen


@pytest.fixture
def html_faults(tmp_path):
    """Function that gives the faults of HTML pages: html_faults({address: text}) -> [str]."""
    return lambda pages: list(validate(pages, tmp_path))


@pytest.fixture(scope="session")
def cookies_of(browser, browser_context_args):
    """Function that signs in somebody of the demo, once: cookies_of("teacher") -> cookies."""
    kept = {}

    def sign_in(who):
        if who not in kept:
            context = browser.new_context(**browser_context_args)
            page = context.new_page()
            page.goto("/accounts/login/?next=/me/")
            page.fill("[name=login]", who)
            page.fill("[name=password]", "methodhub-demo")
            page.locator("main form [type=submit]").first.click()
            page.wait_for_url(lambda url: "/login/" not in url)
            kept[who] = context.cookies()
            context.close()
        return kept[who]

    return sign_in
