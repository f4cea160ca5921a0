from .checks import LinkCheck
from .pages import UsefulSitesPage
from .sites import TaggedSite, UsefulSite

__all__ = ["LinkCheck", "TaggedSite", "UsefulSite", "UsefulSitesPage"]
