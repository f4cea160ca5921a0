"""What an address, a site's name and a link may be."""

import contextlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from home.validators import validate_host, validate_link, validate_web_address


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org/путь/?q=1#место",
        "http://школа.рф/",
        "HTTPS://EXAMPLE.ORG",
        "/subjects/",
        "#plan",
        "?page=2",
        "mailto:metod@example.org?subject=x",
        "tel:+7(000)000-00-00",
    ],
)
def test_good_links(value):
    validate_link(value)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example/",
        "/\\evil.example/",
        "https:evil",
        "https://",
        "https://exa mple.org",
        "https://example.org:port/",
        "mailto:nobody",
        "tel:позвоните",
        "example.org",
        "file:///etc/passwd",
        "",
    ],
)
def test_bad_links(value):
    with pytest.raises(ValidationError) as caught:
        validate_link(value)
    assert all(caught.value.messages)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "/path/", "mailto:a@example.org", "x"])
def test_a_web_address_is_of_the_web(value):
    with pytest.raises(ValidationError):
        validate_web_address(value)


@pytest.mark.parametrize("value", ["learningapps.org", "Учи.рф", "a.b-c.example"])
def test_names_of_sites(value):
    validate_host(value)


@pytest.mark.parametrize(
    "value", ["https://learningapps.org", "learningapps.org/x", "a b.org", "localhost", "10.0.0.1",
              "example.org:80", "*.example.org", "-a.org", "a..org", "я" * 300 + ".рф"],
)  # fmt: skip
def test_what_is_no_name_of_a_site(value):
    with pytest.raises(ValidationError):
        validate_host(value)


@given(st.text(max_size=100))
def test_no_text_breaks_the_checks(text):
    for check in (validate_link, validate_web_address, validate_host):
        with contextlib.suppress(ValidationError):
            check(text)
