"""Addresses of allauth, below /accounts/, with our views where its own fall short."""

from allauth.urls import urlpatterns as allauth_urls
from django.urls import path
from django.views.generic import RedirectView

from ..providers import provider_urls
from ..views import accounts as views

urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path(
        "confirm-email/",
        views.ConfirmEmailView.as_view(),
        name="account_email_verification_sent",
    ),
    path("sessions/", views.SessionsView.as_view(), name="usersessions_list"),
    path("3rdparty/", views.ConnectionsView.as_view(), name="socialaccount_connections"),
    # Newcomers through other sites register as everybody does.
    path(
        "3rdparty/signup/",
        RedirectView.as_view(pattern_name="members:social_signup"),
        name="socialaccount_signup",
    ),
    *provider_urls(),
    *allauth_urls,
]
