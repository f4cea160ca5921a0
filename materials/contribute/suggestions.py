"""What the site guesses of a work by itself, so that the author only has to mend it."""

import re
import zipfile
from pathlib import PurePath
from urllib.parse import urlsplit

from defusedxml import DefusedXmlException, ElementTree
from django.db.models import Count
from taggit.models import Tag

from home.text.keys import search_key
from home.uploads.archives import DAMAGE
from home.uploads.types import type_by_extension

from ..enums import FileTextStatus, MaterialKind
from ..models import FileText

MAX_TITLE = 255
# Names that cameras, scanners and programs give: they say nothing of what is inside.
MEANINGLESS = re.compile(
    r"(img|dsc[nf]?|p|pic|photo|image|picture|scan|screenshot|doc|document\w*|file|book|"
    r"presentation|untitled|new|whatsapp image|video|vid|mov|pxl|signal|telegram|"
    r"фото|скан\w*|снимок( экрана)?|изображение|рисунок|документ( microsoft word)?|"
    r"microsoft word|лист( microsoft excel)?|книга|презентация( microsoft powerpoint)?|"
    r"без имени|без названия|новый|новая|безымянный|файл)?[\W\d_]*(at|в)?[\W\d_]*(copy|копия)?",
    re.IGNORECASE,
)
COPY = re.compile(
    r"(\s*[-–]\s*(копия|copy)(\s*\(\d+\))?|\s*\(\d{1,3}\)|\s+(копия|copy))+$", re.IGNORECASE
)
COPY_OF = re.compile(r"^(копия|copy of)\s+", re.IGNORECASE)
GRADE = re.compile(
    r"(?<!\d)(1[01]|[1-9])(?:\s*[-–—]\s*(1[01]|[1-9]))?\s*[-–]?\s*(?:й|го|е|х|[а-г])?\s*"
    r"(?:кл(?:асс\w*)?\b\.?)",
    re.IGNORECASE,
)
PRESCHOOL = re.compile(r"дошкольн|детск\w+ сад|доу\b", re.IGNORECASE)
VIDEO_HOSTS = (
    "youtube.com",
    "youtu.be",
    "rutube.ru",
    "vk.com/video",
    "vkvideo.ru",
    "dzen.ru/video",
)
# The first that fits the words wins.
KIND_WORDS = [
    (MaterialKind.SOFTWARE_REVIEW, r"обзор (программ|сервис|приложен|сайт)"),
    (MaterialKind.VIRTUAL_WORK, r"виртуальн\w+ (лаборатор|экскурс|работ)"),
    (MaterialKind.PROGRAMME, r"программ[аы]\b|\bктп\b|календарно|планировани"),
    (MaterialKind.TEST, r"\bтест|контрольн|проверочн|самостоятельн\w+ работ|диктант|викторин"),
    (MaterialKind.TEST, r"\bк\W?р\b|\b(вп|ог|ег)[рэ]\b"),
    (MaterialKind.WORKSHEET, r"рабоч\w+ лист|карточк|раздаточн|упражнени|задани|тренаж"),
    (MaterialKind.PROJECT, r"проект"),
    (MaterialKind.LESSON_PLAN, r"конспект|план урок|технологическ\w+ карт|разработк\w+ урок"),
    (MaterialKind.LESSON_PLAN, r"сценари|\bурок|заняти"),
    (MaterialKind.PUBLICATION, r"газет|стенгазет|вестник"),
    (MaterialKind.ARTICLE, r"стать|доклад|из опыта|выступлени"),
    (MaterialKind.PRESENTATION, r"презентаци"),
]
KIND_OF_FAMILY = {"video": MaterialKind.VIDEO, "image": MaterialKind.WORKSHEET}
KIND_OF_EXTENSION = {
    **dict.fromkeys(["ppt", "pptx", "ppsx", "odp"], MaterialKind.PRESENTATION),
    **dict.fromkeys(["ggb", "sb3"], MaterialKind.VIRTUAL_WORK),
}
COMMON_TAGS, FOUND_TAGS, KNOWN_TAGS = 6, 8, 300
MAX_LOOKED_THROUGH = 50_000
MAX_PROPERTIES_BYTES = 100_000
DOCUMENT_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def clean_name(name):
    """The name of a file as a title: without its extension, underscores and marks of copies;
    empty when it says nothing."""
    path = PurePath(name)
    stem = path.stem if type_by_extension(path.suffix.lstrip(".")) else name
    title = " ".join(re.sub(r"[_+]+|%20", " ", stem).split())
    if " " not in title:
        title = re.sub(r"(?<=\w)[.-](?=[^\W\d])", " ", title)
    title = COPY_OF.sub("", COPY.sub("", title)).strip(" .-–—")
    if not title or MEANINGLESS.fullmatch(title):
        return ""
    return (title[0].upper() + title[1:])[:MAX_TITLE]


def guess_title(stored):
    """A title for the work whose file is ``stored``: the name of the file, or the title that a
    Word document gives itself."""
    return clean_name(stored.name) or (_title_inside(stored) if stored.extension == "docx" else "")


def _title_inside(stored):
    try:
        with (
            stored.file.open("rb") as file,
            zipfile.ZipFile(file) as archive,
            archive.open("docProps/core.xml") as part,
        ):
            root = ElementTree.fromstring(part.read(MAX_PROPERTIES_BYTES))
    except (*DAMAGE, ElementTree.ParseError, DefusedXmlException):
        return ""
    title = " ".join((root.findtext(DOCUMENT_TITLE) or "").split())
    return "" if MEANINGLESS.fullmatch(title) else title[:MAX_TITLE]


def guess_kind(version):
    """What the work most likely is: by the words of its title, else by its first file."""
    words = " ".join([version.title, *(row.stored.name for row in version.listed_files)]).lower()
    for kind, pattern in KIND_WORDS:
        if re.search(pattern, words.replace("_", " ")):
            return kind
    lead = version.lead_file
    if lead is not None:
        family = type_by_extension(lead.extension)
        by_family = KIND_OF_FAMILY.get(family.family, "") if family else ""
        return KIND_OF_EXTENSION.get(lead.extension, by_family)
    address = urlsplit(version.external_url)
    place = f"{address.hostname or ''}{address.path}".removeprefix("www.").removeprefix("m.")
    return MaterialKind.VIDEO if place.startswith(VIDEO_HOSTS) else ""


def guess_grades(version):
    """School years that the title and the names of the files speak of."""
    words = " ".join([version.title, *(row.stored.name for row in version.listed_files)])
    words = words.replace("_", " ")
    found = {0} if PRESCHOOL.search(words) else set()
    for match in GRADE.finditer(words):
        first, last = int(match[1]), int(match[2] or match[1])
        found.update(range(first, last + 1) if first <= last else [first, last])
    return sorted(found)


def suggest_tags(version):
    """``(found, common)`` names of tags for the work: of those that its hub uses, the ones that
    its words speak of, and the commonest."""
    uses = Tag.objects.all()
    if version.hub is not None:
        uses = uses.filter(tagged_materials__content_object__hub=version.hub)
    known = uses.annotate(number=Count("tagged_materials")).filter(number__gt=0)
    names = list(known.order_by("-number", "name").values_list("name", flat=True)[:KNOWN_TAGS])
    words = " ".join(["", *re.findall(r"\w+", search_key(*_words_of(version)))])
    found = [name for name in names if _speaks_of(words, name)][:FOUND_TAGS]
    common = [name for name in names if name not in found][:COMMON_TAGS]
    return found, common


def _words_of(version):
    yield from (version.title, version.summary)
    stored = [row.stored_id for row in version.listed_files]
    room = MAX_LOOKED_THROUGH
    for text in FileText.objects.filter(stored__in=stored, status=FileTextStatus.READY):
        for _place, words in text.parts:
            yield words[:room]
            room -= len(words)
            if room <= 0:
                return


def _speaks_of(words, tag):
    """Whether ``words`` hold each word of ``tag``, with whatever ending."""
    return all(f" {_stem(word)}" in words for word in re.findall(r"\w+", search_key(tag)))


def _stem(word):
    return word[: max(4, len(word) - 2)]
