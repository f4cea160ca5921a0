"""Pages of members."""

from django.urls import path

from ..views import profiles

urlpatterns = [
    path("members/<str:handle>/", profiles.profile, name="profile"),
]
