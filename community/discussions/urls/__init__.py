"""Addresses of discussions, by what one does there."""

from . import chat, forum, writing

app_name = "discussions"
urlpatterns = [*forum.urlpatterns, *writing.urlpatterns, *chat.urlpatterns]
