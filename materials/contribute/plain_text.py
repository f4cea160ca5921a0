"""Text that an author typed into a plain field, as blocks of a body and back."""

import re
from html import unescape

from django.utils.html import escape

from home.blocks.text import MAX_TEXT

# Blocks that came out of a document bear its number: they are taken out again by it.
DOCUMENT_ID = "document-"
PARAGRAPH = re.compile(r"\s*<p(?: [^>]*)?>(.*?)</p>\s*", re.DOTALL)
BREAK = re.compile(r"<br\s*/?>")
# One block of text, below its own limit: tags count there too.
MAX_BLOCK = MAX_TEXT * 3 // 4
MAX_TYPED = 100_000
MAX_WORD = 1000


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
    sources = [""]
    for piece in (piece for paragraph in paragraphs for piece in _pieces(paragraph)):
        source = f"<p>{piece}</p>"
        if sources[-1] and len(sources[-1]) + len(source) > MAX_BLOCK:
            sources.append("")
        sources[-1] += source
    return [
        {"type": "text", "value": source, "id": f"typed-{number}" if number else "typed"}
        for number, source in enumerate(sources)
    ]


def _pieces(paragraph):
    """A paragraph as HTML, in as few parts as fit into blocks."""
    piece = ""
    for part in re.findall(rf"\s*\S{{1,{MAX_WORD}}}", paragraph):
        source = escape(part).replace("\n", "<br/>")
        if piece and len(piece) + len(source) > MAX_BLOCK - len("<p></p>"):
            yield piece
            piece, source = "", escape(part.strip())
        piece += source
    yield piece


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
