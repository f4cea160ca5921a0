"""Mends what mammoth would pass over, and looks afterwards whether any words were lost."""

import copy
import re
from html import unescape

from lxml import etree

from . import notes

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWN = "{urn:schemas-microsoft-com:vml}"
# Wrappers of runs that mammoth does not know, with all that is in them.
WRAPPERS = ("fldSimple", "bdo", "dir")
TAG = re.compile(r"<[^>]*>")
NOT_OF_WORDS = re.compile(r"[\W_]+")
# Words stand about where they stood in the document; elsewhere they are looked for in the whole.
NEAR = 20_000
MAX_LOST = 500


def mend(data):
    """``(XML, words)`` of a part of a document: as mammoth is to read it, and the pieces of
    words in each paragraph."""
    root = etree.fromstring(data, _parser())
    word = WORD if root.tag.startswith(WORD) else STRICT_WORD
    words = list(_words_of(root, word))
    for choice in list(root.iter(f"{CHOICES}AlternateContent")):
        if choice.find(f"{CHOICES}Fallback") is None:
            _unwrap(choice)
    for name in WRAPPERS:
        for wrapper in list(root.iter(f"{word}{name}")):
            _unwrap(wrapper)
    for drawing in list(root.iter(f"{word}drawing")):
        _show_text_boxes(drawing, word)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), words


def _parser():
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _unwrap(element):
    """Put the children of ``element`` in its place."""
    parent = element.getparent()
    place = parent.index(element)
    children = list(element)
    if element.tag.startswith(CHOICES):
        children = [child for choice in element for child in choice]
    parent[place : place + 1] = children


def _show_text_boxes(drawing, word):
    """A text box in the form that mammoth reads, beside the one that it does not; one that has
    both has them as alternatives."""
    if any(True for _ in drawing.iterancestors(f"{CHOICES}AlternateContent")):
        return
    boxes = [box for box in drawing.iter(f"{word}txbxContent")
             if not any(True for _ in box.iterancestors(f"{word}txbxContent"))]  # fmt: skip
    for box in boxes:
        picture = etree.Element(f"{word}pict")
        shape = etree.SubElement(picture, f"{DRAWN}shape")
        etree.SubElement(shape, f"{DRAWN}textbox").append(copy.deepcopy(box))
        drawing.addnext(picture)


def _words_of(root, word):
    """Pieces of words of each paragraph; what was struck out or moved away is not there."""
    left_out = {f"{word}del", f"{word}moveFrom", f"{CHOICES}Fallback"}
    paragraphs = {}
    stack = [(root, None)]
    while stack:
        element, paragraph = stack.pop()
        if element.tag in left_out:
            continue
        if element.tag == f"{word}p":
            paragraph = element
            paragraphs[paragraph] = []
        elif element.tag == f"{word}t" and element.text and paragraph is not None:
            paragraphs[paragraph].append(element.text)
        stack.extend((child, paragraph) for child in reversed(element))
    return paragraphs.values()


def count_lost(words, blocks, found):
    """Note how many paragraphs have words that are not in ``blocks``."""
    seen = _squeezed("".join(_texts_of(blocks)))
    at = lost = 0
    for pieces in words:
        is_lost = False
        for piece in filter(None, map(_squeezed, pieces)):
            place = seen.find(piece, max(0, at - NEAR), at + NEAR + len(piece))
            if place < 0:
                place = seen.find(piece)
            if place < 0:
                is_lost = True
            else:
                at = place + len(piece)
        lost += is_lost
        if lost >= MAX_LOST:
            break
    notes.count(found, notes.LOST, lost)


def _squeezed(text):
    return NOT_OF_WORDS.sub("", text)


def _texts_of(blocks):
    for block in blocks:
        value = block["value"]
        if isinstance(value, str):
            yield unescape(TAG.sub("", value))
        elif "html" in value:
            yield unescape(TAG.sub("", value["html"]))
        elif "data" in value:
            yield from (cell for row in value["data"] for cell in row)
        else:
            yield value.get("text", "")
