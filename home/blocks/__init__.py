from wagtail import blocks


class ArticleBlocks(blocks.StreamBlock):
    text = blocks.RichTextBlock()


class ContentBlocks(ArticleBlocks):
    pass


__all__ = ["ArticleBlocks", "ContentBlocks"]
