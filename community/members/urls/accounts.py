"""Signing in and out."""

from django.urls import path
from django.views.generic import RedirectView

from ..views import accounts as views

urlpatterns = [
    path("accounts/", RedirectView.as_view(pattern_name="members:me"), name="account"),
    path("accounts/login/", views.SignInView.as_view(), name="login"),
    path("accounts/logout/", views.SignOutView.as_view(), name="logout"),
]
