"""How addresses are asked, and that the answer never leads the server astray."""

import pytest

from sections.useful_sites.addresses import AddressPolicy
from sections.useful_sites.checker import CheckOptions, check_urls
from sections.useful_sites.enums import CheckOutcome

from .servers import LOCAL, make_options, running_server


@pytest.fixture
def server():
    with running_server() as server:
        yield server


def check(server, path, host=LOCAL, **kwargs):
    url = server.url(path, host)
    return check_urls([url], make_options(server, **kwargs))[url]


def test_an_answer_is_asked_for_with_head_alone(server):
    finding = check(server, "/page")
    assert finding.outcome == CheckOutcome.OK
    assert finding.status_code == 200
    assert server.asked == [("HEAD", f"{LOCAL}:{server.port}", "/page")]


def test_the_check_names_itself(server):
    check(server, "/", user_agent="MethodHub-LinkCheck/1.0 (+https://hub.example)")
    assert server.agents == {"MethodHub-LinkCheck/1.0 (+https://hub.example)"}


def test_a_site_that_knows_no_head_is_asked_with_get(server):
    assert check(server, "/no-head").outcome == CheckOutcome.OK
    assert [method for method, *_ in server.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (204, CheckOutcome.OK),
        (404, CheckOutcome.NOT_FOUND),
        (410, CheckOutcome.NOT_FOUND),
        (403, CheckOutcome.CLOSED),
        (429, CheckOutcome.CLOSED),
        (500, CheckOutcome.SERVER_ERROR),
        (503, CheckOutcome.SERVER_ERROR),
    ],
)
def test_codes(server, code, outcome):
    finding = check(server, f"/code/{code}")
    assert (finding.outcome, finding.status_code) == (outcome, code)


def test_redirects_are_followed_and_remembered(server):
    finding = check(server, "/redirect//there")
    assert finding.outcome == CheckOutcome.OK
    assert finding.final_url == server.url("/there")


def test_a_redirect_without_end_is_given_up(server):
    finding = check(server, "/loop", max_redirects=3)
    assert finding.outcome == CheckOutcome.REDIRECTS
    assert len(server.asked) == 4


def test_a_silent_site_does_not_hold_the_check(server):
    finding = check(server, "/hang", total_timeout=0.3)
    assert finding.outcome == CheckOutcome.TIMEOUT


def test_an_endless_page_is_not_read(server):
    assert check(server, "/endless", max_body=10_000).outcome == CheckOutcome.OK
    # What the system's own buffers took is all that was sent.
    assert server.sent < 20_000_000


def test_nobody_listens(server):
    policy = AddressPolicy(is_allowed=lambda address: True, ports={1})
    finding = check_urls(["http://127.0.0.1:1/"], CheckOptions(policy=policy))
    assert finding["http://127.0.0.1:1/"].outcome == CheckOutcome.CONNECTION_FAILED


def test_speech_that_is_not_tls(server):
    url = f"https://{LOCAL}:{server.port}/"
    outcome = check_urls([url], make_options(server))[url].outcome
    assert outcome in {CheckOutcome.CERTIFICATE, CheckOutcome.CONNECTION_FAILED}


@pytest.mark.parametrize(
    "url", ["http://", "http://[", "not an address", "http://exa mple/", "https://\u0301/", ""]
)
def test_what_is_no_address_is_a_finding_and_no_error(url):
    assert check_urls([url])[url].outcome in {
        CheckOutcome.NAME_NOT_FOUND,
        CheckOutcome.REFUSED,
        CheckOutcome.CONNECTION_FAILED,
    }


# -- Never into a private network ----------------------------------------------------------


def test_loopback_is_refused_before_a_connection(server):
    policy = AddressPolicy(ports={server.port})
    url = server.url("/secret")
    finding = check_urls([url], CheckOptions(policy=policy))[url]
    assert finding.outcome == CheckOutcome.REFUSED
    assert server.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://192.168.0.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "ftp://77.88.8.8/",
        "http://127.0.0.1:22/",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(server, target):
    finding = check(server, f"/redirect/{target}")
    assert finding.outcome == CheckOutcome.REFUSED
    assert len(server.asked) == 1


def test_the_connection_goes_to_the_address_that_was_looked_at(server):
    """The name exists nowhere but in our resolver, which is asked once: had the client
    resolved it again (as in a rebinding attack), it would have found nothing."""
    asked = []

    async def resolve(host, port):
        asked.append(host)
        return [LOCAL]

    finding = check(server, "/", host="rebinding.test", resolve=resolve)
    assert finding.outcome == CheckOutcome.OK
    assert asked == ["rebinding.test"]
    assert server.asked == [("HEAD", f"rebinding.test:{server.port}", "/")]


def test_a_name_that_moves_into_the_private_network_between_requests_is_refused(server):
    answers = iter([LOCAL, "10.0.0.1"])

    async def resolve(host, port):
        return [next(answers)]

    finding = check(server, "/no-head", host="rebinding.test", resolve=resolve)
    assert finding.outcome == CheckOutcome.REFUSED
    assert [method for method, *_ in server.asked] == ["HEAD"]


# -- Politely, in parallel -----------------------------------------------------------------


def test_pages_of_one_host_are_asked_one_after_another(server):
    urls = [server.url(f"/{number}", "one.test") for number in range(6)]
    findings = check_urls(urls, make_options(server))
    assert {finding.outcome for finding in findings.values()} == {CheckOutcome.OK}
    assert server.most_active == 1
    assert [path for *_, path in server.asked] == [f"/{number}" for number in range(6)]


def test_different_hosts_are_asked_at_the_same_time(server):
    """Each answers only when the other has been asked too."""
    urls = [server.url("/meet", "one.test"), server.url("/meet", "two.test")]
    findings = check_urls(urls, make_options(server))
    assert {finding.outcome for finding in findings.values()} == {CheckOutcome.OK}


def test_no_more_hosts_at_once_than_allowed(server):
    urls = [server.url("/", f"host-{number}.test") for number in range(8)]
    check_urls(urls, make_options(server, hosts_at_once=1))
    assert server.most_active == 1


def test_an_address_given_twice_is_asked_once(server):
    check_urls([server.url("/"), server.url("/")], make_options(server))
    assert len(server.asked) == 1
