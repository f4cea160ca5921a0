"""The portfolio as others get it: who sees what, the scans, the PDF."""

import re
from io import BytesIO

import pypdf
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse

from community.members.portfolio import pdf
from demo.factories.members import MembershipFactory, PortfolioEntryFactory, UserFactory
from demo.factories.subjects import HubPageFactory

pytestmark = pytest.mark.django_db

READERS = ["visitor", "waiting", "member", "self"]
SEEN = {
    # What the entry says -> who gets it, when the name is public.
    "everybody": ["visitor", "waiting", "member", "self"],
    "members": ["member", "self"],
    "nobody": ["self"],
}


@pytest.fixture(autouse=True)
def no_counts():
    cache.clear()


def sign_in(client, reader, person):
    if reader == "waiting":
        client.force_login(UserFactory(status="pending"))
    elif reader == "member":
        client.force_login(UserFactory())
    elif reader == "self":
        client.force_login(person)


def page_of(person, name="portfolio", *args):
    return reverse(f"members:{name}", args=[person.username, *args])


def entry_with_scan(**fields):
    entry = PortfolioEntryFactory(scan_name="Диплом № 5.pdf", **fields)
    entry.scan.save("diploma.pdf", ContentFile(b"%PDF-1.4 scan"))
    return entry


def pdf_text(content):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("visibility", SEEN)
def test_each_entry_is_seen_by_those_it_is_for(client, reader, visibility):
    entry = entry_with_scan(title="Мастерская дробей", visibility=visibility)
    sign_in(client, reader, entry.person)
    seen = reader in SEEN[visibility]
    page = client.get(page_of(entry.person))
    assert page.status_code == 200
    assert ("Мастерская дробей" in page.content.decode()) == seen
    document = client.get(page_of(entry.person, "portfolio_pdf"))
    assert ("Мастерская дробей" in pdf_text(document.content)) == seen
    scan = client.get(page_of(entry.person, "portfolio_scan", entry.pk))
    assert scan.status_code == (200 if seen else 404)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ({"name_is_public": False}, ["member", "self"]),
        ({"role": "pupil"}, ["self"]),
        ({"status": "pending"}, ["self"]),
        ({"visibility": {"portfolio": "members"}}, ["member", "self"]),
        ({"visibility": {"portfolio": "nobody"}}, ["self"]),
        ({"status": "left", "is_active": False}, []),
    ],
)
def test_a_closed_portfolio_is_not_there(client, reader, state, readers):
    person = UserFactory(**state)
    entry = entry_with_scan(person=person, visibility="everybody")
    if reader == "self" and person.status == "left":
        pytest.skip("nobody signs in as such")
    sign_in(client, reader, person)
    addresses = [
        page_of(person), page_of(person, "portfolio_pdf"),
        page_of(person, "portfolio_scan", entry.pk),
    ]  # fmt: skip
    for address in addresses:
        assert client.get(address).status_code == (200 if reader in readers else 404), address


def test_another_persons_scan_is_not_served_under_ones_own_name(client):
    entry = entry_with_scan(visibility="nobody")
    person = UserFactory()
    client.force_login(person)
    assert client.get(page_of(person, "portfolio_scan", entry.pk)).status_code == 404
    assert client.get(page_of(entry.person, "portfolio_scan", entry.pk)).status_code == 404


def test_a_scan_is_handed_out_so_that_it_can_do_no_harm(client):
    entry = entry_with_scan(visibility="everybody")
    response = client.get(page_of(entry.person, "portfolio_scan", entry.pk))
    assert b"".join(response.streaming_content) == b"%PDF-1.4 scan"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/pdf"
    assert "private" in response["Cache-Control"]
    again = client.get(response.wsgi_request.path, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_a_lost_file_is_no_fault_of_the_server(client):
    entry = entry_with_scan(visibility="everybody")
    entry.scan.storage.delete(entry.scan.name)
    assert client.get(page_of(entry.person, "portfolio_scan", entry.pk)).status_code == 404
    assert client.get(page_of(entry.person)).status_code == 200


def test_visitors_read_the_public_name_the_person_prints_her_full_one(client):
    person = UserFactory(last_name="Рябинина", first_name="Нина", middle_name="Петровна")
    page = client.get(page_of(person)).content.decode()
    assert "Нина Петровна" not in page
    assert "Рябинина" in page
    assert "csrfmiddlewaretoken" not in page
    assert "noindex" in page
    client.force_login(person)
    assert "Рябинина Нина Петровна" in client.get(page_of(person)).content.decode()


def test_what_the_site_knows_stands_beside(client):
    person = UserFactory(visibility={"memberships": "everybody"})
    hub = HubPageFactory(title="Физика района")
    MembershipFactory(user=person, hub=hub, role="tutor")
    page = client.get(page_of(person)).content.decode()
    assert "Физика района" in page
    hub.unpublish()
    assert "Физика района" not in client.get(page_of(person)).content.decode()


def test_the_page_costs_the_same_for_any_number(client, django_assert_max_num_queries):
    person = UserFactory()
    client.force_login(UserFactory())
    for _ in range(8):
        PortfolioEntryFactory(person=person)
        MembershipFactory(user=person, hub=HubPageFactory())
    client.get(page_of(person))
    with django_assert_max_num_queries(18):
        client.get(page_of(person))


INJECTIONS = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.1"',
    "#eval(\"panic('x')\")",
    "$x^2$ *жирно* _курсив_ `код` \\ \\u{41} // /* = # @ref <label>",
    '"; #panic("x")',
    "</script><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% include 'x' %}",
]


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_stay_words(client, words):
    entry = PortfolioEntryFactory(title=words, text=words, organisation=words)
    client.force_login(entry.person)
    response = client.get(page_of(entry.person, "portfolio_pdf"))
    assert response.status_code == 200
    text = pdf_text(response.content)
    assert "root:" not in text
    # Quotes are set as Russian readers expect; the rest stands as it was typed.
    typed = [word for word in re.split(r"[\s\"']+", words) if len(word) > 3]
    assert all(word in text for word in typed), text
    assert "<img src=x" not in client.get(page_of(entry.person)).content.decode()


def test_the_pdf_can_be_read_by_programs(client):
    person = UserFactory(position="учитель физики", taught_subjects="Физика")
    PortfolioEntryFactory(
        person=person, title="Опыты с маятником «Качели»", organisation="Журнал «Физика в школе»",
        text="Съёмка, щёлочь, подъезд: №\u00a05", url="https://example.org/article",
        visibility="everybody", year=2021, end_year=2023,
    )  # fmt: skip
    response = client.get(page_of(person, "portfolio_pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    document = pypdf.PdfReader(BytesIO(response.content))
    text = pdf_text(response.content).replace("\u00a0", " ")
    for words in [
        "учитель физики",
        "Опыты с маятником «Качели»",
        "Съёмка, щёлочь",
        "страница 1 из 1",
    ]:
        assert words in text
    assert round(float(document.pages[0].mediabox.width)) == 595
    assert person.get_public_name() in document.metadata.author
    links = [note.get_object()["/A"]["/URI"] for note in document.pages[0]["/Annots"]]
    assert "https://example.org/article" in links
    assert any(link.endswith(page_of(person)) for link in links)


def test_long_portfolios_have_numbered_pages_and_are_made_once(client, monkeypatch):
    person = UserFactory()
    long = "я" * 900 + " слово" * 180
    entries = [PortfolioEntryFactory.build(person=person, text=long[:2000]) for _ in range(30)]
    type(entries[0]).objects.bulk_create(entries)
    client.force_login(person)
    first = client.get(page_of(person, "portfolio_pdf"))
    pages = pypdf.PdfReader(BytesIO(first.content)).pages
    assert len(pages) > 5
    assert f"страница {len(pages)} из {len(pages)}" in pages[-1].extract_text()
    monkeypatch.setattr(pdf.subprocess, "run", None)
    assert client.get(page_of(person, "portfolio_pdf")).content == first.content
    same = client.get(page_of(person, "portfolio_pdf"), headers={"if-none-match": first["ETag"]})
    assert same.status_code == 304


def test_a_change_makes_another_pdf(client):
    entry = PortfolioEntryFactory(visibility="everybody")
    before = client.get(page_of(entry.person, "portfolio_pdf"))
    entry.title = "Переименовано"
    entry.save()
    after = client.get(page_of(entry.person, "portfolio_pdf"))
    assert before["ETag"] != after["ETag"]
    assert "Переименовано" in pdf_text(after.content)


def test_whoever_asks_too_often_is_told_to_wait(client, monkeypatch):
    monkeypatch.setattr("community.members.portfolio.rates.PDFS_OF_AN_ADDRESS", 1)
    people = [UserFactory(), UserFactory()]
    assert client.get(page_of(people[0], "portfolio_pdf")).status_code == 200
    refused = client.get(page_of(people[1], "portfolio_pdf"))
    assert refused.status_code == 429
    assert "десять минут" in refused.content.decode()
    # What was made already is handed out all the same.
    assert client.get(page_of(people[0], "portfolio_pdf")).status_code == 200


def test_a_text_on_which_the_typesetter_dies_leads_to_the_printed_page(client):
    entry = PortfolioEntryFactory(text="\u0915\u094d" * 1000)
    client.force_login(entry.person)
    response = client.get(page_of(entry.person, "portfolio_pdf"))
    assert response.status_code == 503
    assert "Распечатайте" in response.content.decode()
