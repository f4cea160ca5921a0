"""The sets of blocks: every block is ready for an editor, and shows itself in the admin."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file

from demo.factories.members import UserFactory
from home.blocks import ArticleBlocks, ContentBlocks, set_anchors
from home.models import SiteDocument, SiteImage, StandardPage

BLOCKS = sorted(ContentBlocks().child_blocks)
pytestmark = pytest.mark.django_db


@pytest.fixture
def things():
    """What previews show: a picture, a document, a person."""
    SiteImage.objects.create(title="Схема", file=get_test_image_file())
    SiteImage.objects.create(title="Карта", file=get_test_image_file())
    SiteDocument.objects.create(title="План", file=get_test_image_file("plan.pdf"))
    return UserFactory(last_name="Рябинина", first_name="Наталья", middle_name="Петровна")


def body_of(*blocks):
    """The body of a page made of ``blocks``: pairs of a name and a value."""
    page = StandardPage(title="Страница")
    page.body = [{"type": name, "value": value} for name, value in blocks]
    return page.body


def test_an_article_has_nothing_that_lists_the_site():
    names = set(ArticleBlocks().child_blocks)
    assert names < set(BLOCKS)
    assert set(BLOCKS) - names == {"feed", "people"}


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_is_described_to_the_editor(name):
    block = ContentBlocks().child_blocks[name]
    assert block.meta.icon not in {"placeholder", "form"} or name == "exercise"
    assert block.meta.template.startswith("blocks/")
    with translation.override("ru"):
        described = [block.label, block.meta.group, block.get_description()]
    for text in described:
        assert any("а" <= letter <= "я" for letter in str(text).lower())
    assert block.is_previewable


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_shows_its_preview_in_the_admin(name, things, admin_client):
    block = ContentBlocks().child_blocks[name]
    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert "css/site.css" in html
    main = html.partition("<main")[2].partition("</main>")[0]
    assert "<" in main.partition(">")[2] or name == "feed"


def test_an_empty_body_shows_nothing_and_does_not_fail():
    assert "<p" not in str(body_of())


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_with_nothing_in_it_does_not_fail(name):
    body = StandardPage(title="x")._meta.get_field("body").to_python([])
    block = body.stream_block.child_blocks[name]
    assert isinstance(str(block.render(block.get_default(), {})), str)


def test_headings_get_anchors_that_no_other_has():
    headings = set_anchors(
        body_of(
            ("heading", {"text": "Цели урока", "level": "h2"}),
            ("text", "<p>…</p>"),
            ("heading", {"text": "Цели урока", "level": "h2"}),
            ("heading", {"text": "«?!»", "level": "h3"}),
            ("heading", {"text": "Щука и ёж " * 20, "level": "h3"}),
        )
    )
    anchors = [heading.anchor for heading in headings]
    assert anchors[:3] == ["tseli-uroka", "tseli-uroka-2", "part"]
    assert len(anchors[3]) <= 60
    assert all(anchor.isascii() for anchor in anchors)


def test_anchors_are_the_same_in_the_contents_and_in_the_text():
    body = body_of(
        ("heading", {"text": "План", "level": "h2"}), ("heading", {"text": "План", "level": "h2"})
    )
    contents = [heading.anchor for heading in set_anchors(body)]
    html = str(body)
    assert [f'id="{anchor}"' in html for anchor in contents] == [True, True]
