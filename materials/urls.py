from django.urls import path, re_path

from . import feeds, views

app_name = "materials"
urlpatterns = [
    path("materials/", views.material_list, name="list"),
    path("materials/uploads/", views.uploads, name="uploads"),
    path("materials/uploads/<uuid:pk>/", views.upload, name="upload"),
    # Cyrillic slugs, but no signs that are none of a slug's.
    re_path(r"^materials/tags/(?P<slug>[-\w]+)/$", views.tag_detail, name="tag"),
    path("materials/collections/", views.collection_list, name="collections"),
    path("materials/collections/<int:pk>/", views.collection_detail, {"slug": ""}),
    path("materials/collections/<int:pk>/<str:slug>/", views.collection_detail, name="collection"),
    path("materials/new/", views.NewView.as_view(), name="new"),
    path("materials/<int:pk>/edit/", views.FilesStep.as_view(), name="edit_files"),
    path("materials/<int:pk>/edit/about/", views.AboutStep.as_view(), name="edit_about"),
    path("materials/<int:pk>/edit/send/", views.SendStep.as_view(), name="edit_send"),
    path("materials/<int:pk>/work/", views.work, name="work"),
    path("materials/<int:pk>/look/", views.look, name="look"),
    path("materials/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("materials/<int:pk>/discard/", views.discard, name="discard"),
    path("materials/<int:pk>/delete-draft/", views.delete_draft, name="delete_draft"),
    path("materials/<int:pk>/coauthors/", views.coauthors_of_work, name="coauthors"),
    path("materials/<int:pk>/coauthors/find/", views.find_coauthors, name="find_coauthors"),
    path("materials/<int:pk>/coauthors/invitation/", views.invitation, name="invitation"),
    path("materials/<int:pk>/coauthors/leave/", views.leave_work, name="leave"),
    path(
        "materials/<int:pk>/coauthors/<int:coauthor_id>/remove/",
        views.remove_coauthor,
        name="remove_coauthor",
    ),
    path("materials/<int:pk>/ask/", views.ask_for_work, name="ask"),
    path("me/materials/", views.my_works, name="my_works"),
    path("materials/<int:pk>/", views.material_detail, {"slug": ""}),
    path("materials/<int:pk>/files/<int:stored_id>/", views.download_file, name="file"),
    path("materials/<int:pk>/files/<int:stored_id>/preview/", views.preview_file, name="preview"),
    path("materials/<int:pk>/<str:slug>/", views.material_detail, name="detail"),
    path("feeds/materials/", feeds.MaterialsFeed(), name="feed"),
    path("feeds/hubs/<int:hub_pk>/materials/", feeds.MaterialsFeed(), name="hub_feed"),
]
