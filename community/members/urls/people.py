"""Pages of members."""

from django.urls import path

from ..views import directory, memberships, portfolio_pages, profiles

urlpatterns = [
    path("members/", directory.directory, name="directory"),
    # Before the pages of members: nobody is called so (``handles.RESERVED``).
    path("members/join/<int:hub_id>/", memberships.join, name="join"),
    path("members/leave/<int:hub_id>/", memberships.leave, name="leave"),
    path("members/withdraw/<int:hub_id>/", memberships.withdraw, name="withdraw"),
    path("members/<str:handle>/", profiles.profile, name="profile"),
    path("members/<str:handle>/portfolio/", portfolio_pages.portfolio, name="portfolio"),
    path("members/<str:handle>/portfolio.pdf", portfolio_pages.portfolio_pdf, name="portfolio_pdf"),
    path(
        "members/<str:handle>/portfolio/<int:pk>/scan/",
        portfolio_pages.portfolio_scan,
        name="portfolio_scan",
    ),
]
