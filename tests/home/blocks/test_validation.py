"""What an editor may not put into a block: told in Russian, at the field."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail import hooks
from wagtail.blocks.struct_block import StructBlockValidationError

from demo.factories.home import StandardPageFactory
from home.blocks import ContentBlocks
from home.models import SiteSettings
from home.plugins import FeedSource

BLOCKS = ContentBlocks().child_blocks
pytestmark = pytest.mark.django_db


def errors_of(name, value):
    """Fields of the block ``name`` that refuse ``value``, with their messages in Russian."""
    block = BLOCKS[name]
    with translation.override("ru"), pytest.raises(ValidationError) as caught:
        block.clean(block.normalize(value))
    if isinstance(caught.value, StructBlockValidationError):
        return {
            field: " ".join(getattr(error, "messages", [str(error)]))
            for field, error in caught.value.block_errors.items()
        }
    return {"": " ".join(caught.value.messages)}


def item_errors_of(name, item):
    """The same for the first of the block's items."""
    block = BLOCKS[name].child_blocks["items"].child_block
    with translation.override("ru"), pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.normalize(item))
    return {key: " ".join(error.messages) for key, error in caught.value.block_errors.items()}


def test_a_link_is_one_of_a_page_and_an_address():
    page = StandardPageFactory()
    both = {"title": "Сайт", "page": page.pk, "url": "https://example.org"}
    neither = {"title": "Сайт", "page": None, "url": ""}
    for value in (both, neither):
        assert "что-то одно" in item_errors_of("link_list", value)["url"]


def test_an_address_needs_words():
    errors = item_errors_of("link_list", {"title": "", "url": "https://example.org"})
    assert list(errors) == ["title"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x"])
def test_scripts_are_no_addresses(address):
    errors = errors_of("button", {"title": "Открыть", "url": address, "style": "primary"})
    assert "https://" in errors["url"]


@pytest.mark.parametrize("address", ["https://example.org/video/1", "javascript:alert(1)", "кино"])
def test_an_unknown_video_is_refused_at_its_field(address):
    errors = errors_of("video", {"title": "Опыт", "url": address})
    assert "RUTUBE" in errors["url"]


def test_an_exercise_must_be_of_an_allowed_site():
    value = {"title": "Звуки", "url": "https://wordwall.net/resource/1"}
    assert BLOCKS["exercise"].clean(BLOCKS["exercise"].normalize(value))
    SiteSettings.objects.update(exercise_hosts="learningapps.org")
    assert "learningapps.org" in errors_of("exercise", value)["url"]


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("heading", "text", {"text": "Я" * 300, "level": "h2"}),
        ("quote", "text", {"text": "Я" * 3000, "source": ""}),
        ("notice", "text", {"text": "Я" * 3000, "tone": "info"}),
        ("video", "title", {"title": "Я" * 300, "url": "https://youtu.be/oYEgdZ3iEKA"}),
        ("button", "title", {"title": "Я" * 300, "url": "/", "style": "quiet"}),
        ("notice", "tone", {"text": "Текст", "tone": "пурпурный"}),
    ],
)
def test_lengths_and_choices_are_kept(name, field, value):
    assert list(errors_of(name, value)) == [field]


def test_a_text_has_a_limit():
    block = BLOCKS["text"]
    with pytest.raises(ValidationError):
        block.clean(block.normalize(f"<p>{'Я' * 30_000}</p>"))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ([["", None], ["", ""]], "пуста"),
        ([["x"] * 13], "столбцов"),
        ([["x"]] * 201, "строк"),
        ([["x" * 1001]], "знаков"),
    ],
)
def test_tables_have_a_size(data, word):
    value = {"data": data, "table_header_choice": "row", "table_caption": ""}
    assert word in errors_of("table", value)[""]


def test_a_table_needs_to_say_what_its_headers_are():
    with pytest.raises(ValidationError):
        BLOCKS["table"].clean({"data": [["x"]], "table_header_choice": ""})


def test_a_feed_refuses_a_page_that_its_source_does_not_know():
    class OnlyHubs(FeedSource):
        name = label = "hubs"

        def accepts(self, page):
            return False

    with hooks.register_temporarily("register_feed_source", OnlyHubs):
        value = {"source": "hubs", "title": "", "hub": StandardPageFactory().pk, "limit": 5}
        assert list(errors_of("feed", value)) == ["hub"]


@pytest.mark.parametrize("limit", [0, 13, -1])
def test_a_feed_lists_a_bounded_number(limit):
    with hooks.register_temporarily("register_feed_source", FeedSource):
        value = {"source": "", "title": "", "hub": None, "limit": limit}
        assert "limit" in errors_of("feed", value)
