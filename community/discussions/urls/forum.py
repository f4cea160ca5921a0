"""Reading the forum, and what one does with a topic as a whole."""

from django.urls import path

from .. import feeds
from ..views import forum, manage, reading, topics

urlpatterns = [
    path("forum/", forum.forum, name="forum"),
    path("forum/topics/", forum.all_topics, name="all_topics"),
    path("forum/read/", reading.read_all, name="read_all"),
    path("forum/boards/<int:pk>/", forum.board, name="board"),
    path("forum/<int:pk>/follow/", reading.follow, name="follow"),
    path("forum/<int:pk>/manage/", manage.manage, name="manage"),
    path("forum/<int:pk>/pin/", manage.pin, name="pin"),
    path("forum/<int:pk>/close/", manage.close, name="close"),
    path("forum/<int:pk>/answer/", manage.answer, name="choose_answer"),
    path("forum/<int:pk>/", topics.topic, {"slug": ""}),
    path("posts/<int:pk>/", topics.post, name="post"),
    path("posts/<int:pk>/moderate/", manage.moderate, name="moderate"),
    path("discussions/<int:pk>/", topics.news, name="news"),
    path("posts/<int:pk>/thank/", reading.thank, name="thank"),
    path("me/discussions/", reading.my_discussions, name="my_discussions"),
    path("feeds/forum/", feeds.ForumFeed(), name="feed"),
    path("feeds/hubs/<int:hub_pk>/forum/", feeds.ForumFeed(), name="hub_feed"),
    path("feeds/forum/<int:topic_pk>/", feeds.TopicFeed(), name="topic_feed"),
    # Last: whatever else stands after the number is the readable part of the address.
    path("forum/<int:pk>/<str:slug>/", topics.topic, name="topic"),
]
