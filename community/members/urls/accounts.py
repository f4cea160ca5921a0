"""Signing in and out."""

from django.urls import path

from ..views import accounts as views

urlpatterns = [
    path("accounts/", views.account, name="account"),
    path("accounts/login/", views.SignInView.as_view(), name="login"),
    path("accounts/logout/", views.SignOutView.as_view(), name="logout"),
]
