from django.conf import settings
from django.urls import path

from .sitemaps import sitemap
from .views.display import display_view
from .views.service import favicon, healthz, readyz, robots
from .views.style_guide import style_guide_view

app_name = "home"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("favicon.ico", favicon, name="favicon"),
    path("display/", display_view, name="display"),
]

if settings.STYLE_GUIDE:
    urlpatterns += [path("styleguide/", style_guide_view, name="style_guide")]
