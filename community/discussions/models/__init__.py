from .boards import Board
from .chats import ChatSession
from .discussions import Discussion, TaggedDiscussion
from .posts import Attachment, Mention, Post, PostVersion
from .reading import Follow, ReadMark, Thanks
from .settings import DiscussionSettings

__all__ = [
    "Attachment",
    "Board",
    "ChatSession",
    "Discussion",
    "DiscussionSettings",
    "Follow",
    "Mention",
    "Post",
    "PostVersion",
    "ReadMark",
    "TaggedDiscussion",
    "Thanks",
]
