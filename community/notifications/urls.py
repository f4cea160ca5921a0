from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("me/notices/", views.notices, name="notices"),
    path("me/notices/<int:pk>/", views.open_notice, name="open"),
    path("me/notices/read/", views.mark_all_read, name="mark_all_read"),
    path("me/notifications/", views.choose, name="choose"),
    path("notifications/stop/<str:token>/", views.stop, name="stop"),
]
