"""Chats: the list, the rooms, and what is done with a session."""

from django.urls import path

from ..views import chat, chats

urlpatterns = [
    path("chat/", chats.chat_list, name="chats"),
    path("chat/new/", chats.new, name="new_chat"),
    path("chat/<int:pk>/edit/", chats.edit, name="edit_chat"),
    path("chat/<int:pk>/cancel/", chats.cancel, name="cancel_chat"),
    path("chat/<int:pk>/end/", chats.end, name="end_chat"),
    path("chat/<int:pk>/remind/", chats.remind_me, name="remind_of_chat"),
    path("chat/<int:pk>/calendar.ics", chats.calendar, name="chat_calendar"),
    path("chat/<int:pk>/messages/", chat.messages, name="messages"),
    path("chat/<int:pk>/<str:slug>/", chat.room, name="chat"),
    path("chat/<int:pk>/<str:slug>/print/", chat.print_view, name="print_chat"),
]
