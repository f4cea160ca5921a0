"""Drawing pictures out of files of somebody unknown: previews of first pages, pictures anew.

It is done by a process of its own with limits on time and memory: a file made to eat a server
up ends that process and nothing else.
"""

from .runner import (
    PREVIEWED,
    DrawingFailedError,
    draw_own_preview,
    draw_preview,
    redraw_apart,
)

__all__ = [
    "PREVIEWED",
    "DrawingFailedError",
    "draw_own_preview",
    "draw_preview",
    "redraw_apart",
]
