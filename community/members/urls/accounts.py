"""What accounts have beside allauth's own addresses (``urls.allauth``)."""

from allauth.account import views as account_views
from django.urls import path
from django.views.generic import RedirectView

from ..views import accounts as views
from ..views import security

urlpatterns = [
    path("accounts/", RedirectView.as_view(pattern_name="members:me"), name="account"),
    path("accounts/in/", RedirectView.as_view(pattern_name="account_login"), name="login"),
    path("accounts/out/", account_views.logout, name="logout"),
    path("accounts/new-password/", views.new_password, name="new_password"),
    path("me/security/", security.security, name="me_security"),
]
