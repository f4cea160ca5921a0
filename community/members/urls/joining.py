"""Registration, invitation codes, joining and leaving hubs."""

from django.urls import path

from ..views import applications, invitations, registration

urlpatterns = [
    path("accounts/signup/", registration.SignUpView.as_view(), name="signup"),
    path("accounts/signup/other/", registration.SocialSignUpView.as_view(), name="social_signup"),
    path("accounts/organisations/", registration.organisations, name="organisations"),
    path("accounts/waiting/", applications.waiting, name="waiting"),
    path("accounts/waiting/withdraw/", applications.withdraw, name="waiting_withdraw"),
    path("accounts/waiting/confirm/", applications.confirm, name="waiting_confirm"),
    path("accounts/welcome/", applications.welcome, name="welcome"),
    path("accounts/join/", invitations.CodeView.as_view(), name="invitation"),
    path("accounts/join/you/", invitations.EntryView.as_view(), name="invitation_entry"),
]
