from django.conf import settings
from django.urls import path

from home.views.display import display_view
from home.views.style_guide import style_guide_view

app_name = "home"
urlpatterns = [
    path("display/", display_view, name="display"),
]

if settings.STYLE_GUIDE:
    urlpatterns += [path("styleguide/", style_guide_view, name="style_guide")]
