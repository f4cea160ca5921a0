"""Asks addresses whether they answer: politely, in parallel, and only in the public network.

Pure: knows neither models nor settings. ``check_urls`` takes addresses and gives findings.
"""

import asyncio
import ssl
from collections import defaultdict
from dataclasses import dataclass, field

import httpx

from .addresses import AddressPolicy, AddressRefusedError, NameNotFoundError
from .enums import CheckOutcome

# What a server says to those it takes for robots; a browser may be welcome.
CLOSED_CODES = {401, 403, 405, 406, 407, 429, 451}
REDIRECT_CODES = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class CheckOptions:
    """How to ask. Times in seconds."""

    user_agent: str = "MethodHub-LinkCheck"
    hosts_at_once: int = 10
    delay: float = 1.0
    connect_timeout: float = 8.0
    total_timeout: float = 20.0
    max_redirects: int = 5
    max_body: int = 32 * 1024
    policy: AddressPolicy = field(default_factory=AddressPolicy)


@dataclass(frozen=True)
class Finding:
    """What became of one address."""

    outcome: CheckOutcome
    status_code: int | None = None
    final_url: str = ""
    message: str = ""


def outcome_of(status_code):
    """How a final status code counts."""
    if status_code < 400:
        return CheckOutcome.OK
    if status_code in CLOSED_CODES:
        return CheckOutcome.CLOSED
    return CheckOutcome.SERVER_ERROR if status_code >= 500 else CheckOutcome.NOT_FOUND


def _causes(error):
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _failure(error):
    """The outcome that an error of the connection stands for."""
    if isinstance(error, httpx.TimeoutException):
        return CheckOutcome.TIMEOUT
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return CheckOutcome.CERTIFICATE
    return CheckOutcome.CONNECTION_FAILED


async def _ask(client, method, url, options):
    """One request, without following; returns the response, closed, with its body unread
    or read up to the limit."""
    addresses = await options.policy.addresses_for(url)
    request = client.build_request(
        method,
        # The checked address itself; name and certificate stay those of the site.
        url.copy_with(host=addresses[0]),
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )
    response = await client.send(request, stream=True)
    try:
        received = 0
        if method == "GET":
            async for chunk in response.aiter_raw(4096):
                received += len(chunk)
                if received >= options.max_body:
                    break
    finally:
        await response.aclose()
    return response


async def _ask_gently(client, url, options):
    """HEAD costs the site nothing; those who do not know it are asked with GET."""
    try:
        response = await _ask(client, "HEAD", url, options)
        if response.status_code < 400:
            return response
    except httpx.RemoteProtocolError:
        pass
    return await _ask(client, "GET", url, options)


async def _follow(client, url, options):
    """Ask ``url`` and the addresses that it redirects to, each judged by the policy."""
    for _step in range(options.max_redirects + 1):
        response = await _ask_gently(client, url, options)
        location = response.headers.get("Location")
        if response.status_code not in REDIRECT_CODES or not location:
            code = response.status_code
            return Finding(outcome_of(code), code, str(url))
        url = url.join(location)
    return Finding(CheckOutcome.REDIRECTS, response.status_code, str(url))


async def check_url(client, text, options):
    """The finding for one address; whatever the other side does, it is no exception."""
    try:
        async with asyncio.timeout(options.total_timeout):
            return await _follow(client, httpx.URL(text), options)
    except TimeoutError:
        return Finding(CheckOutcome.TIMEOUT)
    except AddressRefusedError as error:
        return Finding(CheckOutcome.REFUSED, message=str(error))
    except NameNotFoundError as error:
        return Finding(CheckOutcome.NAME_NOT_FOUND, message=str(error))
    except httpx.InvalidURL as error:
        return Finding(CheckOutcome.NAME_NOT_FOUND, message=str(error))
    except (httpx.HTTPError, ssl.SSLError, OSError) as error:
        return Finding(_failure(error), message=f"{type(error).__name__}: {error}"[:300])


def _make_client(options, certificates):
    """A client for one check. Connections and cookies are known by the address asked, which
    different sites share: neither outlives the check, and no connection is used twice.
    A proxy of the environment would resolve names by itself, so it is not used."""
    return httpx.AsyncClient(
        verify=certificates,
        timeout=httpx.Timeout(options.total_timeout, connect=options.connect_timeout),
        limits=httpx.Limits(max_keepalive_connections=0),
        headers={"User-Agent": options.user_agent, "Accept": "*/*"},
        trust_env=False,
    )


def _by_host(urls):
    hosts = defaultdict(list)
    for url in dict.fromkeys(urls):
        try:
            hosts[httpx.URL(url).host].append(url)
        except httpx.InvalidURL:
            hosts[url].append(url)
    return hosts


async def check_urls_async(urls, options):
    """Findings by address: hosts in parallel, the pages of one host one after another."""
    findings = {}
    places = asyncio.Semaphore(options.hosts_at_once)
    certificates = ssl.create_default_context()

    async def check_host(host_urls):
        async with places:
            for number, url in enumerate(host_urls):
                if number:
                    await asyncio.sleep(options.delay)
                async with _make_client(options, certificates) as client:
                    findings[url] = await check_url(client, url, options)

    await asyncio.gather(*(check_host(host_urls) for host_urls in _by_host(urls).values()))
    return findings


def check_urls(urls, options=None):
    """``{url: Finding}`` for ``urls``, each asked once."""
    return asyncio.run(check_urls_async(list(urls), options or CheckOptions()))
