"""Addresses of people: accounts, the member's own pages, and the pages of members."""

from . import accounts, joining, me, people, privacy

app_name = "members"
urlpatterns = [
    *accounts.urlpatterns,
    *joining.urlpatterns,
    *me.urlpatterns,
    *privacy.urlpatterns,
    *people.urlpatterns,
]
