"""What is done with every request."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=%00дроби",
        "/materials/?hub=%00&kind=%00&grade=%00&tag=%00&q=%00&page=%00",
        "/?%00=%00",
        "/accounts/login/?next=%00/",
        "/display/?next=/%00",
    ],
)
def test_a_null_character_is_left_out(client, address):
    assert client.get(address).status_code in {200, 302, 404}


@pytest.mark.parametrize("address", ["/%00/", "/subjects/%00/", "/materials/1/%00/", "/admin/%00"])
def test_no_address_has_one(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("place", ["documents/{}/x.pdf", "materials/{}/", "official/{}/", "{}"])
def test_no_address_is_endless(client, place):
    assert client.get("/" + place.format("9" * 5000)).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/%ff%fe/", "/%D0/", "/?q=%ff", "/search/?q=%D0", "/a%0d%0ab/", "/%2e%2e/", "//evil.example/"],
)
def test_an_address_in_no_encoding_breaks_nothing(client, address):
    response = client.get(address)
    assert response.status_code < 500
    assert "evil" not in response.get("Location", "")


def test_the_admin_alone_may_run_what_stands_in_its_pages(client, admin_client):
    assert "unsafe-inline" in admin_client.get("/admin/")["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/")["Content-Security-Policy"]
