"""The kinds of files that the site knows: what each is called, served as and shown as."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class DetectedType:
    """What a file turned out to be, judging by its content and not by its name."""

    extension: str
    media_type: str
    label: str
    family: str = "document"
    # Other extensions under which the same content is at home.
    aliases: tuple = ()

    def is_named(self, extension):
        """Whether a file of this kind may bear ``extension``."""
        return extension == self.extension or extension in self.aliases


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

DOC = DetectedType("doc", "application/msword", _("a Word document (doc)"), aliases=("dot",))
XLS = DetectedType("xls", "application/vnd.ms-excel", _("an Excel workbook (xls)"))
PPT = DetectedType(
    "ppt", "application/vnd.ms-powerpoint", _("a PowerPoint presentation (ppt)"), aliases=("pps",)
)
DOCX = DetectedType("docx", f"{_OOXML}wordprocessingml.document", _("a Word document (docx)"))
XLSX = DetectedType("xlsx", f"{_OOXML}spreadsheetml.sheet", _("an Excel workbook (xlsx)"))
PPTX = DetectedType(
    "pptx", f"{_OOXML}presentationml.presentation", _("a PowerPoint presentation (pptx)")
)
PPSX = DetectedType("ppsx", f"{_OOXML}presentationml.slideshow", _("a PowerPoint show (ppsx)"))
ODT = DetectedType("odt", f"{_ODF}text", _("an OpenDocument text (odt)"))
ODS = DetectedType("ods", f"{_ODF}spreadsheet", _("an OpenDocument spreadsheet (ods)"))
ODP = DetectedType("odp", f"{_ODF}presentation", _("an OpenDocument presentation (odp)"))
PDF = DetectedType("pdf", "application/pdf", _("a PDF document"))
RTF = DetectedType("rtf", "application/rtf", _("an RTF document"))
EPUB = DetectedType("epub", "application/epub+zip", _("an EPUB book"))
DJVU = DetectedType("djvu", "image/vnd.djvu", _("a DjVu document"))
GGB = DetectedType("ggb", "application/vnd.geogebra.file", _("a GeoGebra drawing"))
SB3 = DetectedType("sb3", "application/x.scratch.sb3", _("a Scratch project"))
TXT = DetectedType("txt", "text/plain", _("a text file"), "text", aliases=("csv",))
CSV = DetectedType("csv", "text/csv", _("a CSV table"), "text")
ZIP = DetectedType("zip", "application/zip", _("a ZIP archive"), "archive")
JPEG = DetectedType("jpg", "image/jpeg", _("a JPEG picture"), "image", aliases=("jpeg",))
PNG = DetectedType("png", "image/png", _("a PNG picture"), "image")
GIF = DetectedType("gif", "image/gif", _("a GIF picture"), "image")
WEBP = DetectedType("webp", "image/webp", _("a WebP picture"), "image")
AVIF = DetectedType("avif", "image/avif", _("an AVIF picture"), "image")
HEIC = DetectedType("heic", "image/heic", _("a HEIC picture"), "image", aliases=("heif",))
MP3 = DetectedType("mp3", "audio/mpeg", _("an MP3 recording"), "audio")
M4A = DetectedType("m4a", "audio/mp4", _("an M4A recording"), "audio")
OGG = DetectedType("ogg", "audio/ogg", _("an Ogg recording"), "audio", aliases=("oga",))
WAV = DetectedType("wav", "audio/wav", _("a WAV recording"), "audio")
MP4 = DetectedType("mp4", "video/mp4", _("an MP4 video"), "video", aliases=("m4v",))
WEBM = DetectedType("webm", "video/webm", _("a WebM video"), "video")

KNOWN_TYPES = [
    DOC, XLS, PPT, DOCX, XLSX, PPTX, PPSX, ODT, ODS, ODP, PDF, RTF, EPUB, DJVU, GGB, SB3,
    CSV, TXT, ZIP, JPEG, PNG, GIF, WEBP, AVIF, HEIC, MP3, M4A, OGG, WAV, MP4, WEBM,
]  # fmt: skip


def type_by_extension(extension):
    """The kind of file that bears ``extension``, or ``None`` when the site knows none."""
    extension = extension.lower()
    return next((known for known in KNOWN_TYPES if known.is_named(extension)), None)
