from .collections import collection_detail, collection_list
from .downloads import download_file
from .lists import material_list, tag_detail
from .materials import material_detail

__all__ = [
    "collection_detail",
    "collection_list",
    "download_file",
    "material_detail",
    "material_list",
    "tag_detail",
]
