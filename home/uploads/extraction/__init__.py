"""The text inside a file: for search, and to see whether it holds personal data.

A file of somebody unknown is read by a process of its own with limits on time and memory: a
document made to eat a server up ends that process and nothing else.
"""

from .places import place_label
from .runner import ExtractionFailedError, TextPart, extract_own_text, extract_text

__all__ = ["ExtractionFailedError", "TextPart", "extract_own_text", "extract_text", "place_label"]
