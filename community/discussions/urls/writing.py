"""Writing, and the files of what was written."""

from django.urls import path

from ..views import files, writing

urlpatterns = [
    path("forum/new/", writing.new_topic, name="new_topic"),
    path("discussions/<int:pk>/reply/", writing.reply, name="reply"),
    path("comments/<str:kind>/<int:pk>/", writing.comment, name="comment"),
    path("posts/preview/", writing.preview, name="preview"),
    path("posts/people/", writing.people, name="people"),
    path("posts/<int:pk>/edit/", writing.edit, name="edit"),
    path("posts/<int:pk>/delete/", writing.delete, name="delete"),
    path("posts/<int:pk>/files/<int:file_pk>/", files.file, name="file"),
    path("posts/<int:pk>/files/<int:file_pk>/preview/", files.preview, name="file_preview"),
]
