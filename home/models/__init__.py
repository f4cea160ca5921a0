from .base import BasePage
from .media import SiteDocument, SiteImage, SiteRendition
from .pages import HomePage, StandardPage
from .settings import SiteSettings

__all__ = [
    "BasePage",
    "HomePage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "StandardPage",
]
