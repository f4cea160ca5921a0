from django.urls import path

from .feeds import AnnouncementFeed

app_name = "announcements"
urlpatterns = [
    path("feeds/announcements/", AnnouncementFeed(), name="feed"),
    path("feeds/announcements/<slug:audience>/", AnnouncementFeed(), name="audience_feed"),
    path("feeds/hubs/<int:hub_pk>/announcements/", AnnouncementFeed(), name="hub_feed"),
]
