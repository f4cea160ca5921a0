from django.urls import path

from . import views
from .feeds import SearchFeed

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("search/opensearch.xml", views.opensearch, name="opensearch"),
    path("search/feed/", SearchFeed(), name="feed"),
]
