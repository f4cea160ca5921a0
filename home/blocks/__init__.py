"""Blocks of the StreamFields, a file a family."""

from .embeds import ExerciseBlock, VideoBlock
from .feeds import FeedBlock
from .links import ButtonBlock, DocumentListBlock, LinkBlock, LinkListBlock
from .media import CaptionedImageBlock, GalleryBlock, PictureBlock
from .people import PeopleBlock, PersonChooserBlock
from .streams import ArticleBlocks, ContentBlocks, set_anchors
from .structure import AccordionBlock, StepBlock, StepsBlock, TableBlock
from .text import HeadingBlock, NoticeBlock, QuoteBlock, ShortTextBlock, TextBlock

__all__ = [
    "AccordionBlock",
    "ArticleBlocks",
    "ButtonBlock",
    "CaptionedImageBlock",
    "ContentBlocks",
    "DocumentListBlock",
    "ExerciseBlock",
    "FeedBlock",
    "GalleryBlock",
    "HeadingBlock",
    "LinkBlock",
    "LinkListBlock",
    "NoticeBlock",
    "PeopleBlock",
    "PersonChooserBlock",
    "PictureBlock",
    "QuoteBlock",
    "ShortTextBlock",
    "StepBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "set_anchors",
]
