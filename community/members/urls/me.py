"""What a person keeps and decides about herself."""

from django.urls import path

from ..views import me

urlpatterns = [
    path("me/", me.me, name="me"),
]
