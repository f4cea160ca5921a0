"""PDF with real text: searchable, copyable, named and marked as Russian."""

from collections.abc import Mapping

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TableBordersLayout
from fpdf.fonts import FontFace
from fpdf.prefs import ViewerPreferences

from .common import FILE_DATE, FONTS, column_shares
from .palette import INK, INK_SOFT, LINE, MARGIN, WHITE, Palette, get_palette, rgb

FAMILY = "Golos"
LEFT, RIGHT, TOP = 25, 17, 18
LINE_HEIGHT = 6


def make(content: Mapping, colour: str, author: str) -> bytes:
    """A .pdf of the content's title and sections, with the sections as bookmarks."""
    palette = get_palette(colour)
    pdf = _Sheet(palette)
    pdf.set_title(content["title"])
    pdf.set_author(author)
    pdf.set_lang("ru-RU")
    pdf.set_creation_date(FILE_DATE)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.add_page()
    pdf.write_title(content["title"])
    for section in content["sections"]:
        pdf.write_section(section)
    return bytes(pdf.output())


class _Sheet(FPDF):
    """An A4 page with the notebook's spine and red margin; knows how to set each kind of text."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(format="A4")
        self.palette = palette
        self.add_font(FAMILY, "", FONTS / "GolosText-Regular.ttf")
        self.add_font(FAMILY, "B", FONTS / "GolosText-Bold.ttf")
        # Golos has no Greek, arrows or signs of mathematics: these few come from a wider font.
        self.add_font("Symbols", "", FONTS / "DejaVuSans-Symbols.ttf")
        self.set_fallback_fonts(["Symbols"], exact_match=False)
        self.set_margins(LEFT, TOP, RIGHT)
        self.set_auto_page_break(True, margin=20)

    def header(self) -> None:
        """Draw the spine and the margin line; fpdf2 calls this for each page."""
        self.set_fill_color(*rgb(self.palette.main))
        self.rect(0, 0, 7, self.h, style="F")
        self.set_draw_color(*rgb(MARGIN))
        self.set_line_width(0.3)
        self.line(LEFT - 6, 0, LEFT - 6, self.h)
        self.set_y(TOP)

    def footer(self) -> None:
        """Number the page; fpdf2 calls this for each page."""
        self.set_y(-14)
        self.set_font(FAMILY, "", 9)
        self.set_text_color(*rgb(INK_SOFT))
        self.cell(0, 5, str(self.page_no()), align="R")

    def write_title(self, title: str) -> None:
        self.set_font(FAMILY, "B", 21)
        self.set_text_color(*rgb(INK))
        self.multi_cell(0, 9.5, title, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)
        self.set_fill_color(*rgb(self.palette.main))
        self.rect(self.l_margin, self.get_y(), 24, 1.2, style="F")
        self.ln(7)

    def write_section(self, section: Mapping) -> None:
        if heading := section.get("heading"):
            self._write_heading(heading)
        for text in section.get("paragraphs") or []:
            self._set_body()
            self._write(text)
            self.ln(2)
        for text in section.get("bullets") or []:
            self._write_item("•", text)
        if numbered := section.get("numbered"):
            self.ln(1.5 if section.get("bullets") else 0)
            for number, text in enumerate(numbered, start=1):
                self._write_item(f"{number}.", text)
        if table := section.get("table"):
            self._write_table(table)
        self.ln(2)

    def _set_body(self) -> None:
        self.set_font(FAMILY, "", 11)
        self.set_text_color(*rgb(INK))

    def _write(self, text: str) -> None:
        self.multi_cell(0, LINE_HEIGHT, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def _write_heading(self, heading: str) -> None:
        """A heading that is never left alone at the foot of a page."""
        self.set_font(FAMILY, "B", 14)
        if self.get_y() > self.h - 45:
            self.add_page()
        self.ln(3)
        self.start_section(heading)
        self.set_text_color(*rgb(self.palette.main))
        self.multi_cell(0, 7, heading, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.5)

    def _write_item(self, mark: str, text: str) -> None:
        """One item of a list, its text hanging beside the mark."""
        self._set_body()
        indent = 9
        width = self.epw - indent
        height = self.multi_cell(
            width, LINE_HEIGHT, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        if self.will_page_break(height):
            self.add_page()
        self.set_font(FAMILY, "B", 11)
        self.set_text_color(*rgb(self.palette.main))
        self.cell(indent, LINE_HEIGHT, mark, align="L")
        self._set_body()
        self.multi_cell(width, LINE_HEIGHT, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.2)

    def _write_table(self, table: Mapping) -> None:
        header, rows = table["header"], table["rows"]
        shares = column_shares(header, rows)
        self._set_body()
        self.set_font_size(10)
        self.set_draw_color(*rgb(LINE))
        # Cells without a fill of their own take the current one, that of the spine.
        self.set_fill_color(*rgb(WHITE))
        self.set_line_width(0.3)
        heads = FontFace(
            emphasis="BOLD", color=rgb(INK), fill_color=rgb(self.palette.pale), size_pt=10
        )
        self.ln(1.5)
        with self.table(
            col_widths=[share * 100 for share in shares],
            text_align="LEFT",
            line_height=5.2,
            padding=1.8,
            headings_style=heads,
            borders_layout=TableBordersLayout.ALL,
        ) as grid:
            for values in [header, *rows]:
                row = grid.row()
                for value in [*values, *[""] * (len(shares) - len(values))]:
                    row.cell(str(value))
        self.ln(3)
