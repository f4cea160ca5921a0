"""The sets of blocks that bodies of pages and materials are written in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .embeds import ExerciseBlock, VideoBlock
from .feeds import FeedBlock
from .links import ButtonBlock, DocumentListBlock, LinkListBlock
from .media import GalleryBlock, PictureBlock
from .people import PeopleBlock
from .structure import AccordionBlock, StepsBlock, TableBlock
from .text import HeadingBlock, NoticeBlock, QuoteBlock, TextBlock

MAX_BLOCKS = 200


def set_anchors(stream):
    """Gives each heading of ``stream`` an anchor that no other has.

    Returns the headings: the table of contents.
    """
    headings, seen = [], set()
    for child in stream:
        if child.block_type != "heading":
            continue
        heading, number = child.value, 2
        heading.unique_anchor = ""
        anchor = heading.anchor
        while anchor in seen:
            anchor = f"{heading.anchor}-{number}"
            number += 1
        seen.add(anchor)
        heading.unique_anchor = anchor
        headings.append(heading)
    return headings


class ArticleBlocks(blocks.StreamBlock):
    """What an article or a material is written in."""

    text = TextBlock(group=_("Text"))
    heading = HeadingBlock(group=_("Text"))
    quote = QuoteBlock(group=_("Text"))
    notice = NoticeBlock(group=_("Text"))
    image = PictureBlock(group=_("Pictures and players"))
    gallery = GalleryBlock(group=_("Pictures and players"))
    video = VideoBlock(group=_("Pictures and players"))
    exercise = ExerciseBlock(group=_("Pictures and players"))
    table = TableBlock(group=_("Structure"))
    steps = StepsBlock(group=_("Structure"))
    accordion = AccordionBlock(group=_("Structure"))
    documents = DocumentListBlock(group=_("Links and files"))
    link_list = LinkListBlock(group=_("Links and files"))
    button = ButtonBlock(group=_("Links and files"))

    class Meta:
        template = "blocks/stream.html"
        max_num = MAX_BLOCKS

    def get_context(self, value, parent_context=None):
        set_anchors(value)
        return super().get_context(value, parent_context)


class ContentBlocks(ArticleBlocks):
    """What a page is written in: an article, and what lives elsewhere on the site."""

    people = PeopleBlock(group=_("From the site"))
    feed = FeedBlock(group=_("From the site"))

    class Meta:
        template = "blocks/stream.html"
        max_num = MAX_BLOCKS
