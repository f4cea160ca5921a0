"""Pages of members."""

from django.urls import path

from ..views import directory, portfolio_pages, profiles

urlpatterns = [
    path("members/", directory.directory, name="directory"),
    path("members/<str:handle>/", profiles.profile, name="profile"),
    path("members/<str:handle>/portfolio/", portfolio_pages.portfolio, name="portfolio"),
    path("members/<str:handle>/portfolio.pdf", portfolio_pages.portfolio_pdf, name="portfolio_pdf"),
    path(
        "members/<str:handle>/portfolio/<int:pk>/scan/",
        portfolio_pages.portfolio_scan,
        name="portfolio_scan",
    ),
]
