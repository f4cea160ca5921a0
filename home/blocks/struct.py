"""What all blocks of several fields share."""

from wagtail import blocks


class StructBlock(blocks.StructBlock):
    """A block of several fields. The search gets the words in them: nothing of a field that was
    left out (Wagtail would write "None"), nor of those that say how it looks."""

    # Names of fields that only say how the block looks.
    looks = ()

    def get_searchable_content(self, value):
        if not self.search_index:
            return []
        return [
            words
            for name, block in self.child_blocks.items()
            if name not in self.looks and value.get(name) is not None
            for words in block.get_searchable_content(value[name])
        ]
