"""Texts that people agree to, their consents, and what the site keeps of them."""

from django.urls import path

from ..views import consents, privacy, texts

urlpatterns = [
    path("texts/<str:kind>/", texts.text, name="text"),
    path("texts/<str:kind>/<int:version>/", texts.text_version, name="text_version"),
    path("accounts/consents/", consents.consents_due, name="consents_due"),
    path("me/consents/", consents.me_consents, name="me_consents"),
    path("me/consents/<str:kind>/give/", consents.give_consent, name="consent_give"),
    path("me/consents/<str:kind>/withdraw/", consents.withdraw_consent, name="consent_withdraw"),
    path("me/data/", privacy.me_data, name="me_data"),
    path("me/data/<int:pk>/download/", privacy.download_data, name="data_download"),
    path("me/delete/", privacy.me_delete, name="me_delete"),
    path("me/delete/cancel/", privacy.cancel_deletion, name="cancel_deletion"),
]
