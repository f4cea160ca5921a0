from .media import SiteDocument, SiteImage, SiteRendition
from .pages import BasePage, HomePage, StandardPage
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
