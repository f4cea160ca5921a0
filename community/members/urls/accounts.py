"""What accounts have beside allauth's own addresses (``urls.allauth``)."""

from django.urls import path
from django.views.generic import RedirectView

from ..views import accounts as views
from ..views import security

urlpatterns = [
    path("accounts/", RedirectView.as_view(pattern_name="members:me"), name="account"),
    path("accounts/new-password/", views.new_password, name="new_password"),
    path("me/security/", security.security, name="me_security"),
]
