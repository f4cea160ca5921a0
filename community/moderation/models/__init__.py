from .cases import Case, Complaint
from .decisions import Appeal, Decision, Sanction
from .settings import ModerationSettings
from .words import WatchWord

__all__ = [
    "Appeal",
    "Case",
    "Complaint",
    "Decision",
    "ModerationSettings",
    "Sanction",
    "WatchWord",
]
