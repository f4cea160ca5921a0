from .coauthors import (
    ask_for_work,
    coauthors_of_work,
    find_coauthors,
    invitation,
    leave_work,
    remove_coauthor,
)
from .collections import collection_detail, collection_list
from .contribute import FilesStep, NewView
from .contribute_about import AboutStep
from .contribute_send import SendStep
from .downloads import download_file, preview_file
from .lists import material_list, tag_detail
from .materials import material_detail
from .uploads import upload, uploads
from .works import delete_draft, discard, look, my_works, withdraw, work

__all__ = [
    "AboutStep",
    "FilesStep",
    "NewView",
    "SendStep",
    "ask_for_work",
    "coauthors_of_work",
    "collection_detail",
    "collection_list",
    "delete_draft",
    "discard",
    "download_file",
    "find_coauthors",
    "invitation",
    "leave_work",
    "look",
    "material_detail",
    "material_list",
    "my_works",
    "preview_file",
    "remove_coauthor",
    "tag_detail",
    "upload",
    "uploads",
    "withdraw",
    "work",
]
