"""Blocks out of mammoth's HTML. Nothing here imports Django: it runs in the reading process.

What it gives are the raw values of a StreamField, but for pictures: those have the name of the
file that they lie in (``picture``), and ``importing`` puts the site's own pictures there.
"""

import copy

from lxml import html as lxml_html

from . import notes

BLOCK_TAGS = {"p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
HEADING_LEVELS = {"h1": "h2", "h2": "h2", "h3": "h3"}
TEXT_TAGS = {"p", "ul", "ol", "h3", "h4"}
MAX_HEADING = 150
# Room for one block of text, below the block's own limit: tags count there too.
MAX_TEXT = 15_000
# So many headings stay blocks of their own; more, and the editor would not open.
MAX_HEADING_BLOCKS = 60
# What an ordinary table holds; any other becomes a table of the document, as it is.
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 200, 12, 1000
LINK_STARTS = ("http://", "https://", "mailto:")


class TreeBuilder:
    """Makes blocks of ``source``; ``blocks`` and ``found`` (notes) are the result."""

    def __init__(self, source, found, notes_heading):
        self.found = found
        self.notes_heading = notes_heading
        self.blocks = []
        self.texts = []
        self.text_length = 0
        root = lxml_html.fragment_fromstring(source or "<p></p>", create_parent="div")
        self._tidy(root)
        headings = sum(1 for _ in root.iterchildren("h1", "h2", "h3"))
        self.joins_headings = headings > MAX_HEADING_BLOCKS
        if self.joins_headings:
            found[notes.HEADINGS_JOINED] = 1
        for element in root:
            self._take(element)
        self._end_text()

    # -- Before: links and anchors ---------------------------------------------------------

    def _tidy(self, root):
        """Links that lead somewhere, notes with numbers, no anchors."""
        for item in root.xpath(
            ".//li[starts-with(@id, 'footnote') or starts-with(@id, 'endnote')]"
        ):
            item.getparent().set("data-notes", "yes")
        for link in list(root.iter("a")):
            address = (link.get("href") or "").strip()
            if address.lower().startswith(LINK_STARTS):
                link.attrib.clear()
                link.set("href", address)
                continue
            if address.startswith(("#footnote-ref", "#endnote-ref")):
                link.drop_tree()
                continue
            if address and not address.startswith("#"):
                notes.count(self.found, notes.BAD_LINK)
            link.drop_tag()
        for picture in list(root.iter("img")):
            if not picture.get("src"):
                picture.drop_tree()

    # -- One element after another ---------------------------------------------------------

    def _take(self, element):
        if element.tag in HEADING_LEVELS or element.tag in {"h4", "h5", "h6"}:
            self._take_heading(element)
        elif element.tag == "table":
            self._end_text()
            self._take_table(element)
        elif element.tag in {"ul", "ol"} and element.get("data-notes"):
            self._take_notes(element)
        else:
            self._take_text(element)

    def _take_heading(self, element):
        text = " ".join(element.text_content().split())
        level = HEADING_LEVELS.get(element.tag)
        pictures = list(element.iter("img"))
        if text:
            small = self.joins_headings and element.tag != "h1"
            if level is None or small or len(text) > MAX_HEADING:
                tag = "h4" if level is None else "h3"
                self._add_text(f"<{tag}>{_escape(text)}</{tag}>")
            else:
                self._end_text()
                self.blocks.append({"type": "heading", "value": {"text": text, "level": level}})
        self._take_pictures(pictures)

    def _take_text(self, element):
        pictures = list(element.iter("img"))
        if pictures:
            for picture in pictures:
                picture.drop_tree()
        if element.tag in {"ul", "ol"} and next(element.iter("table"), None) is not None:
            self._take_list_with_tables(element)
        elif element.text_content().strip():
            self._add_text(_to_html(element))
        # Pictures of a paragraph or a list stand after it: their order stays.
        self._take_pictures(pictures)

    def _take_list_with_tables(self, element):
        tables = [copy.deepcopy(table) for table in element.iter("table")]
        for table in list(element.iter("table")):
            table.drop_tree()
        if element.text_content().strip():
            self._add_text(_to_html(element))
        for table in tables:
            self._end_text()
            self._take_table(table)

    def _take_notes(self, element):
        """Footnotes stand at the end, under a heading, with the numbers of the text."""
        self._end_text()
        self.blocks.append(
            {"type": "heading", "value": {"text": self.notes_heading, "level": "h2"}}
        )
        element.attrib.clear()
        for item in element.iterchildren("li"):
            item.attrib.clear()
        self._take_text(element)

    def _take_pictures(self, pictures):
        for picture in pictures:
            self._end_text()
            self.blocks.append(
                {
                    "type": "image",
                    "value": {"picture": picture.get("src"), "alt": picture.get("alt") or ""},
                }
            )

    # -- Text --------------------------------------------------------------------------------

    def _add_text(self, source):
        if self.text_length + len(source) > MAX_TEXT:
            self._end_text()
        self.texts.append(source)
        self.text_length += len(source)

    def _end_text(self):
        if self.texts:
            for piece in _split("".join(self.texts)):
                self.blocks.append({"type": "text", "value": piece})
        self.texts, self.text_length = [], 0

    # -- Tables ------------------------------------------------------------------------------

    def _take_table(self, table):
        rows = list(_rows_of(table))
        if not rows:
            return
        if _is_plain(table, rows):
            self.blocks.append({"type": "table", "value": _table_value(table, rows)})
            return
        pictures = [picture.get("src") for picture in table.iter("img")]
        self.blocks.append(
            {
                "type": "document_table",
                "value": {"html": _to_html(table), "caption": "", "pictures": pictures},
            }
        )


def build_blocks(source, found, notes_heading):
    """Raw blocks of mammoth's HTML ``source``; what was changed is counted in ``found``."""
    return TreeBuilder(source, found, notes_heading).blocks


def _rows_of(table):
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in {"thead", "tbody", "tfoot"}:
            yield from part.iterchildren("tr")


def _cells_of(row):
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _is_plain(table, rows):
    """Whether the table is nothing but short texts in equal rows."""
    if len(rows) > MAX_ROWS or any(
        next(table.iter(tag), None) is not None for tag in ("img", "ul", "ol", "a", "sup", "sub")
    ):
        return False
    if sum(1 for _ in table.iter("table")) > 1:
        return False
    widths = {len(_cells_of(row)) for row in rows}
    if len(widths) != 1 or not 1 <= widths.pop() <= MAX_COLUMNS:
        return False
    cells = [cell for row in rows for cell in _cells_of(row)]
    return not any(
        cell.get("colspan") or cell.get("rowspan") or len(cell.text_content()) > MAX_CELL
        for cell in cells
    ) and any(cell.text_content().strip() for cell in cells)


def _table_value(table, rows):
    has_head = next(table.iter("thead"), None) is not None
    return {
        "data": [[_cell_text(cell) for cell in _cells_of(row)] for row in rows],
        "table_header_choice": "row" if has_head else "neither",
        "first_row_is_table_header": has_head,
        "first_col_is_header": False,
        "table_caption": "",
    }


def _cell_text(cell):
    for line in cell.iter("br"):
        line.tail = "\n" + (line.tail or "")
    paragraphs = list(cell.iterchildren("p")) or [cell]
    return "\n".join(" ".join(p.text_content().split(" ")).strip() for p in paragraphs).strip()


# -- Strings ---------------------------------------------------------------------------------


def _escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _to_html(element):
    tail, element.tail = element.tail, None
    source = lxml_html.tostring(element, encoding="unicode")
    element.tail = tail
    return source


def _split(source):
    """``source`` in pieces that fit a block; one element that is longer than a block goes
    apart at its own children (a list of a thousand points into several lists)."""
    if len(source) <= MAX_TEXT:
        return [source]
    root = lxml_html.fragment_fromstring(source, create_parent="div")
    pieces, current, length = [], [], 0
    for element in _small_elements(root):
        piece = _to_html(element)
        if current and length + len(piece) > MAX_TEXT:
            pieces.append("".join(current))
            current, length = [], 0
        current.append(piece)
        length += len(piece)
    if current:
        pieces.append("".join(current))
    return pieces


def _small_elements(root):
    for element in root:
        if len(_to_html(element)) <= MAX_TEXT or element.tag not in {"ul", "ol", "p"}:
            yield element
        elif element.tag == "p":
            yield from _parts_of_paragraph(element)
        else:
            yield from _parts_of_list(element)


def _parts_of_list(element):
    current, length = None, 0
    number = 1
    for item in list(element):
        piece = len(_to_html(item))
        if current is None or length + piece > MAX_TEXT:
            if current is not None:
                yield current
            current, length = element.makeelement(element.tag, {}), 0
            if element.tag == "ol" and number > 1:
                current.set("start", str(number))
        current.append(item)
        length += piece
        number += 1
    if current is not None:
        yield current


def _parts_of_paragraph(element):
    """A paragraph longer than a block: its words in several, without the emphasis."""
    words, current, length = element.text_content().split(" "), [], 0
    for word in words:
        if current and length + len(word) > MAX_TEXT // 2:
            yield _paragraph(element, current)
            current, length = [], 0
        current.append(word)
        length += len(word) + 1
    if current:
        yield _paragraph(element, current)


def _paragraph(element, words):
    new = element.makeelement("p", {})
    new.text = " ".join(words)
    return new
