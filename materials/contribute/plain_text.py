"""Text that an author typed into a plain field, as blocks of a body and back."""

import re
from html import unescape

from django.utils.html import escape

from home.blocks.text import MAX_TEXT

# Blocks that came out of a document bear its number: they are taken out again by it.
DOCUMENT_ID = "document-"
PARAGRAPH = re.compile(r"\s*<p(?: [^>]*)?>(.*?)</p>\s*", re.DOTALL)
BREAK = re.compile(r"<br\s*/?>")
MAX_TYPED = MAX_TEXT // 2


def is_from_document(block):
    """Whether a block of a body came out of a Word document."""
    return str(block.id or "").startswith(DOCUMENT_ID)


def split_body(body):
    """``(own, imported)``: blocks of ``body`` that were written here, and those that came out of
    a document; both as they are stored."""
    own, imported = [], []
    for block in body or []:
        (imported if is_from_document(block) else own).append(block.get_prep_value())
    return own, imported


def to_blocks(text):
    """What was typed, as blocks: an empty line begins a new paragraph."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return []
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    source = "".join(f"<p>{escape(part).replace(chr(10), '<br/>')}</p>" for part in paragraphs)
    return [{"type": "text", "value": source, "id": "typed"}]


def to_text(blocks):
    """The blocks as they could have been typed; ``None`` when they hold more than plain words."""
    texts = []
    for block in blocks:
        if block["type"] != "text":
            return None
        source = block["value"]
        found = PARAGRAPH.findall(source)
        if PARAGRAPH.sub("", source).strip():
            return None
        for paragraph in found:
            words = BREAK.sub("\n", paragraph)
            if "<" in words:
                return None
            texts.append(unescape(words))
    return "\n\n".join(texts)
