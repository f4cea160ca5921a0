"""Addresses of the whole site (docs: the contract of addresses is tested in tests/)."""

from captcha.views import captcha_image
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from home.admin_moving import move_page
from home.views.files import serve_document, serve_media
from home.views.pages import serve as serve_page
from subjects import reports

urlpatterns = [
    path("", include("home.urls")),
    path("", include("community.notifications.urls")),
    path("", include("community.discussions.urls")),
    path("", include("community.moderation.urls")),
    path("", include("community.members.urls")),
    path("accounts/", include("community.members.urls.sign_in")),
    path("accounts/picture/<str:key>/", captcha_image, {"scale": 1}, name="captcha-image"),
    # One sign-in page for all; Wagtail's own would take a password past its rules.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/pages/<int:page_to_move_id>/move/", move_page),
    path("admin/reports/workflow/", reports.workflows),
    path("admin/reports/workflow/results/", reports.workflows_results),
    path("admin/reports/workflow_tasks/", reports.workflow_tasks),
    path("admin/reports/workflow_tasks/results/", reports.workflow_tasks_results),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", serve_document),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include("materials.urls")),
    path("", include("sections.announcements.urls")),
    path("", include("sections.useful_sites.urls")),
    path("", include("sections.official.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve_media)]

# Last: whatever is left is the address of a page.
urlpatterns += [re_path(serve_pattern, serve_page), path("", include(wagtail_urls))]

handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.permission_denied"
handler404 = "home.views.errors.page_not_found"
handler429 = "home.views.errors.too_many_requests"
handler500 = "home.views.errors.server_error"
