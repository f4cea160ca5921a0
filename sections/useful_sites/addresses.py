"""Which network addresses the link check may connect to.

An editor's link must never make the server speak to its own network: the check resolves
a name once, refuses it if any of its addresses is not public, and connects to an address
that it has looked at, so that a second answer of the name server changes nothing.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass

PUBLIC_PORTS = frozenset({80, 443})


class AddressRefusedError(Exception):
    """The link leads where the check does not go; the text says where."""


class NameNotFoundError(Exception):
    """The name has no address."""


def is_public(text):
    """Whether ``text`` is an address in the public internet, in whatever way it is written."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.version == 6:
        # An IPv4 address in an IPv6 disguise is judged by what is inside.
        inside = address.ipv4_mapped or address.sixtofour
        if inside is not None:
            return is_public(str(inside))
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


async def resolve(host, port):
    """Addresses of ``host`` as the system gives them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(sockaddr[0] for *_, sockaddr in found))


@dataclass(frozen=True)
class AddressPolicy:
    """Where the check may go; tests give one of their own to reach a local server."""

    is_allowed: object = is_public
    resolve: object = resolve
    ports: frozenset = PUBLIC_PORTS

    async def addresses_for(self, url):
        """Addresses to connect to for ``url`` (an ``httpx.URL``), all of them looked at."""
        if url.scheme not in {"http", "https"}:
            raise AddressRefusedError(url.scheme)
        if url.userinfo:
            raise AddressRefusedError("user:password@")
        port = url.port or {"http": 80, "https": 443}[url.scheme]
        if port not in self.ports:
            raise AddressRefusedError(f"{url.host}:{port}")
        if not url.host:
            raise NameNotFoundError("")
        try:
            addresses = await self.resolve(url.raw_host.decode("ascii"), port)
        except (OSError, UnicodeError) as error:
            raise NameNotFoundError(url.host) from error
        if not addresses:
            raise NameNotFoundError(url.host)
        for address in addresses:
            if not self.is_allowed(address):
                raise AddressRefusedError(f"{url.host}: {address}")
        return addresses
