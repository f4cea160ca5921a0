"""No link may make the server speak to its own network."""

import asyncio

import httpx
import pytest

from sections.useful_sites.addresses import (
    AddressPolicy,
    AddressRefusedError,
    NameNotFoundError,
    is_public,
)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",
        "2002:0a00:0001::",
        "64:ff9b::7f00:1",
        "not an address",
        "",
    ],
)
def test_private_addresses_are_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "77.88.8.8", "2a02:6b8::feed:ff", "::ffff:77.88.8.8"]
)
def test_public_addresses_are_allowed(address):
    assert is_public(address)


def addresses_for(url, policy=None, answers=None):
    async def resolve(host, port):
        return answers or [host]

    policy = policy or AddressPolicy(resolve=resolve)
    return asyncio.run(policy.addresses_for(httpx.URL(url)))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://77.88.8.8/",
        "gopher://77.88.8.8/",
        "javascript:alert(1)",
        "http://77.88.8.8:22/",
        "http://77.88.8.8:8000/",
        "https://77.88.8.8:6379/",
        "http://root:secret@77.88.8.8/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_schemes_ports_and_hosts_that_are_refused(url):
    with pytest.raises(AddressRefusedError):
        addresses_for(url)


@pytest.mark.parametrize("url", ["http://2130706433/", "http://0x7f000001/", "http://127.1/"])
def test_other_spellings_of_loopback_are_judged_by_what_they_resolve_to(url):
    with pytest.raises(AddressRefusedError):
        asyncio.run(AddressPolicy().addresses_for(httpx.URL(url)))


def test_localhost_is_refused_by_its_name_too():
    with pytest.raises(AddressRefusedError):
        asyncio.run(AddressPolicy().addresses_for(httpx.URL("http://localhost/")))


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(AddressRefusedError):
        addresses_for("https://mixed.example/", answers=["77.88.8.8", "10.0.0.1"])


def test_a_name_without_addresses_is_not_found():
    async def resolve(host, port):
        raise OSError("no such host")

    with pytest.raises(NameNotFoundError):
        addresses_for("https://none.example/", AddressPolicy(resolve=resolve))


def test_a_cyrillic_name_is_resolved_in_its_ascii_form():
    asked = []

    async def resolve(host, port):
        asked.append((host, port))
        return ["77.88.8.8"]

    policy = AddressPolicy(resolve=resolve)
    assert addresses_for("https://урокцифры.рф/", policy) == ["77.88.8.8"]
    assert asked == [("xn--h1adlhdnlo2c.xn--p1ai", 443)]
