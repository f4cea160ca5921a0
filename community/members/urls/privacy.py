"""Texts that people agree to, their consents, and what the site keeps of them."""

from django.urls import path

from ..views import texts

urlpatterns = [
    path("texts/<str:kind>/", texts.text, name="text"),
    path("texts/<str:kind>/<int:version>/", texts.text_version, name="text_version"),
]
