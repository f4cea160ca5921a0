from .collections import collection_detail, collection_list
from .contribute import FilesStep, NewView
from .contribute_about import AboutStep
from .contribute_send import SendStep
from .downloads import download_file, preview_file
from .lists import material_list, tag_detail
from .materials import material_detail
from .uploads import upload, uploads
from .works import delete_draft, discard, my_works, withdraw, work

__all__ = [
    "AboutStep",
    "FilesStep",
    "NewView",
    "SendStep",
    "collection_detail",
    "collection_list",
    "delete_draft",
    "discard",
    "download_file",
    "material_detail",
    "material_list",
    "my_works",
    "preview_file",
    "tag_detail",
    "upload",
    "uploads",
    "withdraw",
    "work",
]
