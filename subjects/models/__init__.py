from .hubs import HubPage
from .indexes import CommunityIndexPage, SubjectIndexPage
from .provision import HubApprovalTask, HubProvision

__all__ = [
    "CommunityIndexPage",
    "HubApprovalTask",
    "HubPage",
    "HubProvision",
    "SubjectIndexPage",
]
