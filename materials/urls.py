from django.urls import path, re_path

from . import feeds, views

app_name = "materials"
urlpatterns = [
    path("materials/", views.material_list, name="list"),
    # Cyrillic slugs, but no signs that are none of a slug's.
    re_path(r"^materials/tags/(?P<slug>[-\w]+)/$", views.tag_detail, name="tag"),
    path("materials/collections/", views.collection_list, name="collections"),
    path("materials/collections/<int:pk>/", views.collection_detail, {"slug": ""}),
    path("materials/collections/<int:pk>/<str:slug>/", views.collection_detail, name="collection"),
    path("materials/<int:pk>/", views.material_detail, {"slug": ""}),
    path("materials/<int:pk>/files/<int:stored_id>/", views.download_file, name="file"),
    path("materials/<int:pk>/<str:slug>/", views.material_detail, name="detail"),
    path("feeds/materials/", feeds.MaterialsFeed(), name="feed"),
    path("feeds/hubs/<int:hub_pk>/materials/", feeds.MaterialsFeed(), name="hub_feed"),
]
