"""What the search gets of the blocks of a page: their words."""

import pytest
from django.utils.translation import override
from wagtail import blocks

from home.blocks import ArticleBlocks
from home.models import StandardPage


def searched(data):
    body = StandardPage._meta.get_field("body").stream_block
    with override("ru"):
        return body.get_searchable_content(body.to_python(data))


def structs():
    return {
        name: block
        for name, block in ArticleBlocks().child_blocks.items()
        if isinstance(block, blocks.StructBlock)
    }


@pytest.mark.parametrize("name", structs())
def test_a_field_that_was_left_out_says_nothing(name):
    assert "None" not in searched([{"type": name, "value": {}}])


def test_words_are_searched_and_looks_are_not():
    found = searched(
        [
            {"type": "heading", "value": {"text": "Ход урока", "level": "h2"}},
            {"type": "notice", "value": {"text": "Проверьте ссылки.", "tone": "danger"}},
            {"type": "quote", "value": {"text": "Учение — свет.", "source": "Пословица"}},
        ]
    )
    assert found == ["Ход урока", "Проверьте ссылки.", "Учение — свет.", "Пословица"]
