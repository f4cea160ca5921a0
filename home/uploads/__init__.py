"""Checks of uploaded files by their content; pure, used by every wing."""

from .checks import check_announced, check_upload, megabytes
from .names import safe_name
from .types import KNOWN_TYPES, DetectedType, type_by_extension

__all__ = [
    "KNOWN_TYPES",
    "DetectedType",
    "check_announced",
    "check_upload",
    "megabytes",
    "safe_name",
    "type_by_extension",
]
