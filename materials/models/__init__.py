from .coauthors import CoAuthor
from .collections import MaterialCollection, MaterialCollectionItem
from .files import FileDownloads, StoredFile
from .gone import GoneMaterial
from .material import Material
from .parts import MaterialAuthor, MaterialFile
from .pictures import WorkPicture
from .submissions import Submission
from .taxonomy import Grade, TaggedMaterial
from .texts import FileText
from .uploads import Upload

__all__ = [
    "CoAuthor",
    "FileDownloads",
    "FileText",
    "GoneMaterial",
    "Grade",
    "Material",
    "MaterialAuthor",
    "MaterialCollection",
    "MaterialCollectionItem",
    "MaterialFile",
    "StoredFile",
    "Submission",
    "TaggedMaterial",
    "Upload",
    "WorkPicture",
]
