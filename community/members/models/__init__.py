"""People, where they belong, what they agreed to and what they keep here."""

from .consents import Consent, ConsentText
from .invitations import Invitation, InvitationSheet, PeopleImport
from .memberships import Membership
from .organisations import Organisation
from .portfolio import PortfolioEntry
from .privacy import AccountDeletion, DataExport
from .registrations import Registration
from .settings import PeopleSettings
from .user import MemberManager, User

__all__ = [
    "AccountDeletion",
    "Consent",
    "ConsentText",
    "DataExport",
    "Invitation",
    "InvitationSheet",
    "MemberManager",
    "Membership",
    "Organisation",
    "PeopleImport",
    "PeopleSettings",
    "PortfolioEntry",
    "Registration",
    "User",
]
