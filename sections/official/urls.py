from django.urls import path

from . import views

app_name = "official"
urlpatterns = [
    path("official/<int:pk>/", views.DocumentView.as_view(), name="document"),
]
